import { sql } from 'kysely'
import { asDate, legalDay } from '../../platform/clock.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'
import { type Ctx, transact, type Work } from '../context.ts'
import type { Actor } from '../identity/actor.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** A due date as it is stored. */
export type DueDay = { on: string; provisional: boolean } | null

/** A due date that stands otherwise under another calendar. */
export type MovingClock = {
  /** e.g. record/12; unique within its kind of clock */
  subject: string
  unitId: number
  personId: number | null
  from: DueDay
  to: DueDay
  /** Day on which the duty was fulfilled; null while it is open. */
  closedOn: string | null
}

/**
 * One kind of clock that counts in working days. A capability that stores due dates offers one of these, and src/base.ts
 * lists them: a new holiday notice then moves its dates too (decision record 0004).
 */
export type Clocks = {
  /** Stable, stored with every move: 'publication' */
  key: string
  /** What the period is called on screen. */
  label: string
  /**
   * Every open clock that stands otherwise under `calendar`, locked until the transaction ends when `lock` is set; and,
   * of the clocks due on or after `closedSince`, those already fulfilled for which in time becomes late or late in time.
   */
  moving: (
    db: Connection,
    calendar: WorkingCalendar,
    options: { lock: boolean; closedSince: string | null },
  ) => Promise<MovingClock[]>
  move: (trx: Trx, moves: MovingClock[]) => Promise<void>
  /** Titles and console addresses of those subjects that the actor may read. */
  titles: (db: Connection, actor: Actor, subjects: string[]) => Promise<Map<string, { title: string; address: string }>>
}

export type Lapse = 'undone' | 'created' | null

/** What becomes of lateness: the period had run out before and has not now, or the other way round. */
export const lapseOf = (clock: Pick<MovingClock, 'from' | 'to' | 'closedOn'>, today: string): Lapse => {
  const day = clock.closedOn ?? today
  const [before, after] = [clock.from, clock.to].map((due) => due !== null && day > due.on)
  return before === after ? null : before ? 'undone' : 'created'
}

export type Effect = { moved: number; undone: number; created: number }

const count = (moves: MovingClock[], today: string): Effect => {
  const lapses = moves.map((move) => lapseOf(move, today))
  return {
    moved: moves.length,
    undone: lapses.filter((lapse) => lapse === 'undone').length,
    created: lapses.filter((lapse) => lapse === 'created').length,
  }
}

/** What a calendar would do to every clock, without doing it. */
export const foresee = async (
  db: Connection,
  clocks: readonly Clocks[],
  calendar: WorkingCalendar,
  closedSince: string | null,
  today: string,
) => {
  const moves: (MovingClock & { clock: string })[] = []
  for (const kind of clocks)
    for (const move of await kind.moving(db, calendar, { lock: false, closedSince }))
      moves.push({ ...move, clock: kind.key })
  return { ...count(moves, today), moves }
}

/** Moves every clock to where `calendar` puts it and keeps a row for each, so that the people concerned can be told. */
export const recomputeClocks = async (
  work: Work,
  clocks: readonly Clocks[],
  calendar: WorkingCalendar,
  cause: { noticeId: number | null; closedSince: string | null },
): Promise<Effect> => {
  const today = legalDay(work.at)
  const all: MovingClock[] = []
  for (const kind of clocks) {
    const moves = await kind.moving(work.trx, calendar, { lock: true, closedSince: cause.closedSince })
    if (!moves.length) continue
    await kind.move(work.trx, moves)
    const column = <T>(of: (move: MovingClock) => T) => moves.map(of)
    await sql`insert into clock_move (at, notice_id, clock, subject, unit_id, person_id, from_on, from_provisional,
        to_on, to_provisional, lapse)
      select ${asDate(work.at)}, ${cause.noticeId}::int, ${kind.key}, m.*
      from unnest(${column((m) => m.subject)}::text[], ${column((m) => m.unitId)}::int[],
        ${column((m) => m.personId)}::int[], ${column((m) => m.from?.on ?? null)}::date[],
        ${column((m) => m.from?.provisional ?? false)}::bool[], ${column((m) => m.to?.on ?? null)}::date[],
        ${column((m) => m.to?.provisional ?? false)}::bool[], ${column((m) => lapseOf(m, today))}::text[]) as m`.execute(
      work.trx,
    )
    all.push(...moves)
  }
  return count(all, today)
}

/**
 * Brings every clock to the calendar as it is in force: after a new release brought a year, and for whatever was saved
 * with the old calendar while the new one came into force. Nothing to move, nothing written.
 */
export const settleClocks = async (ctx: Ctx, clocks: readonly Clocks[]): Promise<Effect> => {
  const calendar = ctx.calendar()
  const ahead = await foresee(ctx.db, clocks, calendar, null, legalDay(ctx.clock()))
  if (!ahead.moved) return ahead
  return transact(ctx, async (work) => {
    const effect = await recomputeClocks(work, clocks, calendar, { noticeId: null, closedSince: null })
    if (effect.moved) work.audit({ action: 'clocks.recomputed', subject: 'calendar', detail: effect })
    return effect
  })
}
