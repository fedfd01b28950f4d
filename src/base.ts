import { join } from 'node:path'
import type { Clocks } from './foundations/calendar/clocks.ts'
import { loadCalendar } from './foundations/calendar/store.ts'
import type { Listener, Platform } from './foundations/context.ts'
import { openFiles } from './foundations/files/files.ts'
import { clamd } from './platform/clamd.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { changeableHistory } from './platform/db/application-role.ts'
import { connect, type Database } from './platform/db/connect.ts'
import { type OpenDatabase, openMigrated } from './platform/db/open-database.ts'
import { openKeyring } from './platform/keyring.ts'
import { createLog, type Log } from './platform/observability/log.ts'
import { createMetrics, type Metrics } from './platform/observability/metrics.ts'

// Capabilities are loaded when they are needed: a command that wants none of them starts without them.
const inquiries = () => import('./capabilities/inquiries/index.ts')
const knowledge = () => import('./capabilities/knowledge/index.ts')
const publishing = () => import('./capabilities/publishing/index.ts')
const requests = () => import('./capabilities/requests/index.ts')

/** Every event and who listens, on one page. Listeners run after the commit. */
const listenersOf = (platform: () => Platform): Record<string, Listener[]> => {
  const watchSource = whenCalled(async () => (await knowledge()).watchSource(platform))
  const tellApplicant = whenCalled(async () => (await requests()).tellApplicant(platform))
  const tellWriter = whenCalled(async () => (await inquiries()).tellWriter(platform))
  const callStaff = whenCalled(async () => (await inquiries()).callStaff(platform))
  return {
    'record.repealed': [watchSource],
    'record.withdrawn': [watchSource],
    'request.registered': [tellApplicant],
    'request.acted': [tellApplicant],
    'inquiry.registered': [tellWriter, callStaff],
    'inquiry.acted': [tellWriter, callStaff],
  }
}

const whenCalled = (make: () => Promise<Listener>): Listener => {
  let made: Promise<Listener> | undefined
  return async (event) => {
    made ??= make()
    await (await made)(event)
  }
}

/** Every kind of due date that a new holiday notice moves. */
export const everyClock = async (): Promise<readonly Clocks[]> => [
  (await publishing()).publicationClocks,
  (await requests()).requestClocks,
  (await inquiries()).inquiryClocks,
]

/** What every process has, whatever its roles. */
export type Ground = { config: Config; log: Log; metrics: Metrics; clock: Clock }

export const openGround = (config: Config, clock: Clock = systemClock): Ground => ({
  config,
  log: createLog(config.logLevel),
  metrics: createMetrics(),
  clock,
})

/** What commands and servers share: configuration, database, files, calendar, log. */
export type Base = {
  config: Config
  log: Log
  metrics: Metrics
  database: Database
  platform: Platform
  /** What the office still waits for before it says that it is ready. */
  unready: Set<string>
  /** The holiday notices may have changed: read them again. */
  reloadCalendar: () => Promise<void>
  close: () => Promise<void>
}

/**
 * Finds or starts PostgreSQL, brings the schema up to date and opens everything a command needs.
 * @param opening the database, where it is being opened already
 */
export const openBase = async (
  config: Config,
  clock: Clock = systemClock,
  opening: Promise<OpenDatabase> = openMigrated(config),
): Promise<Base> => {
  const log = createLog(config.logLevel)
  const metrics = createMetrics()
  const { url, stop } = await opening
  const database = connect(url)
  const tables = await changeableHistory(database.pool)
  // The chains would show it, but what cannot be done need not be found out.
  if (tables.length) log.warn({ tables }, 'the database role of this program could change what is append-only')
  let calendar = await loadCalendar(database.db)
  const platform: Platform = {
    db: database.db,
    clock,
    log,
    files: openFiles(join(config.dataFolder, 'files')),
    scanner: config.clamav && clamd(config.clamav),
    keyring: openKeyring(config.dataFolder),
    calendar: () => calendar,
    site: config.portalUrl && new URL(config.portalUrl).origin,
    office: config.officeUrl,
    listeners: listenersOf(() => platform),
  }
  return {
    config,
    log,
    metrics,
    database,
    platform,
    unready: new Set(),
    async reloadCalendar() {
      calendar = await loadCalendar(database.db)
    },
    async close() {
      await database.close()
      await stop()
    },
  }
}
