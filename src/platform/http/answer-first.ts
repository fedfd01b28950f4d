import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../observability/metrics.ts'

/** Answers a request completely and names its route for the metrics, or leaves it alone and returns undefined. */
export type AnswerFirst = (request: IncomingMessage, response: ServerResponse) => string | undefined

/**
 * Lets `answer` look at every request before the framework does: an answer that lies ready in memory then costs little
 * more than `node:http` itself. Routing, hooks and cookies cost more than such an answer and would change nothing in it.
 */
export const answerFirst = (app: FastifyInstance, answer: AnswerFirst, name: string, metrics: Metrics): void => {
  const counted = new Map<string, (seconds: number) => void>()
  const count = (route: string, status: string) => {
    const requests = metrics.requests.labels({ server: name, route, status })
    const duration = metrics.duration.labels({ server: name, route })
    return (seconds: number) => {
      requests.inc()
      duration.observe(seconds)
    }
  }
  const [framework, ...others] = app.server.listeners('request') as ((...args: unknown[]) => void)[]
  if (!framework || others.length) throw new Error('the server must have exactly one listener')
  app.server.removeAllListeners('request')
  app.server.on('request', (request, response) => {
    const start = performance.now()
    const route = answer(request, response)
    if (route === undefined) return framework.call(app.server, request, response)
    const status = response.statusCode === 304 ? '3xx' : '2xx'
    const key = status + route
    let counter = counted.get(key)
    if (!counter) {
      counter = count(route, status)
      counted.set(key, counter)
    }
    counter((performance.now() - start) / 1000)
  })
}
