import { isDeepStrictEqual } from 'node:util'
import type { Db } from '../../platform/db/connect.ts'
import { auditGenesis, nextAuditHash } from './append.ts'

/**
 * `brokenAt` is the first entry that was changed, removed or put in between; null when all hold. `head` is the hash of
 * the last entry in hex: written down elsewhere, it proves later that even the whole chain was not rewritten.
 */
export type AuditVerdict = { ok: boolean; checked: number; brokenAt: number | null; head: string }

type Row = {
  seq: number
  at: Date
  actor_id: number | null
  actor_name: string
  action: string
  subject: string
  detail: unknown
  ip: string
  line: string
}

/** Does the readable row say what the hashed line says? A changed column with an untouched line is tampering too. */
const agrees = (row: Row): boolean => {
  const said = JSON.parse(row.line) as Record<string, unknown> & { at: string }
  return (
    said.seq === row.seq &&
    said.actorId === row.actor_id &&
    said.actorName === row.actor_name &&
    said.action === row.action &&
    said.subject === row.subject &&
    said.ip === row.ip &&
    isDeepStrictEqual(said.detail, row.detail) &&
    Math.abs(Temporal.Instant.from(said.at).epochMilliseconds - row.at.getTime()) <= 1
  )
}

/** Walks the whole audit chain, as it stood when asked, and names the first entry that does not hold. */
export const verifyAudit = (db: Db): Promise<AuditVerdict> =>
  // One snapshot: entries written while we walk would otherwise stand beyond the head we compare with.
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const last = await trx.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow()
      const head = last.hash.toString('hex')
      let hash: Uint8Array = auditGenesis
      let checked = 0
      for (;;) {
        const rows = await trx
          .selectFrom('audit_entry')
          .selectAll()
          .where('seq', '>', checked)
          .orderBy('seq')
          .limit(5_000)
          .execute()
        for (const row of rows) {
          hash = nextAuditHash(hash, row.line)
          if (row.seq !== checked + 1 || !row.hash.equals(hash) || !agrees(row))
            return { ok: false, checked, brokenAt: checked + 1, head }
          checked += 1
        }
        if (rows.length === 0) break
      }
      const ok = last.seq === checked && last.hash.equals(hash as Buffer)
      return { ok, checked, brokenAt: ok ? null : checked + 1, head }
    })
