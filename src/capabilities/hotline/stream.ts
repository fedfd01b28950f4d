import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Platform } from '../../foundations/context.ts'
import type { Actor } from '../../foundations/identity/actor.ts'
import { able, contextOf } from '../../foundations/identity/index.ts'
import { resume } from '../../foundations/identity/session.ts'
import { problems } from '../../platform/http/schemas.ts'
import type { DeskAnswer } from './answers.ts'
import type { Live } from './live.ts'
import { boardOf, type Rung } from './store.ts'

/** A sign of life, so that no proxy takes the line for dead; the session is looked at each time, ms. */
const beat = 15_000
/** Counts on everybody's screen are told at most so often, ms. */
const boardEvery = 400

/**
 * What happens at one's seat, as it happens: server-sent events, which any HTTP proxy lets through. `desk` is what the screen
 * shows, whole; `board` are the counts of the line. Whoever does not ask for an event stream gets the first message alone.
 */
export const registerStream = (
  app: FastifyInstance,
  platform: Platform,
  { live, view }: { live: Live; view: (actor: Actor) => Promise<DeskAnswer> },
): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  let board: Promise<string> | undefined
  /** One look for everybody. */
  const boardNow = () => {
    board ??= boardOf(platform.db).then((found) => `event: board\ndata: ${JSON.stringify(found)}\n\n`)
    setTimeout(() => {
      board = undefined
    }, boardEvery / 2).unref()
    return board
  }
  const open = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const end of open) end()
  })

  api.get(
    '/api/hotline/stream',
    {
      onRequest: able('hotline.read'),
      config: { polled: true },
      schema: {
        tags: ['政务信息查询专线'],
        summary: '座席推送（server-sent events）：desk 是我的座席，board 是全线计数；断线自动续上',
        response: { 200: z.string().describe('text/event-stream'), ...problems(401, 403) },
      },
    },
    async (request, reply) => {
      const { actor } = contextOf(platform, request)
      const message = async () => `event: desk\ndata: ${JSON.stringify(await view(actor))}\n\n`
      const first = await message()
      if (!/text\/event-stream/.test(request.headers.accept ?? '')) return reply.type('text/event-stream').send(first)

      reply.hijack()
      const out = reply.raw
      out.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'keep-alive',
      })
      out.write(`retry: 500\n\n${first}`)
      let telling: Promise<void> = Promise.resolve()
      let waiting = false
      /** One message at a time and none twice: what happens while one is made is in the next. */
      const tell = () => {
        if (waiting) return
        waiting = true
        telling = telling
          .then(async () => {
            waiting = false
            out.write(await message())
          })
          .catch(() => undefined)
      }
      let boardTimer: NodeJS.Timeout | undefined
      const tellBoard = () => {
        boardTimer ??= setTimeout(() => {
          boardTimer = undefined
          void boardNow()
            .then((text) => out.write(text))
            .catch(() => undefined)
        }, boardEvery)
      }
      const stopHearing = live.subscribe(({ callId, people }: Rung) => {
        if (people.includes(actor.personId ?? -1) || (callId === null && !people.length)) tell()
        tellBoard()
      })
      const heart = setInterval(async () => {
        const still =
          request.sessionToken && (await resume(platform, request.sessionToken, request.ip, false).catch(() => actor))
        if (still) out.write(': \n\n')
        else out.end()
      }, beat)
      const end = () => {
        open.delete(end)
        stopHearing()
        clearInterval(heart)
        clearTimeout(boardTimer)
        out.end()
      }
      open.add(end)
      out.on('close', end)
      out.on('error', end)
    },
  )
}
