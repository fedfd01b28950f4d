import type { FastifyInstance } from 'fastify'
import type { PortalDeps } from '../deps.ts'
import { hidden } from './hidden.ts'

/** Half a year: the file is written anew at each request, so it never runs out while the portal is up. */
const validHours = 180 * 24

/** Where to report a weakness (RFC 9116); the page about the site names the office in charge. */
export const registerSecurityText = (
  app: FastifyInstance,
  { baseUrl, clock }: Pick<PortalDeps, 'baseUrl' | 'clock'>,
): void => {
  app.get('/.well-known/security.txt', hidden, (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(
        `Contact: ${baseUrl}/about\n` +
          `Expires: ${clock().add({ hours: validHours }).round('second').toString()}\n` +
          `Preferred-Languages: zh, en\nCanonical: ${baseUrl}/.well-known/security.txt\n`,
      ),
  )
}
