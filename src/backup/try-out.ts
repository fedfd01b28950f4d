import { verifyAudit } from '../foundations/audit/verify.ts'
import { verifyLog } from '../foundations/publication-log/verify.ts'
import { connect } from '../platform/db/connect.ts'
import type { Tell } from './create.ts'
import type { Manifest } from './manifest.ts'
import { restoreTables } from './restore.ts'

export type TriedOut = { log: { ok: boolean; checked: number }; audit: { ok: boolean; checked: number } }

/** Does what stands in a database hold: every published entry, and every line of the audit log? */
export const verifyDatabase = async (url: string): Promise<TriedOut> => {
  const { db, close } = connect(url, { max: 2 })
  try {
    const log = await verifyLog(db)
    const audit = await verifyAudit(db)
    return { log: { ok: log.ok, checked: log.checked }, audit: { ok: audit.ok, checked: audit.checked } }
  } finally {
    await close()
  }
}

/** Restores the tables of a backup into an empty database and verifies what stands there: the only proof of a backup. */
export const tryOut = async (folder: string, manifest: Manifest, owner: string, tell?: Tell): Promise<TriedOut> => {
  await restoreTables(folder, manifest, { owner, role: undefined }, tell)
  return verifyDatabase(owner)
}
