import { calls, type DemoCall, liaisons, seats } from '../../db/seeds/demo/hotline.ts'
import { addLiaison, type PastCall, recordCall } from '../capabilities/hotline/index.ts'
import { type Ctx, type Platform, transact } from '../foundations/context.ts'
import { system } from '../foundations/identity/actor.ts'
import { allUnits } from '../foundations/units/index.ts'
import { legalDay, legalZone } from '../platform/clock.ts'
import { tone } from '../platform/telephony/simulator/tone.ts'

/** Seats, liaison officers with a rota of two weeks, and the calls of the last working days. */
export const loadHotline = async (platform: Platform): Promise<number> => {
  const ctx: Ctx = { ...platform, actor: system }
  const units = new Map((await allUnits(platform.db)).map((unit) => [unit.code, unit.id]))
  const today = Temporal.PlainDate.from(legalDay(platform.clock()))
  const seatIds = await transact(ctx, (work) =>
    work.trx
      .insertInto('seat')
      .values(seats)
      .returning('id')
      .execute()
      .then((rows) => rows.map(({ id }) => id)),
  )
  const officers = new Map<string, string[]>()
  for (const { unit, name, phone, away } of liaisons) {
    const id = await addLiaison(ctx, { unitId: units.get(unit)!, name, phone })
    officers.set(unit, [...(officers.get(unit) ?? []), id])
    if (away)
      await platform.db
        .updateTable('liaison')
        .set({ away_until: today.add({ days: 6 }).toString() })
        .where('id', '=', id)
        .execute()
  }
  // Two who take turns, day by day.
  const pair = officers.get('mzj')!
  for (let n = 0; n < 14; n++) {
    const day = today.add({ days: n }).toString()
    if (!platform.calendar().isWorkingDay(day)) continue
    await platform.db
      .insertInto('liaison_duty')
      .values({ unit_id: units.get('mzj')!, on_date: day, liaison_id: pair[n % 2]!, deputy_id: pair[(n + 1) % 2]! })
      .execute()
  }
  const operators = await platform.db
    .selectFrom('post')
    .select('person_id as id')
    .where('role', '=', 'operator')
    .where('ended_on', 'is', null)
    .orderBy('id')
    .execute()
  for (const [n, one] of calls.entries()) {
    const who = { seatId: seatIds[n % seatIds.length]!, personId: operators[n % operators.length]!.id }
    await recordCall(
      ctx,
      pastCall(one, who, dayBefore(platform, today, one.ago), (code) => units.get(code)!, officers),
    )
  }
  return calls.length
}

const dayBefore = ({ calendar }: Platform, today: Temporal.PlainDate, ago: number): Temporal.PlainDate => {
  let day = today
  for (let n = ago; n > 0; ) {
    day = day.subtract({ days: 1 })
    if (calendar().isWorkingDay(day.toString())) n--
  }
  return day
}

/** A call as it went, from the few words said of it. */
const pastCall = (
  one: DemoCall,
  who: { seatId: number; personId: number },
  day: Temporal.PlainDate,
  unitOf: (code: string) => number,
  officers: Map<string, string[]>,
): PastCall => {
  const beganAt = day.toZonedDateTime({ timeZone: legalZone, plainTime: one.time }).toInstant()
  const { caller, wait, talk, outcome, unit, question = '', rating, message } = one
  const call = { caller, line: '96128', beganAt }
  if (wait === null) {
    const rang = { kind: 'offered', after: 2, data: { leg: 'a', ...who } } as const
    const asked = { kind: 'voicemail_asked', after: 3 } as const
    const ready = { kind: 'voicemail_ready', after: talk, data: { name: 'message', seconds: message ?? 0 } } as const
    return {
      ...call,
      events: [
        { kind: 'ringing', after: 0 },
        ...(one.rang ? [rang, { kind: 'unanswered', after: 22, data: { leg: 'a', cause: 'no_answer' } } as const] : []),
        ...(message ? [asked, ready] : []),
        { kind: 'ended', after: talk },
      ],
      recording: message ? { kind: 'voicemail', seconds: message, bytes: tone(message) } : undefined,
    }
  }
  const over = wait + talk
  const passed = outcome === 'transferred'
  const [first, second] = officers.get(unit ?? '') ?? []
  const at = wait + 60
  return {
    ...call,
    events: [
      { kind: 'ringing', after: 0 },
      { kind: 'offered', after: 1, data: { leg: 'a', ...who } },
      { kind: 'answered', after: wait, data: { leg: 'a' } },
      ...(passed
        ? ([
            { kind: 'transfer_asked', after: at, data: { leg: 't' } },
            { kind: 'transferred', after: at + 12, data: { leg: 't' } },
            { kind: 'left', after: over, data: { leg: 't' } },
          ] as const)
        : [{ kind: 'left', after: over, data: { leg: 'a' } } as const]),
      ...(rating ? [{ kind: 'key', after: over + 6, data: { digit: String(rating) } } as const] : []),
      { kind: 'ended', after: over + 8 },
    ],
    logged: {
      outcome: outcome ?? 'no_matter',
      source: outcome === 'directory' && unit ? `unit/${unitOf(unit)}` : null,
      unitId: unit ? unitOf(unit) : null,
      question,
      by: who.personId,
    },
    transfers:
      passed && unit
        ? [
            ...(one.secondTry
              ? [
                  {
                    unitId: unitOf(unit),
                    liaisonId: first ?? null,
                    deputy: false,
                    after: at - 25,
                    outcome: 'no_answer' as const,
                    endedAfter: at - 5,
                  },
                ]
              : []),
            {
              unitId: unitOf(unit),
              liaisonId: (one.secondTry ? second : first) ?? null,
              deputy: Boolean(one.secondTry),
              after: at,
              outcome: 'answered',
              endedAfter: at + 12,
            },
          ]
        : [],
    recording: passed ? { kind: 'call', seconds: over - wait, bytes: tone(20) } : undefined,
  }
}
