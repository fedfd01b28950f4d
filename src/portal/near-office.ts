import type { Platform } from '../foundations/context.ts'
import type { Desks } from '../foundations/intake/desk-door.ts'
import { type Intake, receiveSubmission } from '../foundations/intake/receive.ts'
import { newestCheckpoint } from '../foundations/publication-log/checkpoints.ts'
import type { Database } from '../platform/db/connect.ts'
import { Problem } from '../platform/http/problem.ts'
import { databaseLogSource } from './database-log-source.ts'
import { type OfficeLink, SubmissionRefused } from './office-link.ts'

/** The office whose database and files this process has itself. */
export const nearOffice = (database: Database, platform: Platform, intake: Intake, desks: Desks): OfficeLink => {
  const log = databaseLogSource(database)
  return {
    log,
    checkpoint: () => newestCheckpoint(database.db),
    openFile: (hash) => platform.files.open(hash),
    intakeKey: async () => intake.keys.current(),
    async deliver(sealed) {
      await receiveSubmission(platform, intake, sealed).catch((error) => {
        throw error instanceof Problem && error.status === 422 ? new SubmissionRefused(error.message) : error
      })
    },
    desks,
    close: () => log.close(),
  }
}
