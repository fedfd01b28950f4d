import { cases, newCode } from '../../../foundations/casework/index.ts'
import type { Platform, Work } from '../../../foundations/context.ts'
import type { Applicant, RequestContent } from '../../../foundations/intake/request-form.ts'
import { findPersonalData, mask } from '../../../foundations/personal-data/index.ts'
import { unitById } from '../../../foundations/units/index.ts'
import { asDate, legalDay } from '../../../platform/clock.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { applicantKey, contentKey, maskedName, sealApplicant, sealContent } from '../applicant.ts'
import { projectionOf } from '../case-file.ts'
import type { RequestEvent } from '../events.ts'
import type { Channel, Status } from '../request.ts'
import { needsConfirmation } from '../rules/receipt-day.ts'
import { stateOf } from '../state.ts'
import { insertRequest, requestKind } from '../store.ts'
import { caseNumber, issueWords } from '../words.zh.ts'

export type NewCase = {
  unitId: number
  channel: Channel
  applicant: Applicant
  content: RequestContent
  /** Instant at which it was sent, ISO; the legal day on which it reached the office. */
  submittedAt: Temporal.Instant
  reachedOn: string
  code: string | null
  intakeId: string | null
  requestKey: string | null
  /** Role that enters it; 'applicant' for the citizen's own form. */
  role: string
  note: string
}

/** The first words of what is asked for, with whatever is personal hidden: what lists show. */
export const summaryOf = (what: string): string => {
  const line = what.replace(/\s+/g, ' ').slice(0, 400)
  const hidden = mask(line, findPersonalData(line))
  const signs = [...hidden]
  return signs.length > 60 ? `${signs.slice(0, 60).join('')}…` : hidden
}

/** The next number of a unit, in the year in which the request reached the office. */
export const numberFor = async (work: Work, unitId: number, reachedOn: string): Promise<string> => {
  const { shortName, name } = (await unitById(work.trx, unitId))!
  const year = Number(reachedOn.slice(0, 4))
  return caseNumber(shortName || name, year, await cases.nextSerial(work.trx, requestKind, unitId, year))
}

/**
 * Registers a request (条例 arts 29, 45): number, code, first event, clock. Where both sides must confirm (art 31) it
 * waits as `submitted`, else it is received at once.
 * @returns the new case's id
 * @throws Problem 422 the unit is gone
 */
export const openCase = async (
  platform: Pick<Platform, 'keyring' | 'calendar' | 'clock'>,
  work: Work,
  given: NewCase,
): Promise<number> => {
  const unit = await unitById(work.trx, given.unitId)
  if (!unit || unit.dissolvedOn)
    throw unprocessable(issueWords.unitGone, [{ field: 'unitId', key: 'unit', message: issueWords.unitGone }])
  const status: Status = needsConfirmation(given.channel) ? 'submitted' : 'handling'
  const { channel, reachedOn, applicant, content } = given
  const event: RequestEvent = {
    seq: 1,
    action: 'register',
    data: { channel, reachedOn, asks: content.asks },
    on: legalDay(work.at),
    at: asDate(work.at),
    from: null,
    to: status,
    actorId: null,
    onBehalfOf: null,
    by: given.role,
  }
  const row = {
    unitId: unit.id,
    number: await numberFor(work, unit.id, given.reachedOn),
    summary: summaryOf(content.what),
    party: applicant.party,
  }
  const now = projectionOf({ row, state: stateOf([event]) }, platform)
  const id = await cases.insertCase(work, {
    ...now,
    kind: requestKind,
    code: given.code ?? newCode(legalDay(work.at)),
    submittedAt: asDate(given.submittedAt),
  })
  await insertRequest(work, {
    caseId: id,
    intakeId: given.intakeId,
    requestKey: given.requestKey,
    asks: content.asks,
    channel,
    applicantSealed: sealApplicant(platform.keyring, id, applicant),
    applicantMasked: maskedName(applicant),
    applicantKey: applicantKey(platform.keyring, applicant),
    contentKey: contentKey(platform.keyring, content),
    contentSealed: sealContent(platform.keyring, id, content),
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
      role: given.role,
      data: event.data,
      note: given.note,
    },
  )
  await cases.project(work, { id, status }, seq, now)
  await work.emit({ name: 'request.registered', subject: `request/${id}`, payload: { unitId: unit.id, channel } })
  work.audit({ action: 'request.registered', subject: `request/${id}`, detail: { channel } })
  return id
}
