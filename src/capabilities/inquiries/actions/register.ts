import { plainDate } from '../../../foundations/calendar/iso-date.ts'
import { addPosted, cases, dayInWords } from '../../../foundations/casework/index.ts'
import type { Topic } from '../../../foundations/classification/index.ts'
import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { actFrom } from '../../../foundations/identity/index.ts'
import { inquiryIssues, inquiryShape } from '../../../foundations/intake/inquiry-form.ts'
import type { Taker } from '../../../foundations/intake/receive.ts'
import { allUnits, responsibleFor } from '../../../foundations/units/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { forbidden, unprocessable } from '../../../platform/http/problem.ts'
import { openFile } from '../case-file.ts'
import {
  attachment,
  type Channel,
  type InquiryContent,
  type InquiryKind,
  isSupervised,
  type Writer,
} from '../inquiry.ts'
import { type Mailbox, openMailbox } from '../mailboxes/store.ts'
import { enteringPost, writer } from '../permissions.ts'
import { readSettings } from '../settings.ts'
import { turnOf } from '../state.ts'
import { caseOfEntry, inquiryKind } from '../store.ts'
import type { Hand } from '../transitions.ts'
import { issueWords, why } from '../words.zh.ts'
import { write } from './act.ts'
import { openInquiry, sortingOffice } from './open-inquiry.ts'

export type Entry = {
  kind: InquiryKind
  channel: Exclude<Channel, 'portal' | 'kiosk'>
  unitId: number | null
  mailboxId: number | null
  topic: Topic
  /** 上级交办: by whom, and its number there. */
  source: string
  sourceNumber: string
  /** The case complained of. */
  aboutCaseId: number | null
  aboutUnitId: number | null
  writer: Writer
  content: InquiryContent
  /** The legal day on which it was handed in, told or came from above. */
  receivedOn: string
  /** Said by the writer: may it be published? null when nobody asked. */
  consent: boolean | null
  note: string
  /** Made by the form: a double click or a retry makes one case. */
  requestKey: string
}

/**
 * What stands against an entry, with the fields' paths; [] when nothing does.
 * @param today YYYY-MM-DD @param entryDays how many days back the day of receipt may lie
 */
export const entryIssues = (entry: Entry, today: string, entryDays: number) => [
  ...inquiryIssues(entry, true),
  ...(entry.receivedOn > today ? [{ field: 'receivedOn', key: 'future', message: issueWords.future }] : []),
  ...longAgo(entry.receivedOn, plainDate(today).subtract({ days: entryDays }).toString()),
  ...(entry.channel === 'handed_down' && !entry.source
    ? [{ field: 'source', key: 'missing', message: issueWords.sourceMissing }]
    : []),
]

const longAgo = (receivedOn: string, earliest: string) =>
  receivedOn < earliest
    ? [{ field: 'receivedOn', key: 'long-ago', message: issueWords.longAgo(dayInWords(earliest)) }]
    : []

/** What the writer said about publication, as an event of its own. */
const noteConsent = async (ctx: Ctx, work: Work, caseId: number, publish: boolean, by: Hand): Promise<void> => {
  const file = await openFile(work.trx, (await cases.lockCase(work.trx, inquiryKind, caseId))!)
  await write(ctx, work, file, {
    action: 'consent',
    data: { publish },
    note: '',
    on: legalDay(work.at),
    to: file.state.status,
    by,
  })
}

/** Where a letter to a leader goes, and whether its box is open. @throws Problem 422 */
const unitOfMailbox = async (work: Work, mailboxId: number | null): Promise<void> => {
  if (mailboxId === null || (await openMailbox(work.trx, mailboxId))) return
  throw unprocessable(issueWords.mailboxGone, [{ field: 'mailboxId', key: 'mailbox', message: issueWords.mailboxGone }])
}

/**
 * Enters what was said, written or handed down: at the counter, on the line, on a visit, from province or city.
 * @returns the case, the one made before when the same entry comes again
 * @throws Problem 403 may not enter for this unit, 422 with issues
 */
export const register = async (ctx: Ctx, entry: Entry): Promise<number> => {
  const post = enteringPost(ctx.actor, entry.kind, entry.unitId)
  if (!post) throw forbidden(why.wrongRole('话务员、政务公开办、本单位信息员'))
  const { entryDays } = await readSettings(ctx.db)
  const issues = entryIssues(entry, legalDay(ctx.clock()), entryDays)
  if (issues.length) throw unprocessable(issues[0]!.message, issues)
  const before = await caseOfEntry(ctx.db, entry.requestKey)
  if (before) return before
  try {
    return await transact(ctx, async (work) => {
      await actFrom(work, post)
      return registerWithin(ctx, work, entry, post.role)
    })
  } catch (error) {
    // The same entry at the same moment: one of the two has made the case.
    const made = (error as { code?: string }).code === '23505' ? await caseOfEntry(ctx.db, entry.requestKey) : undefined
    if (made) return made
    throw error
  }
}

/** The case that is complained of, and the unit that has it in hand unless another is named. @throws Problem 422 no such case */
const caseComplainedOf = async (work: Work, { kind, aboutCaseId, aboutUnitId }: Entry) => {
  if (kind !== 'complaint' || aboutCaseId === null) return { aboutCaseId: null, aboutUnitId }
  const row = await cases.caseById(work.trx, inquiryKind, aboutCaseId)
  const file = row && (await openFile(work.trx, row))
  if (!file || isSupervised(file.state.kind))
    throw unprocessable(issueWords.aboutGone, [{ field: 'aboutCaseId', key: 'about', message: issueWords.aboutGone }])
  return { aboutCaseId, aboutUnitId: aboutUnitId ?? turnOf(file.state) }
}

/** The same within a transaction that does more: a call that ends as a case. */
export const registerWithin = async (ctx: Ctx, work: Work, entry: Entry, by: Hand): Promise<number> => {
  await unitOfMailbox(work, entry.mailboxId)
  const { consent, ...given } = entry
  const about = await caseComplainedOf(work, entry)
  const caseId = await openInquiry(ctx, work, {
    ...given,
    ...about,
    submittedAt: work.at,
    code: null,
    intakeId: null,
    by,
  })
  if (about.aboutCaseId !== null) await cases.linkCases(work, caseId, about.aboutCaseId, 'complaint')
  if (consent !== null) await noteConsent(ctx, work, caseId, consent, by)
  return caseId
}

/** The unit that answers for the one that was asked; null where it ended without a successor: then it is sorted. */
const whoAnswers = async (work: Work, asked: number | null): Promise<number | null> => {
  if (asked === null) return null
  const units = await allUnits(work.trx)
  return units.find((unit) => unit.id === responsibleFor(units, asked) && !unit.dissolvedOn)?.id ?? null
}

/** A letter to a county leader is read at the government office first; one to the head of a bureau or township is that unit's. */
const unitOfBox = async (work: Work, box: Mailbox | undefined): Promise<number | null> =>
  box && box.unitId !== (await sortingOffice(work)) ? box.unitId : null

/** Takes over what came through the portal's form; its receipt is the query code. */
export const takeInquiry: Taker = async (work, { id, receipt, at, data, files }, platform) => {
  const form = inquiryShape.parse(data)
  const ctx = { ...platform, actor: work.actor }
  const box = form.mailboxId === null ? undefined : await openMailbox(work.trx, form.mailboxId)
  const caseId = await openInquiry(platform, work, {
    kind: form.kind,
    channel: form.kind === 'letter' ? 'mailbox' : form.kiosk ? 'kiosk' : 'portal',
    unitId: await whoAnswers(work, form.kind === 'letter' ? await unitOfBox(work, box) : form.unitId),
    topic: form.topic,
    mailboxId: box?.id ?? null,
    source: '',
    sourceNumber: '',
    aboutCaseId: null,
    aboutUnitId: form.kind === 'report' ? form.unitId : null,
    writer: form.writer,
    content: form.content,
    submittedAt: Temporal.Instant.from(at),
    receivedOn: legalDay(Temporal.Instant.from(at)),
    code: receipt,
    intakeId: id,
    requestKey: null,
    by: writer,
    note: '',
  })
  await addPosted(platform, work, { caseId, seq: 1, kind: attachment }, files)
  if (form.consent && form.kind !== 'report') await noteConsent(ctx, work, caseId, true, writer)
}
