import { cases, caseWords } from '../../../foundations/casework/index.ts'
import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { actFrom } from '../../../foundations/identity/index.ts'
import { findPersonalData, mask } from '../../../foundations/personal-data/index.ts'
import { appendToLog, blankPayloads } from '../../../foundations/publication-log/append.ts'
import { escapeHtml } from '../../../foundations/text/html-text.ts'
import { asDate, legalDay } from '../../../platform/clock.ts'
import { forbidden, notFound, stale, unprocessable } from '../../../platform/http/problem.ts'
import { contentIssues } from '../../publishing/index.ts'
import { type InquiryFile, openFile, reachOf } from '../case-file.ts'
import { isSupervised } from '../inquiry.ts'
import { mayRead } from '../permissions.ts'
import { inquiryKind } from '../store.ts'
import { openContent, openWriter } from '../writer.ts'
import { mayReply, type ReplyAction, type ReplyStanding, type What } from './public-reply.ts'
import { type PublicReply, replyOf } from './store.ts'
import { publicationWords as w } from './words.zh.ts'

export type ReplyText = { title: string; question: string; answer: string }

/** Why this cannot be published at all, whoever asks; null when it can. */
export const obstacle = ({ state }: Pick<InquiryFile, 'state'>, what: What): string | null => {
  if (isSupervised(state.kind)) return w.supervised
  if (what === 'explanation') return state.takenExplanation ? null : w.notTaken
  if (state.status !== 'closed' || !state.reply) return w.notAnswered
  return state.consent ? null : w.noConsent
}

/** What the clerk starts from: the words as they are, with whatever is personal and the writer's name hidden. */
export const proposalOf = async (ctx: Ctx, file: InquiryFile, what: What): Promise<ReplyText> => {
  const { row, inquiry, state } = file
  const { subject, text } = openContent(ctx.keyring, row.id, inquiry.contentSealed)
  const { name } = openWriter(ctx.keyring, row.id, inquiry.writerSealed)
  const notes = await cases.notesOf(ctx.db, ctx.keyring, row.id)
  const hide = (words: string) => {
    const unnamed = name.length > 1 ? words.replaceAll(name, inquiry.writerMasked) : words
    return mask(unnamed, findPersonalData(unnamed))
  }
  const title = hide(subject || row.summary)
  return what === 'reply'
    ? { title, question: hide(text), answer: hide(state.reply ? (notes.get(state.reply.seq) ?? '') : '') }
    : {
        title: w.explanationTitle(title),
        question: '',
        answer: hide(state.takenExplanation ? (notes.get(state.takenExplanation.seq) ?? '') : ''),
      }
}

/** The same for a case by its id. @throws Problem 404 */
export const replyProposal = async (ctx: Ctx, caseId: number): Promise<ReplyText> => {
  const row = await cases.caseById(ctx.db, inquiryKind, caseId)
  if (!row) throw notFound(caseWords.none)
  return proposalOf(ctx, await openFile(ctx.db, row), 'reply')
}

const asHtml = (text: string) =>
  text
    .split(/\n+/)
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('')

/**
 * What the gate of publishing has against the words, by the field they stand in; the same checks as for every other text that
 * becomes public.
 */
export const replyIssues = async (ctx: Ctx, work: Pick<Work, 'trx'>, { title, question, answer }: ReplyText) =>
  (await contentIssues(ctx, work.trx, { title, html: asHtml(`${question}\n${answer}`), files: [] })).map((issue) =>
    issue.field === 'bodyHtml'
      ? { ...issue, field: issue.text && question.includes(issue.text) ? 'question' : 'answer' }
      : issue,
  )

/** Whose words they are: the responsible unit's answer; why it was late, of the unit that was. */
const unitOfReply = ({ state }: Pick<InquiryFile, 'state'>, what: What): number =>
  what === 'explanation' ? (state.takenExplanation?.unitId ?? state.leadId) : state.leadId

export const standingOfReply = (file: InquiryFile, what: What, reply: PublicReply | undefined): ReplyStanding => ({
  status: reply?.status ?? 'none',
  unitId: unitOfReply(file, what),
  preparedBy: reply?.preparedBy ?? null,
  reviewedBy: reply?.reviewedBy ?? null,
})

/** What the audit log says of each act. */
const done = {
  prepare: 'prepared',
  review: 'reviewed',
  publish: 'published',
  return: 'returned',
  withdraw: 'withdrawn',
} as const satisfies Record<ReplyAction, string>

export type ReplyAct = {
  caseId: number
  what: What
  action: ReplyAction
  /** For `prepare`. */
  text?: ReplyText
  reason?: string
  /** Version of what was seen; 0 when there was nothing yet. */
  version: number
}

/**
 * Does one act of the table in public-reply.ts. Published and withdrawn with the publication log in one transaction; what
 * is withdrawn leaves the log's payloads too.
 * @throws Problem 404, 403, 409, 422 with issues
 */
export const actOnReply = (ctx: Ctx, given: ReplyAct): Promise<void> =>
  transact(ctx, async (work) => {
    const row = await cases.lockCase(work.trx, inquiryKind, given.caseId)
    const file = row && (await openFile(work.trx, row))
    if (!file || !mayRead(ctx.actor, reachOf(file))) throw notFound(caseWords.none)
    const { caseId, what, action, reason = '' } = given
    const reply = await replyOf(work.trx, caseId, what)
    const verdict = mayReply(ctx.actor, action, standingOfReply(file, what, reply))
    if (given.version !== (reply?.version ?? 0)) throw stale(caseWords.stale)
    if (!verdict.allowed) throw verdict.wrong === 'state' ? stale(verdict.why) : forbidden(verdict.why)
    const blocked = action === 'withdraw' || action === 'return' ? null : obstacle(file, what)
    if (blocked) throw unprocessable(blocked, [{ field: '', key: 'obstacle', message: blocked }])
    if (verdict.row.reason && !reason.trim())
      throw unprocessable(w.reason, [{ field: 'reason', key: 'reason-missing', message: w.reason }])
    const text = action === 'prepare' ? given.text! : reply!
    if (action === 'prepare' || action === 'review' || action === 'publish') await checked(ctx, work, text, what)
    await actFrom(work, verdict.post)
    const me = ctx.actor.personId
    const now = {
      status: verdict.row.to,
      title: text.title,
      question: text.question,
      answer: text.answer,
      prepared_by: action === 'prepare' ? me : reply!.preparedBy,
      reviewed_by: action === 'review' ? me : action === 'prepare' ? null : reply!.reviewedBy,
      published_by: action === 'publish' ? me : action === 'prepare' ? null : reply!.publishedBy,
      published_at: action === 'publish' ? asDate(work.at) : action === 'prepare' ? null : reply!.publishedAt,
      reason,
      version: given.version + 1,
    }
    await work.trx
      .insertInto('public_reply')
      .values({ case_id: caseId, what, ...now })
      .onConflict((conflict) => conflict.columns(['case_id', 'what']).doUpdateSet(now))
      .execute()
    if (action === 'publish') await tellPublished(work, file, what, text)
    if (action === 'withdraw') await tellWithdrawn(work, caseId, what, reason)
    work.audit({ action: `reply.${done[action]}`, subject: `inquiry/${caseId}`, detail: { what, act: action } })
  })

const checked = async (ctx: Ctx, work: Work, text: ReplyText, what: What): Promise<void> => {
  const missing = [
    ...(text.title.trim() ? [] : [{ field: 'title', key: 'missing', message: w.title }]),
    ...(what === 'explanation' || text.question.trim()
      ? []
      : [{ field: 'question', key: 'missing', message: w.question }]),
    ...(text.answer.trim() ? [] : [{ field: 'answer', key: 'missing', message: w.answer }]),
  ]
  if (missing.length) throw unprocessable(missing[0]!.message, missing)
  const issues = (await replyIssues(ctx, work, text)).filter((one) => one.severity === 'block')
  if (issues.length) throw unprocessable(issues[0]!.message, issues)
}

const subjectOf = (caseId: number, what: What) => `reply/${caseId}/${what}`

const tellPublished = (work: Work, file: InquiryFile, what: What, text: ReplyText) => {
  const { row, inquiry, state } = file
  return appendToLog(work.trx, work.at, [
    {
      kind: 'reply.published',
      subject: subjectOf(row.id, what),
      payload: {
        id: row.id,
        what,
        kind: state.kind,
        unitId: unitOfReply(file, what),
        mailboxId: inquiry.mailboxId,
        topic: inquiry.topic,
        title: text.title,
        question: text.question,
        answer: text.answer,
        receivedOn: state.receivedOn,
        answeredOn: what === 'reply' ? (state.endedOn ?? legalDay(work.at)) : state.takenExplanation!.until,
        satisfaction: what === 'reply' ? state.satisfaction : null,
        publishedAt: work.at.toString(),
      },
    },
  ])
}

const tellWithdrawn = async (work: Work, caseId: number, what: What, reason: string): Promise<void> => {
  const [seq] = await appendToLog(work.trx, work.at, [
    {
      kind: 'reply.withdrawn',
      subject: subjectOf(caseId, what),
      payload: { id: caseId, what, reason, withdrawnAt: work.at.toString() },
    },
  ])
  await blankPayloads(work.trx, subjectOf(caseId, what), seq!)
}

/** The writer takes the consent back, or the case is opened again: what is public of it goes at once. */
export const takeBack = async (work: Work, caseId: number, reason: string = w.consentGone): Promise<void> => {
  const reply = await replyOf(work.trx, caseId, 'reply')
  if (!reply || reply.status === 'withdrawn') return
  await work.trx
    .updateTable('public_reply')
    .set({ status: 'withdrawn', reason, version: reply.version + 1 })
    .where('case_id', '=', caseId)
    .where('what', '=', 'reply')
    .execute()
  if (reply.status === 'published') await tellWithdrawn(work, caseId, 'reply', reason)
}
