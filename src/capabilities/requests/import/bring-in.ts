import { createHash } from 'node:crypto'
import { cases, newCode } from '../../../foundations/casework/index.ts'
import type { Platform, Work } from '../../../foundations/context.ts'
import { unitById } from '../../../foundations/units/index.ts'
import { asDate, legalDay } from '../../../platform/clock.ts'
import { summaryOf } from '../actions/open-case.ts'
import { applicantKey, contentKey, maskedName, sealApplicant, sealContent } from '../applicant.ts'
import { projectionOf } from '../case-file.ts'
import { eventData, type RequestEvent } from '../events.ts'
import type { Status } from '../request.ts'
import { needsConfirmation } from '../rules/receipt-day.ts'
import { stateOf } from '../state.ts'
import { insertRequests, requestKind } from '../store.ts'
import { caseNumber } from '../words.zh.ts'
import type { History } from './read-row.ts'
import { importWords as w } from './words.zh.ts'

/** The same row of the same unit is the same case, in whichever file it stands: a UUID of its 来源编号. */
export const keyOf = ({ unitId, key }: Pick<History, 'unitId' | 'key'>): string => {
  const hex = createHash('sha256').update(`request import/${unitId}/${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * The events of a case that was handled elsewhere, each on its day. From them state, clock and cell of table 2 follow as
 * for every other case; nothing writes those by hand.
 */
export const eventsOf = (history: History, today: string, at: Date): RequestEvent[] => {
  const events: RequestEvent[] = []
  let now: Status | null = null
  const add = (action: RequestEvent['action'], on: string, to: Status, data: unknown) => {
    events.push({
      seq: events.length + 1,
      action,
      data: eventData[action].parse(data),
      on,
      at,
      from: now,
      to,
      actorId: null,
      onBehalfOf: null,
      by: null,
    } as unknown as RequestEvent)
    now = to
  }
  const { channel, reachedOn, confirmedOn, extension, end, content } = history
  add('register', reachedOn, needsConfirmation(channel) ? 'submitted' : 'handling', {
    channel,
    reachedOn,
    asks: content.asks,
  })
  if (confirmedOn) add('confirm', confirmedOn, 'handling', { on: confirmedOn, how: 'phone' })
  if (extension) add('extend', extension.on, 'handling', extension)
  if (end?.reply === 'withdrawn') add('withdraw', end.on, 'closed', { on: end.on })
  else if (end) {
    const { on, reply, grounds } = end
    add('propose', on, 'sign_off', { reply: { kind: reply, grounds, reasons: w.reasons } })
    add('approve', on, 'signed', {})
    add('deliver', on, 'closed', { way: content.way, on })
  }
  return events.map((event) => ({ ...event, on: event.on > today ? today : event.on }))
}

/** Writes one case moved in, with all its events. @returns its id */
export const bringInCase = async (
  platform: Pick<Platform, 'keyring' | 'calendar' | 'clock'>,
  work: Work,
  history: History,
): Promise<number> => {
  const { keyring } = platform
  const { applicant, content } = history
  const unit = (await unitById(work.trx, history.unitId))!
  const events = eventsOf(history, legalDay(work.at), asDate(work.at))
  const state = stateOf(events)
  const year = Number(history.reachedOn.slice(0, 4))
  const number =
    history.number ||
    caseNumber(unit.shortName || unit.name, year, await cases.nextSerial(work.trx, requestKind, unit.id, year))
  const row = { unitId: unit.id, number, summary: summaryOf(content.what), party: applicant.party }
  const now = projectionOf({ row, state }, platform)
  const id = await cases.insertCase(work, {
    ...now,
    kind: requestKind,
    code: newCode(legalDay(work.at)),
    submittedAt: new Date(`${history.reachedOn}T00:00:00+08:00`),
  })
  await insertRequests(work, [
    {
      caseId: id,
      intakeId: null,
      requestKey: keyOf(history),
      asks: content.asks,
      channel: history.channel,
      applicantSealed: sealApplicant(keyring, id, applicant),
      applicantMasked: maskedName(applicant),
      applicantKey: applicantKey(keyring, applicant),
      contentKey: contentKey(keyring, content),
      contentSealed: sealContent(keyring, id, content),
    },
  ])
  for (const { seq, action, on, from, to, data } of events)
    await cases.appendEvent(
      work,
      keyring,
      { id, version: seq - 1 },
      { action, on, from, to, role: null, data, note: seq === 1 ? history.note : '' },
    )
  await cases.project(work, { id, status: now.status }, events.length, now)
  return id
}
