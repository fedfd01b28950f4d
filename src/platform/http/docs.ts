import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'

/** Readable documentation of the API at /api/docs, from the same OpenAPI document, with no foreign host involved. */
export const registerDocs = async (app: FastifyInstance): Promise<void> => {
  await app.register(async (docs) => {
    // The reference page brings its own inline script and styles; the exception is confined to its path.
    docs.addHook('onRequest', async (_request, reply) => {
      reply.raw.setHeader(
        'content-security-policy',
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src blob:",
      )
    })
    await docs.register(scalar, {
      routePrefix: '/api/docs',
      configuration: {
        url: '/api/openapi.json',
        withDefaultFonts: false,
        telemetry: false,
        agent: { disabled: true },
      } as never,
    })
  })
}
