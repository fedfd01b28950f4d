import type { Db } from '../../platform/db/connect.ts'
import { auditGenesis, nextAuditHash } from './append.ts'

export type AuditVerdict = { ok: boolean; checked: number; brokenAt: number | null }

type Fields = { seq: number; actor_name: string; action: string; subject: string; at: Date; line: string }

/** Does the readable row say what the hashed line says? A changed column with an untouched line is tampering too. */
const agrees = (row: Fields) => {
  const said = JSON.parse(row.line) as { seq: number; at: string; actorName: string; action: string; subject: string }
  return (
    said.seq === row.seq &&
    said.actorName === row.actor_name &&
    said.action === row.action &&
    said.subject === row.subject &&
    Math.abs(Temporal.Instant.from(said.at).epochMilliseconds - row.at.getTime()) <= 1
  )
}

/** Walks the whole audit chain and names the first entry that was changed, removed or put in between. */
export const verifyAudit = async (db: Db): Promise<AuditVerdict> => {
  let hash: Uint8Array = auditGenesis
  let checked = 0
  for (;;) {
    const rows = await db
      .selectFrom('audit_entry')
      .select(['seq', 'at', 'actor_name', 'action', 'subject', 'line', 'hash'])
      .where('seq', '>', checked)
      .orderBy('seq')
      .limit(5_000)
      .execute()
    for (const row of rows) {
      hash = nextAuditHash(hash, row.line)
      if (row.seq !== checked + 1 || !row.hash.equals(hash) || !agrees(row))
        return { ok: false, checked, brokenAt: checked + 1 }
      checked += 1
    }
    if (rows.length === 0) break
  }
  const head = await db.selectFrom('audit_head').selectAll().executeTakeFirstOrThrow()
  const ok = head.seq === checked && head.hash.equals(hash as Buffer)
  return { ok, checked, brokenAt: ok ? null : checked + 1 }
}
