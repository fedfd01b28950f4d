import { PgBoss } from 'pg-boss'
import { queueSchema } from './db/application-role.ts'
import { connect } from './db/connect.ts'
import { listening } from './db/listening.ts'
import type { Log } from './observability/log.ts'

/** A recurring job: short, idempotent, looks at the world again before acting. All are listed in src/schedule.ts. */
export type ScheduledJob = {
  name: string
  cron: string
  /** Seconds after which another worker may take it for dead; a quarter of an hour when left out. */
  mayTake?: number
  /** A channel on which it is called between its times; calls within a second are one. */
  wakes?: string
  /** Also as soon as the program runs; nobody waits for it. */
  atStart?: boolean
  run: () => Promise<void>
}

export type Jobs = { start: (schedule: ScheduledJob[]) => Promise<void>; stop: () => Promise<void> }

/** Recurring jobs on pg-boss, so that of several office processes one runs each. */
export const createJobs = (url: string, log: Log): Jobs => {
  // Connections of its own, so that a busy office does not keep the queue waiting, made as everywhere else.
  const { pool, close } = connect(url, { max: 2 })
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
    schema: queueSchema,
    // Made with the tables; the program's role may not make schemas.
    createSchema: false,
  })
  // While the database is away every queue complains at every poll; one line a minute says it as well.
  let told = 0
  boss.on('error', (error) => {
    if (Date.now() - told < 60_000) return
    told = Date.now()
    log.warn({ reason: error.message }, 'job queue cannot work')
  })
  const ears: { close: () => Promise<void> }[] = []
  const wake = (name: string) => () => void boss.sendDebounced(name, null, {}, 1).catch(() => undefined)
  return {
    async start(schedule) {
      await boss.start()
      for (const job of schedule) {
        await boss.createQueue(job.name)
        if (job.mayTake) await boss.updateQueue(job.name, { expireInSeconds: job.mayTake, retryLimit: 0 })
        await boss.work(job.name, { pollingIntervalSeconds: job.wakes ? 0.5 : 2 }, async () => {
          await job.run()
          log.debug({ job: job.name }, 'job done')
        })
        await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Shanghai' })
        if (job.atStart) wake(job.name)()
        if (job.wakes)
          ears.push(listening(url, { channel: job.wakes, named: `gongkai ${job.name}`, heard: wake(job.name) }))
      }
    },
    async stop() {
      await Promise.all(ears.map((ear) => ear.close()))
      await boss.stop({ graceful: true, timeout: 5_000 }).finally(close)
    },
  }
}
