import { type SqlBool, sql } from 'kysely'
import { legalZone } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/connect.ts'

export type AuditQuery = {
  /** Id, username or part of the name of who acted. */
  actor?: string | undefined
  action?: string | undefined
  /** e.g. `record/12`; a kind alone (`record`) finds all of that kind. */
  subject?: string | undefined
  /** Legal days, both included. */
  from?: string | undefined
  to?: string | undefined
  /** Entries older than this sequence number. */
  before?: number | undefined
  size: number
}

export type AuditRow = {
  seq: number
  at: string
  actorId: number | null
  actorName: string
  action: string
  subject: string
  detail: Record<string, unknown>
  ip: string
}

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')
const dayStart = (day: string, plus = 0) =>
  new Date(Temporal.PlainDate.from(day).add({ days: plus }).toZonedDateTime(legalZone).epochMilliseconds)

/** Entries that match, newest first; by keyset, so that the millionth page costs what the first does. */
export const readAudit = async (db: Db, query: AuditQuery): Promise<{ items: AuditRow[]; next: number | null }> => {
  const { actor, action, subject, from, to, before, size } = query
  const actorId = actor && /^\d{1,9}$/.test(actor) ? Number(actor) : undefined
  const rows = await db
    .selectFrom('audit_entry')
    .select(['seq', 'at', 'actor_id', 'actor_name', 'action', 'subject', 'detail', 'ip'])
    .$if(actorId !== undefined, (q) => q.where('actor_id', '=', actorId!))
    .$if(!!actor && actorId === undefined, (q) =>
      q.where((is) =>
        is.or([
          is('actor_name', 'like', `%${escaped(actor!)}%`),
          is('actor_id', 'in', is.selectFrom('person').select('id').where('username', '=', actor!)),
        ]),
      ),
    )
    .$if(!!action, (q) => q.where('action', '=', action!))
    .$if(!!subject, (q) =>
      // One thing is looked up by index; a whole kind stands in so many entries that walking back finds a page at once.
      subject!.includes('/')
        ? q.where('subject', '=', subject!)
        : q.where(sql<SqlBool>`(subject = ${subject!} or starts_with(subject, ${`${subject}/`}))`),
    )
    .$if(!!from, (q) => q.where('at', '>=', dayStart(from!)))
    .$if(!!to, (q) => q.where('at', '<', dayStart(to!, 1)))
    .$if(before !== undefined, (q) => q.where('seq', '<', before!))
    .orderBy('seq', 'desc')
    .limit(size + 1)
    .execute()
  const items = rows.slice(0, size).map((row) => ({
    seq: row.seq,
    at: row.at.toISOString(),
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    subject: row.subject,
    detail: row.detail as Record<string, unknown>,
    ip: row.ip,
  }))
  return { items, next: rows.length > size ? items.at(-1)!.seq : null }
}
