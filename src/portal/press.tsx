import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Assets } from './assets.ts'
import { todayInShanghai } from './dates.ts'
import type { PortalDeps } from './deps.ts'
import { type DisplayMode, displayMode } from './display-mode.ts'
import type { Fragment } from './fragment.ts'
import { renderShell, type Section, slots } from './layout.tsx'
import { pageCache } from './page-cache.ts'
import { type PageHead, renderHead } from './page-head.ts'
import type { Replica } from './replica/types.ts'

/** A page as a route describes it. */
export type Page = { section: Section; head: PageHead; body: VNode; status?: number }

type Shell = { beforeHead: Buffer; beforePath: Buffer; beforeMain: Buffer; end: Buffer; tag: string }
type Pressed = { section: Section; status: number; head: Buffer; body: Buffer; tag: string; bytes: number }

/**
 * Bytes in memory of their own. Buffer.from cuts small buffers out of shared slabs, and a kept page would hold its slab
 * together with all the passing answers in it: twice the memory that was counted.
 */
function ownBytes(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text))
  bytes.write(text)
  return bytes
}

const tagOf = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('base64url').slice(0, 12)
}

/** Megabytes kept in memory: rendered pages, stored articles, and answers that only have to be joined. */
const limits = { pages: 8, fragments: 8, answers: 72 } as const

/** All of an answer but its joining: the parts are those of shell, page and article, not copies of them. */
type Ready = { parts: Buffer[]; headers: string[]; tag: string; route: string; bytes: number }
/** Where in the parts the page's own address stands; made anew each time, a kept scrap would hold its whole slab. */
const addressPart = 3
const noAddress = Buffer.alloc(0)
const megabyte = 1024 * 1024
const dayLength = 86_400_000

/**
 * Browsers ask each time (the answer is a 304 when nothing changed), a shared cache may hold a page for a moment only:
 * what was withdrawn must be gone at once.
 */
export const freshness = 'public, max-age=0, s-maxage=1, must-revalidate'

/**
 * Joins pages from parts that were rendered once. Shells are kept per display mode and section, rendered pages in a
 * bounded cache; both are thrown away when the replica moves on, is swapped, or a new day begins.
 */
export function openPress(deps: PortalDeps, assets: Assets) {
  const shells = new Map<string, Shell>()
  const pages = pageCache<Pressed>(limits.pages * megabyte)
  const fragments = pageCache<Fragment & { bytes: number }>(limits.fragments * megabyte)
  const answers = pageCache<Ready>(limits.answers * megabyte)
  let day = { text: '', from: 0, to: 0 }
  let looked = false
  const lookAgain = () => {
    looked = false
  }
  let seen: { replica: Replica | undefined; seq: number; today: string } = { replica: undefined, seq: -1, today: '' }
  const extras = new Map<string, unknown>()

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
      pages.clear()
      fragments.clear()
      answers.clear()
      extras.clear()
    }
    return now
  }

  function shell(mode: DisplayMode, section: Section): Shell {
    const key = `${mode} ${section}`
    let made = shells.get(key)
    if (!made) {
      const site = deps.replica().site()
      const html = renderShell({
        site,
        mode,
        section,
        style: assets.style.path,
        colour: assets.colour(site.mainColour).path,
        islands: assets.islands.path,
        icon: assets.icon.path,
      })
      const [beforeHead = '', afterHead = ''] = html.split(slots.head)
      const [beforePath = '', afterPath = ''] = afterHead.split(slots.path)
      const [beforeMain = '', end = ''] = afterPath.split(slots.main)
      const text = [beforeHead, beforePath, beforeMain, end].map((part) => Buffer.from(part)) as [
        Buffer,
        Buffer,
        Buffer,
        Buffer,
      ]
      made = {
        beforeHead: text[0],
        beforePath: text[1],
        beforeMain: text[2],
        end: text[3],
        tag: tagOf(html).slice(0, 6),
      }
      shells.set(key, made)
    }
    return made
  }

  /**
   * Sends a page whose parts are bytes already; answers 304 when the reader has them. `keep` holds the answer in memory
   * for the next reader: for pages that many read, not for what one person searched.
   */
  function sendParts(
    request: FastifyRequest,
    reply: FastifyReply,
    page: { section: Section; status: number; head: Buffer; body: Buffer[]; tag: string },
    keep: boolean,
  ): FastifyReply {
    const mode = displayMode(request.headers.cookie)
    const frame = shell(mode, page.section)
    const tag = `W/"${page.tag}${frame.tag}"`
    reply.header('vary', 'Cookie').header('cache-control', freshness).header('etag', tag)
    if (page.status === 200 && request.headers['if-none-match']?.includes(tag.slice(2))) return reply.code(304).send()
    reply.code(page.status).header('content-type', 'text/html; charset=utf-8')
    const here = Buffer.from(encodeURIComponent(request.url))
    const parts = [frame.beforeHead, page.head, frame.beforePath, here, frame.beforeMain, ...page.body, frame.end]
    const html = Buffer.concat(parts)
    if (keep && request.method === 'GET') {
      const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) => [name, String(value)])
      headers.push('content-length', String(html.length))
      const route = request.routeOptions.url ?? 'none'
      // What only this answer holds on to: the shell and the lines about neighbours are shared.
      const bytes = 700 + 2 * request.url.length + page.head.length + page.body[0]!.length
      const shared = parts.with(addressPart, noAddress)
      answers.set(`${mode} ${request.url}`, { parts: shared, headers, tag, route, bytes })
    }
    return reply.send(html)
  }

  /** Answers a page that lies ready, before the framework has looked at the request; returns its route. */
  function answerReady(request: IncomingMessage, response: ServerResponse): string | undefined {
    if (request.method !== 'GET') return undefined
    try {
      replica()
    } catch {
      // The replica cannot be read: the framework's error page says so.
      return undefined
    }
    const ready = answers.get(`${displayMode(request.headers.cookie)} ${request.url}`)
    if (!ready || request.headers['if-none-match']?.includes(ready.tag.slice(2))) return undefined
    response.writeHead(200, ready.headers)
    const here = Buffer.from(encodeURIComponent(request.url!))
    response.end(Buffer.concat(ready.parts.with(addressPart, here)))
    return ready.route
  }

  function pressPage(page: Page): Pressed {
    const head = ownBytes(renderHead(page.head, deps.replica().site().siteName))
    const body = ownBytes(renderToString(page.body))
    return {
      section: page.section,
      status: page.status ?? 200,
      head,
      body,
      tag: tagOf(head, body),
      bytes: head.length + body.length + 200,
    }
  }

  const sendPressed = (request: FastifyRequest, reply: FastifyReply, pressed: Pressed, keep: boolean) =>
    sendParts(request, reply, { ...pressed, body: [pressed.body] }, keep)

  return {
    replica,
    today,
    sendParts,
    answerReady,
    send: (request: FastifyRequest, reply: FastifyReply, page: Page) =>
      sendPressed(request, reply, pressPage(page), false),
    /** Like `send`, for pages that depend on nothing but the replica, the day and `key`. */
    sendKept(
      request: FastifyRequest,
      reply: FastifyReply,
      key: string,
      make: (replica: Replica) => Page,
    ): FastifyReply {
      const from = replica()
      let pressed = pages.get(key)
      if (!pressed) {
        pressed = pressPage(make(from))
        if (pressed.status === 200) pages.set(key, pressed)
      }
      return sendPressed(request, reply, pressed, pressed.status === 200)
    },
    /** The stored article of an item, from memory where it was asked for lately. `from` is this request's replica. */
    fragment(from: Replica, id: number, read: (replica: Replica) => Fragment | undefined): Fragment | undefined {
      const key = String(id)
      const kept = fragments.get(key)
      if (kept) return kept
      const found = read(from)
      if (found) fragments.set(key, { ...found, bytes: found.head.length + found.body.length + 300 })
      return found
    },
    /** Any value that holds until the replica moves on. `from` is the replica this request has asked for. */
    keep<T>(from: Replica, key: string, make: (replica: Replica) => T): T {
      if (!extras.has(key)) extras.set(key, make(from))
      return extras.get(key) as T
    },
  }
}
export type Press = ReturnType<typeof openPress>
