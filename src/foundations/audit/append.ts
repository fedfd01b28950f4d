import { createHash } from 'node:crypto'
import type { Trx } from '../../platform/db/connect.ts'
import type { Actor } from '../identity/actor.ts'

/** What an auditor can later read. `detail` never holds passwords, tokens or personal data, only ids and words. */
export type AuditNote = { action: string; subject: string; detail?: Record<string, unknown> }

export const auditGenesis = Buffer.alloc(32)

/** The exact text that is chained: hash(n) = SHA-256(hash(n-1) ‖ UTF-8 of this line). */
export const auditLine = (entry: {
  seq: number
  at: string
  actorId: number | null
  actorName: string
  action: string
  subject: string
  detail: Record<string, unknown>
  ip: string
}): string => JSON.stringify(entry)

export const nextAuditHash = (previous: Uint8Array, line: string): Buffer =>
  createHash('sha256').update(previous).update(line, 'utf8').digest()

/**
 * Appends notes to the audit log, each chained to the one before. Locks the head of the chain until the transaction
 * ends, so it is called last.
 */
export const appendAudit = async (trx: Trx, at: Temporal.Instant, actor: Actor, notes: AuditNote[]): Promise<void> => {
  if (!notes.length) return
  const head = await trx.selectFrom('audit_head').selectAll().forUpdate().executeTakeFirstOrThrow()
  let { seq } = head
  let hash: Buffer = head.hash
  const rows = notes.map((note) => {
    seq += 1
    const detail = note.detail ?? {}
    const line = auditLine({
      seq,
      at: at.toString(),
      actorId: actor.personId,
      actorName: actor.name,
      action: note.action,
      subject: note.subject,
      detail,
      ip: actor.ip,
    })
    hash = nextAuditHash(hash, line)
    return {
      seq,
      at: new Date(at.epochMilliseconds),
      actor_id: actor.personId,
      actor_name: actor.name,
      action: note.action,
      subject: note.subject,
      detail: JSON.stringify(detail),
      ip: actor.ip,
      line,
      hash,
    }
  })
  await trx.insertInto('audit_entry').values(rows).execute()
  await trx.updateTable('audit_head').set({ seq, hash }).execute()
}
