import { cases, newCode } from '../../../foundations/casework/index.ts'
import type { Platform, Work } from '../../../foundations/context.ts'
import { unitById } from '../../../foundations/units/index.ts'
import { asDate, legalDay } from '../../../platform/clock.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { inquiryProjection, projectionOf, roleOf } from '../case-file.ts'
import type { InquiryEvent } from '../events.ts'
import { type InquiryContent, type InquiryFacts, isSupervised, type Status, type Writer } from '../inquiry.ts'
import { limitsOn } from '../limits.ts'
import { readSettings } from '../settings.ts'
import { stateOf } from '../state.ts'
import { countNewCase } from '../statistics/count-case.ts'
import { inquiryKind, insertInquiry } from '../store.ts'
import type { Hand } from '../transitions.ts'
import { inquiryNumber, issueWords } from '../words.zh.ts'
import { contentKey, maskedWriter, sealContent, sealWriter, summaryOf, writerKey } from '../writer.ts'

export type NewInquiry = InquiryFacts & {
  /** The unit asked; null when nobody knows whose it is. */
  unitId: number | null
  writer: Writer
  content: InquiryContent
  submittedAt: Temporal.Instant
  /** The legal day from which it counts. */
  receivedOn: string
  code: string | null
  intakeId: string | null
  requestKey: string | null
  /** Whose hand enters it. */
  by: Hand
  note: string
}

/**
 * Who sorts what names no unit, and investigates complaints: the county government's office.
 * @throws Error when there is no government among the units, which a county always has
 */
export const sortingOffice = async (work: Pick<Work, 'trx'>): Promise<number> => {
  const office = await work.trx
    .selectFrom('unit')
    .select('id')
    .where('kind', '=', 'government')
    .where('dissolved_on', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .executeTakeFirst()
  if (!office) throw new Error('no government among the units')
  return office.id
}

/**
 * Registers an inquiry through whatever door it came: number, code, first event, clock (首问责任 begins here). Without a unit the
 * government office sorts it; complaints and reports go to supervision.
 * @returns the new case's id
 * @throws Problem 422 the unit is gone
 */
export const openInquiry = async (
  platform: Pick<Platform, 'keyring' | 'calendar' | 'clock'>,
  work: Work,
  given: NewInquiry,
): Promise<number> => {
  const unit = given.unitId === null ? undefined : await unitById(work.trx, given.unitId)
  if (given.unitId !== null && (!unit || unit.dissolvedOn))
    throw unprocessable(issueWords.unitGone, [{ field: 'unitId', key: 'unit', message: issueWords.unitGone }])
  const officeId = await sortingOffice(work)
  const { kind, channel, topic, receivedOn, content, writer } = given
  const unitId = isSupervised(kind) ? null : given.unitId
  const status: Status = isSupervised(kind) ? 'accepting' : unitId === null ? 'sorting' : 'handling'
  const event: InquiryEvent = {
    seq: 1,
    action: 'register',
    data: { kind, channel, unitId, officeId, receivedOn, topic },
    on: legalDay(work.at),
    at: asDate(work.at),
    from: null,
    to: status,
    actorId: null,
    onBehalfOf: null,
    by: given.by,
  }
  const state = stateOf([event])
  const year = Number(receivedOn.slice(0, 4))
  const row = {
    number: inquiryNumber(year, await cases.nextSerial(work.trx, inquiryKind, officeId, year)),
    summary: summaryOf(kind, content),
    party: 'natural_person',
  }
  const limits = limitsOn((await readSettings(work.trx)).limits, receivedOn)
  const now = projectionOf({ row, state, limits }, platform)
  const id = await cases.insertCase(work, {
    ...now,
    kind: inquiryKind,
    code: given.code ?? newCode(legalDay(work.at)),
    submittedAt: asDate(given.submittedAt),
  })
  // Who reports must not be found by their other letters.
  const callerKey = kind === 'report' ? '' : writerKey(platform.keyring, writer)
  await insertInquiry(work, {
    ...given,
    caseId: id,
    writerSealed: sealWriter(platform.keyring, id, writer),
    writerMasked: maskedWriter(writer),
    contentSealed: sealContent(platform.keyring, id, content),
    callerKey,
    contentKey: kind === 'report' ? '' : contentKey(platform.keyring, content),
    ...inquiryProjection(state),
  })
  const seq = await cases.appendEvent(
    work,
    platform.keyring,
    { id, version: 0 },
    {
      action: 'register',
      on: event.on,
      from: null,
      to: status,
      role: roleOf(given.by),
      data: event.data,
      note: given.note,
    },
  )
  await cases.project(work, { id, status }, seq, now)
  await countNewCase(platform, work, { ...given, caseId: id, facts: given, callerKey, event, limits })
  await work.emit({
    name: 'inquiry.registered',
    subject: `inquiry/${id}`,
    payload: { kind, channel, unitId: state.leadId },
  })
  work.audit({ action: 'inquiry.registered', subject: `inquiry/${id}`, detail: { kind, channel } })
  return id
}
