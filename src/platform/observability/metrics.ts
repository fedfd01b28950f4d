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
    calendarMissing: new Gauge({
      name: 'gongkai_calendar_years_missing',
      help: 'Years that running clocks need and whose holiday notice is not loaded',
      registers: [registry],
    }),
  }
}
