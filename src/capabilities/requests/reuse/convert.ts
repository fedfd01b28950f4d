import { createHash } from 'node:crypto'
import { cases, caseWords, openDocument } from '../../../foundations/casework/index.ts'
import type { Ctx } from '../../../foundations/context.ts'
import { cite } from '../../../foundations/law/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import type { Connection } from '../../../platform/db/connect.ts'
import { forbidden, notFound, stale, unprocessable } from '../../../platform/http/problem.ts'
import { createRecord, draftFields, keepFile } from '../../publishing/index.ts'
import { act } from '../actions/act.ts'
import { openFile, standingOf } from '../case-file.ts'
import { may, mayRead } from '../permissions.ts'
import { seatOf } from '../reach.ts'
import { replyKind } from '../rules/reply-kinds.ts'
import { applicantsAsking, requestKind, requestOf } from '../store.ts'
import { reuseWords as w } from './words.zh.ts'

/** From so many applicants for the same on, an answer is proposed for everybody (条例 art 44: 多个申请人). */
const several = 3

/** A UUID that is always the same for the same case, so that trying again finds the draft made before. */
const draftKey = (caseId: number): string => {
  const hex = createHash('sha256').update(`request/${caseId}/publication`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Whether an answer should become public, and what speaks for it. @throws Problem 404 */
export const reuseOf = async (ctx: Ctx, caseId: number) => {
  const row = await cases.caseById(ctx.db, requestKind, caseId)
  const seat = row && (await seatOf(ctx.db, row.unitId))
  if (!seat || !mayRead(ctx.actor, seat)) throw notFound(caseWords.none)
  const file = await openFile(ctx.db, row)
  const { state } = file
  const applicants = await asking(ctx.db, caseId, row.unitId)
  const released = givesOut(state.reply?.reply)
  const allowed =
    released && state.convertedTo === null && may(ctx.actor, 'convert', { ...standingOf(file), unitId: seat }).allowed
  return {
    applicants,
    proposed: applicants >= several && released && state.convertedTo === null,
    allowed,
    recordId: state.convertedTo,
  }
}

const asking = async (db: Connection, caseId: number, unitId: number) =>
  applicantsAsking(db, { contentKey: (await requestOf(db, caseId)).contentKey, unitId })

const givesOut = (
  reply: { kind: Parameters<typeof replyKind>[0]; materials: readonly string[] } | undefined,
): boolean => reply !== undefined && replyKind(reply.kind).releases === true && reply.materials.length > 0

/**
 * 转为主动公开 (条例 art 44): begins a draft in the unit with what was given to the applicant as attachments, and writes
 * down in the case which record it became. The draft says nothing of who asked; its own gate looks through the files for
 * personal data and secrecy marks before anybody may publish it. Tried again after a failure it finds its own draft.
 * @returns the record's id
 * @throws Problem 403, 404, 409 converted before or not ended, 422 nothing was released, or a file may not be published
 */
export const convertAnswer = async (
  ctx: Ctx,
  { caseId, version }: { caseId: number; version: number },
): Promise<number> => {
  const row = await cases.caseById(ctx.db, requestKind, caseId)
  const seat = row && (await seatOf(ctx.db, row.unitId))
  if (!seat || !mayRead(ctx.actor, seat)) throw notFound(caseWords.none)
  const file = await openFile(ctx.db, row)
  const verdict = may(ctx.actor, 'convert', { ...standingOf(file), unitId: seat })
  if (!verdict.allowed) throw verdict.wrong === 'state' ? stale(verdict.why) : forbidden(verdict.why)
  if (row.version !== version) throw stale(caseWords.stale)
  const { reply, convertedTo } = file.state
  if (convertedTo !== null) throw stale(w.twice)
  if (!reply || !givesOut(reply.reply)) throw refused(w.nothing)
  const attachments: { hash: string; name: string }[] = []
  for (const id of reply.reply.materials) {
    const paper = await openDocument(ctx, caseId, id)
    if (!paper) throw refused(w.gone)
    const { hash, name } = await keepFile(ctx, paper.name, Buffer.from(paper.bytes))
    attachments.push({ hash, name })
  }
  const recordId = await createRecord(ctx, {
    unitId: seat,
    requestKey: draftKey(caseId),
    fields: draftFields.parse({
      title: row.summary,
      bodyHtml: `<p>${w.body(cite('OGI-44').short)}</p>`,
      formedOn: reply.signedOn ?? legalDay(ctx.clock()),
      source: w.source,
      attribute: 'proactive',
      attachments,
    }),
  })
  const applicants = await asking(ctx.db, caseId, row.unitId)
  await act(ctx, { caseId, action: 'convert', data: { recordId }, version, note: w.reason(applicants) })
  return recordId
}

const refused = (message: string) => unprocessable(message, [{ field: '', key: 'nothing-released', message }])
