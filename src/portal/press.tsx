import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Assets } from './assets.ts'
import { todayInShanghai } from './dates.ts'
import type { PortalDeps } from './deps.ts'
import { displayMode, type DisplayMode } from './display-mode.ts'
import { renderShell, type Section, slots } from './layout.tsx'
import { pageCache } from './page-cache.ts'
import { type PageHead, renderHead } from './page-head.ts'
import type { Replica } from './replica/types.ts'

/** A page as a route describes it. */
export type Page = { section: Section; head: PageHead; body: VNode; status?: number }

type Shell = { beforeHead: Buffer; beforePath: Buffer; beforeMain: Buffer; end: Buffer; tag: string }
type Pressed = { section: Section; status: number; head: Buffer; body: Buffer; tag: string; bytes: number }

const tagOf = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('base64url').slice(0, 12)
}

const cacheBytes = 32 * 1024 * 1024

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
  const pages = pageCache<Pressed>(cacheBytes)
  let seen: { replica: Replica | undefined; seq: number; today: string } = { replica: undefined, seq: -1, today: '' }
  const extras = new Map<string, unknown>()

  /** The replica to read from; empties what was made from an older state of it. */
  function replica(): Replica {
    const now = deps.replica()
    const { seq } = now.position()
    const today = todayInShanghai(deps.clock())
    if (now !== seen.replica || seq !== seen.seq || today !== seen.today) {
      seen = { replica: now, seq, today }
      shells.clear()
      pages.clear()
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
      const text = [beforeHead, beforePath, beforeMain, end].map((part) => Buffer.from(part)) as [Buffer, Buffer, Buffer, Buffer]
      made = { beforeHead: text[0], beforePath: text[1], beforeMain: text[2], end: text[3], tag: tagOf(html).slice(0, 6) }
      shells.set(key, made)
    }
    return made
  }

  /** Sends a page whose parts are bytes already; answers 304 when the reader has them. */
  function sendParts(
    request: FastifyRequest,
    reply: FastifyReply,
    page: { section: Section; status: number; head: Buffer; body: Buffer[]; tag: string },
  ): FastifyReply {
    const frame = shell(displayMode(request.headers.cookie), page.section)
    const tag = `W/"${page.tag}${frame.tag}"`
    reply.header('vary', 'Cookie').header('cache-control', freshness).header('etag', tag)
    if (page.status === 200 && request.headers['if-none-match']?.includes(tag.slice(2))) return reply.code(304).send()
    const here = Buffer.from(encodeURIComponent(request.url))
    reply.code(page.status).header('content-type', 'text/html; charset=utf-8')
    return reply.send(
      Buffer.concat([frame.beforeHead, page.head, frame.beforePath, here, frame.beforeMain, ...page.body, frame.end]),
    )
  }

  function pressPage(page: Page): Pressed {
    const head = Buffer.from(renderHead(page.head, deps.replica().site().siteName))
    const body = Buffer.from(renderToString(page.body))
    return {
      section: page.section,
      status: page.status ?? 200,
      head,
      body,
      tag: tagOf(head, body),
      bytes: head.length + body.length + 200,
    }
  }

  const sendPressed = (request: FastifyRequest, reply: FastifyReply, pressed: Pressed) =>
    sendParts(request, reply, { ...pressed, body: [pressed.body] })

  return {
    replica,
    today: () => todayInShanghai(deps.clock()),
    sendParts,
    send: (request: FastifyRequest, reply: FastifyReply, page: Page) => sendPressed(request, reply, pressPage(page)),
    /** Like `send`, for pages that depend on nothing but the replica, the day and `key`. */
    sendKept(request: FastifyRequest, reply: FastifyReply, key: string, make: (replica: Replica) => Page): FastifyReply {
      const from = replica()
      let pressed = pages.get(key)
      if (!pressed) {
        pressed = pressPage(make(from))
        if (pressed.status === 200) pages.set(key, pressed)
      }
      return sendPressed(request, reply, pressed)
    },
    /** Any value that holds until the replica moves on. */
    keep<T>(key: string, make: (replica: Replica) => T): T {
      const from = replica()
      if (!extras.has(key)) extras.set(key, make(from))
      return extras.get(key) as T
    },
  }
}
export type Press = ReturnType<typeof openPress>
