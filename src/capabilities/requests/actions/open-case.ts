import { cases, newCode } from '../../../foundations/casework/index.ts'
import type { Platform, Work } from '../../../foundations/context.ts'
import type { Applicant, RequestContent } from '../../../foundations/intake/request-form.ts'
import { findPersonalData, mask } from '../../../foundations/personal-data/index.ts'
import { type Unit, unitById, unitsById } from '../../../foundations/units/index.ts'
import { asDate, legalDay } from '../../../platform/clock.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { applicantKey, contentKey, maskedName, sealApplicant, sealContent } from '../applicant.ts'
import { projectionOf } from '../case-file.ts'
import type { RequestEvent } from '../events.ts'
import type { Channel, Status } from '../request.ts'
import { needsConfirmation } from '../rules/receipt-day.ts'
import { stateOf } from '../state.ts'
import { insertRequests, requestKind } from '../store.ts'
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

const yearOf = (day: string) => Number(day.slice(0, 4))
const numberOf = ({ shortName, name }: Unit, year: number, serial: number) =>
  caseNumber(shortName || name, year, serial)

/** The next number of a unit, in the year in which the request reached the office. */
export const numberFor = async (work: Work, unitId: number, reachedOn: string): Promise<string> => {
  const year = yearOf(reachedOn)
  const serial = await cases.nextSerial(work.trx, requestKind, unitId, year)
  return numberOf((await unitById(work.trx, unitId))!, year, serial)
}

type Given = Pick<Platform, 'keyring' | 'calendar' | 'clock'>

/**
 * Registers a request (条例 arts 29, 45): number, code, first event, clock. Where both sides must confirm (art 31) it
 * waits as `submitted`, else it is received at once.
 * @returns the new case's id
 * @throws Problem 422 the unit is gone
 */
export const openCase = async (platform: Given, work: Work, given: NewCase): Promise<number> => {
  const [id] = await openCases(platform, work, [given])
  return id!
}

/** Registers many at once, with as many statements as for one. @returns their ids, in their order */
export const openCases = async (platform: Given, work: Work, given: readonly NewCase[]): Promise<number[]> => {
  const { keyring } = platform
  const [today, at] = [legalDay(work.at), asDate(work.at)]
  const units = await unitsById(
    work.trx,
    given.map(({ unitId }) => unitId),
  )
  const standing = given.map(({ unitId }) => {
    const unit = units.get(unitId)
    if (!unit || unit.dissolvedOn)
      throw unprocessable(issueWords.unitGone, [{ field: 'unitId', key: 'unit', message: issueWords.unitGone }])
    return unit
  })
  const serials = await cases.nextSerials(
    work.trx,
    requestKind,
    given.map(({ unitId, reachedOn }) => ({ unitId, year: yearOf(reachedOn) })),
  )
  const opened = given.map((one, i) => {
    const { channel, reachedOn, applicant, content } = one
    const status: Status = needsConfirmation(channel) ? 'submitted' : 'handling'
    const event: RequestEvent = {
      seq: 1,
      action: 'register',
      data: { channel, reachedOn, asks: content.asks },
      on: today,
      at,
      from: null,
      to: status,
      actorId: null,
      onBehalfOf: null,
      by: one.role,
    }
    const row = {
      unitId: one.unitId,
      number: numberOf(standing[i]!, yearOf(reachedOn), serials[i]!),
      summary: summaryOf(content.what),
      party: applicant.party,
    }
    return { ...one, event, now: projectionOf({ row, state: stateOf([event]) }, platform) }
  })
  const ids = await cases.insertCases(
    work,
    opened.map(({ now, code, submittedAt }) => ({
      ...now,
      kind: requestKind,
      code: code ?? newCode(today),
      submittedAt: asDate(submittedAt),
    })),
    1,
  )
  const made = opened.map((one, i) => ({ ...one, caseId: ids[i]! }))
  await insertRequests(
    work,
    made.map(({ caseId, applicant, content, channel, intakeId, requestKey }) => ({
      caseId,
      intakeId,
      requestKey,
      asks: content.asks,
      channel,
      applicantSealed: sealApplicant(keyring, caseId, applicant),
      applicantMasked: maskedName(applicant),
      applicantKey: applicantKey(keyring, applicant),
      contentKey: contentKey(keyring, content),
      contentSealed: sealContent(keyring, caseId, content),
    })),
  )
  await cases.appendEvents(
    work,
    keyring,
    made.map(({ caseId, event, role, note }) => ({ ...event, caseId, role, note })),
  )
  for (const { caseId, unitId, channel } of made) {
    const subject = `request/${caseId}`
    await work.emit({ name: 'request.registered', subject, payload: { unitId, channel } })
    work.audit({ action: 'request.registered', subject, detail: { channel } })
  }
  return ids
}
