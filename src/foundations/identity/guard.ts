import type { FastifyRequest } from 'fastify'
import { forbidden, unauthenticated } from '../../platform/http/problem.ts'
import { type Ability, rolesWith } from './abilities.ts'
import { postFor } from './actor.ts'

/** Route hooks (`onRequest`) that turn away whom a route is not for, before a byte of the body is read. */

export const signedIn = async (request: FastifyRequest): Promise<void> => {
  if (!request.actor) throw unauthenticated()
}

/** Open to whoever has one of the abilities; a deputy comes in for whose post it is, which the audit log then says. */
export const able =
  (...abilities: readonly Ability[]) =>
  async (request: FastifyRequest): Promise<void> => {
    const { actor } = request
    if (!actor) throw unauthenticated()
    const post = postFor(actor, ({ role }) => abilities.some((ability) => rolesWith(ability).includes(role)))
    if (!post) throw forbidden()
    if (post.onBehalfOf) request.actor = { ...actor, onBehalfOf: post.onBehalfOf }
  }
