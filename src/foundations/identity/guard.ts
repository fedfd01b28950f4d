import type { FastifyRequest } from 'fastify'
import { forbidden, unauthenticated } from '../../platform/http/problem.ts'
import { type Ability, can } from './abilities.ts'

/** Route hooks (`onRequest`) that turn away whom a route is not for, before a byte of the body is read. */

export const signedIn = async (request: FastifyRequest): Promise<void> => {
  if (!request.actor) throw unauthenticated()
}

/** Open to whoever has one of the abilities. */
export const able =
  (...abilities: readonly Ability[]) =>
  async (request: FastifyRequest): Promise<void> => {
    const { actor } = request
    if (!actor) throw unauthenticated()
    if (!abilities.some((ability) => can(actor, ability))) throw forbidden()
  }
