import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** One registry per process; both ports show it at /metrics. */
export const createMetrics = () => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Counter({
      name: 'gongkai_http_requests_total',
      help: 'Answers by server, route and status class',
      labelNames: ['server', 'route', 'status'],
      registers: [registry],
    }),
    duration: new Histogram({
      name: 'gongkai_http_request_seconds',
      help: 'Time to answer by server and route',
      labelNames: ['server', 'route'],
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
      registers: [registry],
    }),
    logPosition: new Gauge({
      name: 'gongkai_publication_log_position',
      help: 'Sequence number reached: written by the office, replayed by the portal',
      labelNames: ['side'],
      registers: [registry],
    }),
    files: new Gauge({
      name: 'gongkai_virus_scan_files',
      help: 'Files that wait for the virus scanner, and files in which it found something, where one is set',
      labelNames: ['state'],
      registers: [registry],
    }),
    tooMany: new Counter({
      name: 'gongkai_portal_too_many_total',
      help: 'Requests refused with 429 because one client address asked for too much: searches, files, calls, forms',
      labelNames: ['what'],
      registers: [registry],
    }),
    replicaLag: new Gauge({
      name: 'gongkai_replica_lag_seconds',
      help: 'Time between an append to the log and its replay, of the newest entry replayed',
      registers: [registry],
    }),
    chainBroken: new Gauge({
      name: 'gongkai_chain_broken',
      help: '1 when the nightly verification found the chain broken',
      labelNames: ['chain'],
      registers: [registry],
    }),
    scheduled: new Counter({
      name: 'gongkai_scheduled_publications_total',
      help: 'Items whose appointed hour came: published, bounced by the release checks, or failed and still due',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    scheduledNow: new Gauge({
      name: 'gongkai_scheduled_items',
      help: 'Items waiting for their hour, and items that came back from it and were not decided on since',
      labelNames: ['state'],
      registers: [registry],
    }),
    intakeWaiting: new Gauge({
      name: 'gongkai_intake_waiting',
      help: 'Submissions of citizens in this portal that the office does not have yet',
      registers: [registry],
    }),
    intakeRefused: new Gauge({
      name: 'gongkai_intake_refused',
      help: 'Submissions put aside because the office cannot open or read them',
      registers: [registry],
    }),
    messages: new Gauge({
      name: 'gongkai_messages',
      help: 'Messages in the outbox by channel: waiting, waiting for a line that is not configured, failed and not decided on',
      labelNames: ['channel', 'state'],
      registers: [registry],
    }),
    messageWait: new Gauge({
      name: 'gongkai_message_wait_seconds',
      help: 'Since when the oldest message that is due waits, where its channel is configured',
      labelNames: ['channel'],
      registers: [registry],
    }),
    messagesDone: new Counter({
      name: 'gongkai_messages_total',
      help: 'Tries to send a message: sent, failed for good, put off',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    codeFailures: new Counter({
      name: 'gongkai_query_code_failures_total',
      help: 'Tries to look up a case with a query code that did not fit, and those refused because too many had failed',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    backupOverdue: new Gauge({
      name: 'gongkai_backup_overdue',
      help: '1 when nightly backups are set and the last good one is older than BACKUP_ALARM_HOURS',
      registers: [registry],
    }),
    backupAt: new Gauge({
      name: 'gongkai_backup_last_good_timestamp_seconds',
      help: 'When the last good backup was finished, seconds since 1970; 0 when there is none',
      registers: [registry],
    }),
    calendarMissing: new Gauge({
      name: 'gongkai_calendar_years_missing',
      help: 'Years that running clocks need and whose holiday notice is not loaded',
      registers: [registry],
    }),
  }
}
