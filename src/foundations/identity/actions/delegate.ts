import { legalDay } from '../../../platform/clock.ts'
import { notFound, type ProblemIssue, stale, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { can } from '../abilities.ts'
import { requireConfirmation } from '../confirmation.ts'
import { delegationIssues } from '../delegation-rules.ts'
import * as store from '../delegations.ts'
import type { Role } from '../roles.ts'
import { lockPerson, postsHeld } from '../store.ts'
import { delegationWords as say, sentences } from '../words.zh.ts'

const refused = (issues: ProblemIssue[]) => unprocessable(issues[0]?.message ?? sentences.mend, issues)

/**
 * Names a deputy (代理, AB岗) for a post on the days given, both included: the holder for an own post, or the security
 * administrator, who gives posts anyway, for somebody who is absent and with the reason. A post that is held as a deputy
 * is nobody's to pass on. It ends by itself when its last day is over.
 * @throws Problem 404 no such post or not one's own, 422 with the issues, 403 to be confirmed first
 */
export const delegate = (ctx: Ctx, input: store.NewDelegation): Promise<number> =>
  transact(ctx, async ({ trx, at, audit }) => {
    const post = await store.postWithHolder(trx, input.postId)
    const own = post?.personId === ctx.actor.personId
    if (!post || !(own || can(ctx.actor, 'access.manage'))) throw notFound(sentences.noSuchPost)
    // Both people wait for who changes their posts, in one order, so that two who name each other do not deadlock.
    const locked = new Map<number, Awaited<ReturnType<typeof lockPerson>>>()
    for (const id of [post.personId, input.deputyId].sort((a, b) => a - b)) locked.set(id, await lockPerson(trx, id))
    const deputy = locked.get(input.deputyId)
    const issues = delegationIssues({
      ...input,
      today: legalDay(at),
      principal: { personId: post.personId, active: locked.get(post.personId)!.active },
      post: { unitId: post.unitId, role: post.role as Role },
      deputy: deputy && { personId: deputy.id, active: deputy.active, posts: await postsHeld(trx, [deputy.id]) },
    })
    if (!own && !input.reason)
      issues.push({ field: 'reason', key: 'reason_missing', message: say.issues.reason_missing })
    if (!issues.length && (await store.overlapping(trx, post.id, input.startsOn, input.endsOn)))
      issues.push({ field: 'startsOn', key: 'overlap', message: say.issues.overlap })
    if (issues.length) throw refused(issues)
    requireConfirmation(ctx)
    const id = await store.insertDelegation(trx, { ...input, madeBy: ctx.actor.personId!, at })
    const { deputyId, startsOn, endsOn } = input
    const detail = { delegation: id, post: post.id, deputy: deputyId, from: startsOn, to: endsOn }
    audit({ action: 'delegation.made', subject: `person/${post.personId}`, detail })
    return id
  })

/**
 * Ends a delegation before its last day, at once: by who is stood in for, by the deputy, or by the security
 * administrator.
 * @throws Problem 404 not one's own, 409 over already
 */
export const endDelegation = (ctx: Ctx, input: { id: number }): Promise<void> =>
  transact(ctx, async ({ trx, at, audit }) => {
    const found = await store.lockDelegation(trx, input.id)
    const mine = found && [found.principalId, found.deputyId].includes(ctx.actor.personId!)
    if (!found || !(mine || can(ctx.actor, 'access.manage'))) throw notFound(say.noSuch)
    if (found.endedAt || found.endsOn < legalDay(at)) throw stale(say.over)
    await store.setEnded(trx, found.id, ctx.actor.personId!, at)
    const detail = { delegation: found.id, post: found.postId, deputy: found.deputyId }
    audit({ action: 'delegation.ended', subject: `person/${found.principalId}`, detail })
  })

/**
 * One of the two sides has taken note of an early end, and is told of it no longer. Touches nobody's rights: not audited.
 * @throws Problem 404 not one's own, 409 not ended
 */
export const noteEnd = (ctx: Ctx, input: { id: number }): Promise<void> =>
  transact(ctx, async ({ trx, at }) => {
    const found = await store.lockDelegation(trx, input.id)
    const { personId } = ctx.actor
    if (!found || personId === null || ![found.principalId, found.deputyId].includes(personId))
      throw notFound(say.noSuch)
    if (!found.endedAt) throw stale(say.notEnded)
    await store.insertEndNoted(trx, found.id, personId, at)
  })
