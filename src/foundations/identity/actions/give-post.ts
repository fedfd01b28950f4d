import { legalDay } from '../../../platform/clock.ts'
import { forbidden, notFound, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact, type Work } from '../../context.ts'
import { can } from '../abilities.ts'
import { isDeputy } from '../delegations.ts'
import { postIssues } from '../post-issues.ts'
import { administrations } from '../roles.ts'
import { administratorsBesides, insertPost, lockPerson, type NewPost, postsHeld, unitStands } from '../store.ts'
import { sentences } from '../words.zh.ts'

/**
 * Gives a person a post in a unit. Nobody gives himself one: otherwise an administrator could read and decide anything
 * by a detour. Where there is no security administrator yet, the system administrator appoints the first, and no more.
 * @throws Problem 403 own person or not the actor's to give, 404 no such person, 422 unit, role or repetition
 */
export const givePost = (ctx: Ctx, input: NewPost): Promise<number> =>
  transact(ctx, async (work) => {
    if (ctx.actor.personId !== null && !can(ctx.actor, 'access.manage')) {
      const first =
        input.role === 'security_administrator' && (await administratorsBesides(work.trx, input.role, {})) === 0
      if (!first) throw forbidden(sentences.firstSecurityAdministrator)
    }
    if (ctx.actor.personId === input.personId) throw forbidden(sentences.ownPosts)
    if (!(await lockPerson(work.trx, input.personId))) throw notFound(sentences.noSuchPerson)
    return addPost(work, input)
  })

/** The same within a running unit of work; `at` is the path of the field in what was sent. */
export const addPost = async (work: Work, input: NewPost, at = ''): Promise<number> => {
  const field = (name: string) => (at ? `${at}.${name}` : name)
  if (!(await unitStands(work.trx, input.unitId)))
    throw unprocessable(sentences.mend, [{ field: field('unitId'), key: 'no_unit', message: sentences.noSuchUnit }])
  const held = (await postsHeld(work.trx, [input.personId])).map((post) => post.role)
  const issues = postIssues(held, input.role)
  if (
    (administrations as readonly string[]).includes(input.role) &&
    (await isDeputy(work.trx, input.personId, legalDay(work.at)))
  )
    issues.push({ field: 'role', key: 'deputy', message: sentences.deputyMeanwhile })
  if (issues.length)
    throw unprocessable(
      sentences.mend,
      issues.map((issue) => ({ ...issue, field: field(issue.field) })),
    )
  const id = await insertPost(work.trx, input, work.at)
  if (id === undefined)
    throw unprocessable(sentences.mend, [{ field: field('role'), key: 'held', message: sentences.postHeld }])
  work.audit({
    action: 'post.given',
    subject: `person/${input.personId}`,
    detail: { post: id, unit: input.unitId, role: input.role, title: input.title },
  })
  return id
}
