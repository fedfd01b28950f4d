import { sql } from 'kysely'
import type { Trx } from '../../platform/db/connect.ts'
import { notify } from '../../platform/db/notify.ts'
import { textArray } from '../../platform/db/text-array.ts'
import { entryLine, nextHash, payloadHash } from './chain.ts'
import type { EntryKind, Payloads } from './entries.ts'

/** Channel on which a portal hears that the log has grown. */
export const logChannel = 'gongkai_publication_log'

export type Append = { [K in EntryKind]: { kind: K; subject: string; payload: Payloads[K] } }[EntryKind]

/**
 * Appends entries to the publication log in the transaction that made the change. The head row is locked until that
 * transaction ends, which makes the sequence gap-free and the chain unbroken whatever else goes on.
 * @returns the sequence numbers given, in order
 */
export const appendToLog = async (trx: Trx, at: Temporal.Instant, entries: Append[]): Promise<number[]> => {
  if (!entries.length) return []
  const head = await trx.selectFrom('publication_head').selectAll().forUpdate().executeTakeFirstOrThrow()
  let { seq } = head
  let hash = head.hash.toString('hex')
  const rows = entries.map(({ kind, subject, payload }) => {
    seq += 1
    const text = JSON.stringify(payload)
    const digest = payloadHash(text)
    const line = entryLine({ seq, kind, subject, at: at.toString(), payloadHash: digest })
    hash = nextHash(hash, line)
    return { seq, kind, subject, line, digest, hash: Buffer.from(hash, 'hex'), text }
  })
  const column = <T>(of: (row: (typeof rows)[number]) => T) => rows.map(of)
  await sql`insert into publication_log (seq, kind, subject, at, line, payload_hash, hash)
    select t.seq, t.kind, t.subject, ${at.toString()}::timestamptz, t.line, t.digest, t.hash
    from unnest(${column((r) => r.seq)}::bigint[], ${column((r) => r.kind)}::text[], ${column((r) => r.subject)}::text[],
      ${textArray(column((r) => r.line))}::text[], ${textArray(column((r) => r.digest))}::text[], ${column((r) => r.hash)}::bytea[])
      as t (seq, kind, subject, line, digest, hash)`.execute(trx)
  await sql`insert into publication_payload (seq, payload)
    select * from unnest(${column((r) => r.seq)}::bigint[], ${textArray(column((r) => r.text))}::text[])`.execute(trx)
  await trx
    .updateTable('publication_head')
    .set({ seq, hash: Buffer.from(hash, 'hex') })
    .execute()
  await notify(trx, logChannel, String(seq))
  return column((r) => r.seq)
}

/**
 * Takes what was published under `subject` out of the log for good (条例 arts 14-15): the payloads go, the chained
 * lines and the payload hashes stay, so that the log still verifies and still says that something stood there.
 */
export const blankPayloads = async (trx: Trx, subject: string, by: number): Promise<void> => {
  await sql`update publication_payload p set payload = null, blanked_by = ${by}
    from publication_log l where l.seq = p.seq and l.subject = ${subject} and l.kind in ('record.published', 'knowledge.published', 'reply.published')
      and p.payload is not null`.execute(trx)
}
