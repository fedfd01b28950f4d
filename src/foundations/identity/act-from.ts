import { legalDay } from '../../platform/clock.ts'
import { forbidden } from '../../platform/http/problem.ts'
import type { Work } from '../context.ts'
import type { Post } from './actor.ts'
import { stillStandsIn } from './delegations.ts'
import { delegationWords } from './words.zh.ts'

/**
 * The post from which the actor acts in this unit of work. A deputy's delegation is looked at again: it may have been
 * ended, or midnight have passed, since the request came in. From here on steps and audit name whose post it is.
 * @throws Problem 403 the delegation is over
 */
export const actFrom = async (work: Work, post: Post): Promise<void> => {
  if (post.onBehalfOf && !(await stillStandsIn(work.trx, work.actor.personId!, post.id, legalDay(work.at))))
    throw forbidden(delegationWords.ended)
  work.principal = post.onBehalfOf
}
