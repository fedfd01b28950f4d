import { join } from 'node:path'
import { sealedHotline } from './capabilities/hotline/index.ts'
import {
  callStaff,
  inquiryClocks,
  sealedFeedback,
  sealedInquiries,
  tellWriter,
} from './capabilities/inquiries/index.ts'
import { watchSource } from './capabilities/knowledge/index.ts'
import { publicationClocks } from './capabilities/publishing/index.ts'
import { requestClocks, sealedLetters, sealedRequests, tellApplicant } from './capabilities/requests/index.ts'
import type { Clocks } from './foundations/calendar/clocks.ts'
import { loadCalendar } from './foundations/calendar/store.ts'
import { sealedCases } from './foundations/casework/index.ts'
import type { Listener, Platform } from './foundations/context.ts'
import { openFiles } from './foundations/files/files.ts'
import { sealedFactors } from './foundations/identity/index.ts'
import { sealedContacts } from './foundations/notices/index.ts'
import { clamd } from './platform/clamd.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { changeableHistory } from './platform/db/application-role.ts'
import { connect, type Database } from './platform/db/connect.ts'
import { type OpenDatabase, openMigrated } from './platform/db/open-database.ts'
import { openKeyring } from './platform/keyring.ts'
import { sealedMessages } from './platform/messaging/index.ts'
import { createLog, type Log } from './platform/observability/log.ts'
import { createMetrics, type Metrics } from './platform/observability/metrics.ts'
import type { SealedColumn } from './platform/sealed-columns.ts'

/** Every event and who listens, on one page. Listeners run after the commit. */
const listenersOf = (platform: () => Platform): Record<string, Listener[]> => ({
  'record.repealed': [watchSource(platform)],
  'record.withdrawn': [watchSource(platform)],
  'request.registered': [tellApplicant(platform)],
  'request.acted': [tellApplicant(platform)],
  'inquiry.registered': [tellWriter(platform), callStaff(platform)],
  'inquiry.acted': [tellWriter(platform), callStaff(platform)],
})

/** Every column of sealed values, for when the keys change. */
export const sealedColumns: readonly SealedColumn[] = [
  ...sealedFactors,
  ...sealedFeedback,
  ...sealedMessages,
  ...sealedContacts,
  ...sealedCases,
  ...sealedRequests,
  ...sealedHotline,
  ...sealedLetters,
  ...sealedInquiries,
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
  /** Every kind of due date that a new holiday notice moves. */
  clocks: readonly Clocks[]
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
    clocks: [publicationClocks, requestClocks, inquiryClocks],
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
