import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Assets } from './assets.ts'
import { todayInShanghai } from './dates.ts'
import type { PortalDeps } from './deps.ts'
import { type DisplayMode, displayMode } from './display-mode.ts'
import { openKeptAnswers } from './kept-answers.ts'
import { renderShell, type Section, slots } from './layout.tsx'
import { type PageHead, renderHead } from './page-head.ts'
import type { Replica } from './replica/types.ts'

/** A page as a route describes it. */
export type Page = { section: Section; head: PageHead; body: VNode; status?: number }

type Shell = { beforeHead: Buffer; beforePath: Buffer; beforeMain: Buffer; end: Buffer; tag: string }

/** Whether the answer may be given to the next reader as it is: never, for some seconds, or until the replica moves on. */
type Keep = boolean | { seconds: number }

const tagOf = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('base64url').slice(0, 12)
}

/** Bytes of finished answers kept on disk: the lists and items of a county that are asked for in a day. */
const keptBytes = 512 * 1024 * 1024
const html = 'text/html; charset=utf-8'
const dayLength = 86_400_000

/**
 * Browsers ask each time (the answer is a 304 when nothing changed), a shared cache may hold a page for a moment only:
 * what was withdrawn must be gone at once.
 */
export const freshness = 'public, max-age=0, s-maxage=1, must-revalidate'

/**
 * Joins pages from parts: a shell per display mode and section, and what the page itself says. Finished answers are kept
 * for the next reader; all of it is thrown away when the replica moves on, is swapped, or a new day begins.
 */
export function openPress(deps: PortalDeps, assets: Assets) {
  const shells = new Map<string, Shell>()
  const answers = openKeptAnswers(deps.scratchFolder, keptBytes)
  let day = { text: '', from: 0, to: 0 }
  let looked = false
  const lookAgain = () => {
    looked = false
  }
  let seen: { replica: Replica | undefined; seq: number; today: string } = { replica: undefined, seq: -1, today: '' }
  const extras = new Map<string, unknown>()
  const listeners: ((replica: Replica) => void)[] = []

  /** Today in Shanghai; worked out once a day, since every request asks. */
  function today(): string {
    const now = deps.clock()
    const at = now.epochMilliseconds
    if (at < day.from || at >= day.to) {
      const from = now.toZonedDateTimeISO('Asia/Shanghai').startOfDay().epochMilliseconds
      day = { text: todayInShanghai(now), from, to: from + dayLength }
    }
    return day.text
  }

  /**
   * The replica to read from; empties what was made from an older state of it. Asking the file whether it has moved on
   * costs system calls, so all requests answered in one turn of the event loop share one look.
   */
  function replica(): Replica {
    const now = deps.replica()
    if (looked && now === seen.replica) return now
    looked = true
    setImmediate(lookAgain)
    const { seq } = now.position()
    const date = today()
    if (now !== seen.replica || seq !== seen.seq || date !== seen.today) {
      seen = { replica: now, seq, today: date }
      shells.clear()
      answers.clear()
      extras.clear()
      for (const listen of listeners) listen(now)
    }
    return now
  }

  function shell(mode: DisplayMode, section: Section): Shell {
    const key = `${mode} ${section}`
    let made = shells.get(key)
    if (!made) {
      const site = deps.replica().site()
      const text = renderShell({
        site,
        unread: deps.replica().position().seq === 0,
        mode,
        section,
        style: assets.style.path,
        colour: assets.colour(site.mainColour).path,
        islands: assets.islands.path,
        icon: assets.icon.path,
      })
      const [beforeHead = '', afterHead = ''] = text.split(slots.head)
      const [beforePath = '', afterPath = ''] = afterHead.split(slots.path)
      const [beforeMain = '', end = ''] = afterPath.split(slots.main)
      made = {
        beforeHead: Buffer.from(beforeHead),
        beforePath: Buffer.from(beforePath),
        beforeMain: Buffer.from(beforeMain),
        end: Buffer.from(end),
        tag: tagOf(text).slice(0, 6),
      }
      shells.set(key, made)
    }
    return made
  }

  /** Sends a page whose parts are bytes already; answers 304 when the reader has them. */
  function sendParts(
    request: FastifyRequest,
    reply: FastifyReply,
    page: { section: Section; status: number; head: Buffer; body: Buffer[]; tag: string },
    keep: Keep,
  ): FastifyReply {
    const mode = displayMode(request.headers.cookie)
    const frame = shell(mode, page.section)
    const tag = `W/"${page.tag}${frame.tag}"`
    reply.header('vary', 'Cookie')
    // A page with something of this one reader in it says so itself.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', freshness)
    const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) => [name, String(value)])
    reply.header('etag', tag)
    if (page.status === 200 && has(request, tag)) return reply.code(304).send()
    reply.code(page.status).header('content-type', html)
    const here = Buffer.from(encodeURIComponent(request.url))
    const parts = [frame.beforeHead, page.head, frame.beforePath, here, frame.beforeMain, ...page.body, frame.end]
    const bytes = Buffer.concat(parts)
    if (keep && page.status === 200 && request.method === 'GET') {
      const until = keep === true ? Number.POSITIVE_INFINITY : deps.clock().epochMilliseconds + keep.seconds * 1000
      const route = request.routeOptions.url ?? 'none'
      headers.push('content-type', html)
      answers.set(`${mode} ${request.url}`, { headers, tag, route, until }, bytes)
    }
    return reply.send(bytes)
  }

  /** Answers a page that lies ready, before the framework has looked at the request; returns its route. */
  function answerReady(request: IncomingMessage, response: ServerResponse): string | undefined {
    if (request.method !== 'GET') return undefined
    try {
      replica()
    } catch {
      // A hurt replica: what was made before it was hurt still holds, the framework sees to everything else.
    }
    const now = deps.clock().epochMilliseconds
    const ready = answers.get(`${displayMode(request.headers.cookie)} ${request.url}`, now)
    if (!ready) return undefined
    if (has(request, ready.tag)) {
      response.writeHead(304, [...ready.headers, 'etag', ready.tag]).end()
      return ready.route
    }
    const body = ready.body()
    if (!body) return undefined
    const headers = [...ready.headers, 'etag', ready.tag, 'content-length', String(body.length)]
    response.writeHead(200, headers).end(body)
    return ready.route
  }

  function sendPage(request: FastifyRequest, reply: FastifyReply, page: Page, keep: Keep): FastifyReply {
    const head = Buffer.from(renderHead(page.head, deps.replica().site().siteName))
    const body = Buffer.from(renderToString(page.body))
    const { section, status = 200 } = page
    return sendParts(request, reply, { section, status, head, body: [body], tag: tagOf(head, body) }, keep)
  }

  return {
    replica,
    today,
    /** Calls `listen` at the first look after the replica has moved on, before anything is read from it. */
    whenMoved: (listen: (replica: Replica) => void) => void listeners.push(listen),
    sendParts,
    answerReady,
    close: () => answers.close(),
    send: (request: FastifyRequest, reply: FastifyReply, page: Page) => sendPage(request, reply, page, false),
    /** Like `send`, for pages that depend on nothing but address, display mode, replica and day. */
    sendKept: (request: FastifyRequest, reply: FastifyReply, make: (from: Replica) => Page, keep: Keep = true) =>
      sendPage(request, reply, make(replica()), keep),
    /** Any value that holds until the replica moves on. `from` is the replica this request has asked for. */
    keep<T>(from: Replica, key: string, make: (replica: Replica) => T): T {
      if (!extras.has(key)) extras.set(key, make(from))
      return extras.get(key) as T
    },
  }
}
export type Press = ReturnType<typeof openPress>

const has = (request: { headers: IncomingMessage['headers'] }, tag: string) =>
  request.headers['if-none-match']?.includes(tag.slice(2)) ?? false
