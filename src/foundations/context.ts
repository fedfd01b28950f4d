import { sql } from 'kysely'
import type { Scanner } from '../platform/clamd.ts'
import { asDate, type Clock } from '../platform/clock.ts'
import type { Db, Trx } from '../platform/db/connect.ts'
import type { Keyring } from '../platform/keyring.ts'
import type { Log } from '../platform/observability/log.ts'
import { type AuditNote, appendAudit } from './audit/append.ts'
import type { WorkingCalendar } from './calendar/index.ts'
import type { Files } from './files/files.ts'
import type { Actor, Principal } from './identity/actor.ts'

/** What happened, told to search, statistics and notifications after the transaction that did it. */
export type DomainEvent = { name: string; subject: string; payload: Record<string, unknown> }
export type Listener = (event: DomainEvent) => void | Promise<void>

/** What the whole program shares; `actor` makes it a `Ctx`. */
export type Platform = {
  db: Db
  clock: Clock
  log: Log
  files: Files
  /** Looks through files for viruses, where one is set. */
  scanner?: Scanner | undefined
  /** Seals what must not be read in the database. */
  keyring: Keyring
  /** Working days as loaded now. A new notice replaces it. */
  calendar: () => WorkingCalendar
  /** Origin under which citizens know the portal, when one is set. */
  site?: string | undefined
  /** Origin under which staff know the office, when one is set. */
  office?: string | undefined
  /** Listeners by event name; src/base.ts has the one table of them. */
  listeners: Record<string, Listener[]>
}

/** Made per request or job, handed to every action: `(ctx, input) => result`. */
export type Ctx = Platform & { actor: Actor }

/** One unit of work. Whatever it writes is acknowledged together or not at all. */
export type Work = {
  trx: Trx
  at: Temporal.Instant
  actor: Actor
  /** For whom the actor acts as a deputy (代理), once what is acted on shows whose post it takes; steps and audit say it. */
  principal: Principal | undefined
  /** Records what happened; listeners hear of it after the commit. */
  emit: (event: DomainEvent) => Promise<void>
  /** One line of the audit log; written last, so that the chain is locked for the shortest time. */
  audit: (note: AuditNote) => void
}

/**
 * Runs `work` in a transaction: changes, events, publication log and audit log stand or fall together. Listeners run
 * after the commit; one that fails is logged and does not undo what was acknowledged. When two units of work wait for
 * each other, PostgreSQL undoes one of them, and `work` is called again: it may do nothing outside its transaction.
 */
export const transact = async <T>(ctx: Ctx, work: (unit: Work) => Promise<T>): Promise<T> => {
  for (let again = 1; ; again++)
    try {
      return await transactOnce(ctx, work)
    } catch (error) {
      if (!undoneByTheOther(error) || again === attempts) throw error
    }
}

/** How often a unit of work is tried when PostgreSQL undid it in favour of another. */
const attempts = 5

/** Deadlock or failed serialization: nothing of it was written, and tried once more it goes through. */
const undoneByTheOther = (error: unknown): boolean =>
  ['40P01', '40001'].includes((error as { code?: string })?.code ?? '')

const transactOnce = async <T>(ctx: Ctx, work: (unit: Work) => Promise<T>): Promise<T> => {
  const happened: DomainEvent[] = []
  const notes: AuditNote[] = []
  const at = ctx.clock()
  const result = await ctx.db.transaction().execute(async (trx) => {
    const unit: Work = {
      trx,
      at,
      actor: ctx.actor,
      principal: ctx.actor.onBehalfOf,
      async emit(event) {
        happened.push(event)
      },
      audit(note) {
        const { principal } = unit
        notes.push(principal ? { ...note, detail: { ...note.detail, onBehalfOf: principal } } : note)
      },
    }
    const made = await work(unit)
    if (happened.length)
      await sql`insert into event (at, name, subject, actor_id, payload)
        select ${asDate(at)}, told.name, told.subject, ${ctx.actor.personId}::int, told.payload::jsonb
        from unnest(${happened.map((one) => one.name)}::text[], ${happened.map((one) => one.subject)}::text[],
          ${happened.map((one) => JSON.stringify(one.payload))}::text[]) as told (name, subject, payload)`.execute(trx)
    await appendAudit(trx, at, ctx.actor, notes)
    return made
  })
  // At the same time, so that a listener may deal with all of them at once.
  await Promise.all(
    happened.flatMap((event) =>
      (ctx.listeners[event.name] ?? []).map(async (listener) => {
        try {
          await listener(event)
        } catch (error) {
          ctx.log.error({ err: error, event: event.name, subject: event.subject }, 'listener failed')
        }
      }),
    ),
  )
  return result
}
