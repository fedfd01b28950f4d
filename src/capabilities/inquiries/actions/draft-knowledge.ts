import { cases, caseWords } from '../../../foundations/casework/index.ts'
import { type Ctx, transact } from '../../../foundations/context.ts'
import type { Actor } from '../../../foundations/identity/actor.ts'
import { actFrom } from '../../../foundations/identity/index.ts'
import { escapeHtml } from '../../../foundations/text/html-text.ts'
import { forbidden, notFound, stale } from '../../../platform/http/problem.ts'
import { suggestFromCase } from '../../knowledge/index.ts'
import { openFile, reachOf } from '../case-file.ts'
import { isSupervised } from '../inquiry.ts'
import { mayRead } from '../permissions.ts'
import { proposalOf } from '../publication/publish-reply.ts'
import type { InquiryState } from '../state.ts'
import { inquiryKind } from '../store.ts'
import { why } from '../words.zh.ts'

/** From which post the actor may draft it: of who answered. */
const draftingPost = ({ posts }: Pick<Actor, 'posts'>, unitId: number) =>
  posts.find((one) => one.unitId === unitId && (one.role === 'clerk' || one.role === 'section_head'))
const isAnswered = ({ kind, status, reply }: Pick<InquiryState, 'kind' | 'status' | 'reply'>) =>
  !isSupervised(kind) && status === 'closed' && reply?.outcome === 'answered'

/** May this answer be drafted into the knowledge base by this actor now? */
export const mayDraftKnowledge = (actor: Actor, state: InquiryState): boolean =>
  isAnswered(state) && draftingPost(actor, state.leadId) !== undefined

/**
 * 好答复进知识库: what was answered becomes a draft of the knowledge base in the unit that answered, with whatever is personal hidden; it
 * passes the gates there like any other. The public question says nothing of who asked, so it needs no consent.
 * @returns the entry, the one made before when there is one
 * @throws Problem 404 not in reach, 403 not a clerk or head of the unit, 409 not answered
 */
export const draftKnowledge = (ctx: Ctx, caseId: number): Promise<number> =>
  transact(ctx, async (work) => {
    const row = await cases.lockCase(work.trx, inquiryKind, caseId)
    const file = row && (await openFile(work.trx, row))
    if (!file || !mayRead(ctx.actor, reachOf(file))) throw notFound(caseWords.none)
    const { state, inquiry } = file
    const post = draftingPost(ctx.actor, state.leadId)
    if (!post) throw forbidden(why.wrongRole('本单位信息员、科室负责人'))
    if (!isAnswered(state)) throw stale(why.nothingForKnowledge)
    await actFrom(work, post)
    const { title, question, answer } = await proposalOf({ ...ctx, db: work.trx as never }, file, 'reply')
    return suggestFromCase(work, {
      unitId: state.leadId,
      topic: inquiry.topic,
      question: title || question,
      answerHtml: answer
        .split(/\n+/)
        .map((line) => `<p>${escapeHtml(line)}</p>`)
        .join(''),
      caseId,
    })
  })
