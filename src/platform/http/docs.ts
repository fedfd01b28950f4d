import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'

/**
 * The library brings 5 MB of script, which would be in memory twice for as long as the program runs; so it is loaded,
 * behind a server without a port, when the first reader comes.
 */
let reference: Promise<FastifyInstance> | undefined

const openReference = async (): Promise<FastifyInstance> => {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const app = Fastify()
  await app.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      url: '/api/openapi.json',
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
      showDeveloperTools: 'never',
      hideClientButton: true,
    } as never,
  })
  return app
}

const passed = ['content-type', 'location', 'cache-control', 'etag'] as const

const answer = async (request: FastifyRequest, reply: FastifyReply) => {
  reference ??= openReference()
  const { statusCode, headers, rawPayload } = await (await reference).inject({ method: 'GET', url: request.url })
  if (statusCode === 404) return reply.callNotFound()
  for (const name of passed) if (headers[name]) reply.header(name, headers[name])
  return reply.code(statusCode).send(rawPayload)
}

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
    for (const url of ['/api/docs', '/api/docs/*']) docs.get(url, { schema: { hide: true } }, answer)
  })
}
