import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AnswerFirst } from '../platform/http/answer-first.ts'
import { registerPdfViewer } from '../platform/http/pdf-viewer.ts'
import { Problem } from '../platform/http/problem.ts'
import { registerApi } from './api.ts'
import { loadAssets } from './assets.ts'
import type { PortalDeps } from './deps.ts'
import { registerDisplayMode } from './display-mode.ts'
import { askAgainAfter, type Filling } from './filling.ts'
import { openFormFiles } from './form-files.ts'
import { openKeptWork } from './kept-work.ts'
import { registerQuestionsApi } from './knowledge-api.ts'
import { registerLettersApi } from './letters-api.ts'
import { limitCalls, openLimits } from './limits.ts'
import { openOnceMore } from './once-more.ts'
import { failedPage, notFoundPage, preparingPage } from './pages/trouble.tsx'
import { openPress } from './press.tsx'
import { registerProofs } from './proof-api.ts'
import { ReplicaBroken } from './replica/replica-broken.ts'
import { registerBrowse } from './routes/browse.tsx'
import { registerCallRating } from './routes/call-rating.tsx'
import { registerDownloads } from './routes/downloads.tsx'
import { registerFeedbackPage } from './routes/feedback.tsx'
import { registerFeeds } from './routes/feeds.ts'
import { registerFiles } from './routes/files.tsx'
import { registerHelp } from './routes/help.tsx'
import { hidden } from './routes/hidden.ts'
import { registerInquiryForm } from './routes/inquiries.tsx'
import { registerInquiryStatus } from './routes/inquiry-status.tsx'
import { registerItem } from './routes/item.tsx'
import { registerQuestions } from './routes/knowledge.tsx'
import { registerLetters } from './routes/letters.tsx'
import { registerLists } from './routes/lists.tsx'
import { registerPreviews } from './routes/previews.tsx'
import { registerRequestStatus } from './routes/request-status.tsx'
import { registerRequestForm } from './routes/requests.tsx'
import { registerSearch } from './routes/search.tsx'
import { registerSecurityText } from './routes/security-text.ts'
import { registerSitemaps } from './routes/sitemaps.ts'
import { registerVerify } from './routes/verify.tsx'
import { registerVersions } from './routes/versions.tsx'
import { words } from './words.zh.ts'

/** Bytes of previews and downloads kept on disk. */
const keptWorkBytes = 256 * 1024 * 1024

export type { PortalDeps } from './deps.ts'

/**
 * Puts the public site on a server: pages, feeds, site maps, attachments and the JSON API. Everything is read from the
 * replica, so it goes on answering while PostgreSQL is away; only /api/v1/log then answers 503.
 *
 * @returns what may answer a request before the framework looks at it, see `answerFirst`
 */
export function registerPortal(app: FastifyInstance, deps: PortalDeps): { answerReady: AnswerFirst } {
  const assets = loadAssets()
  const limits = openLimits(app, deps.limits, deps.metrics)
  const press = openPress(deps, assets)
  const onceMore = openOnceMore(deps.hurt, () => deps.filling()?.seconds)
  const empty = () => press.replica().position().seq === 0
  const wait = () => String(askAgainAfter(deps.filling()))
  const how = () => tellFilling(deps.filling(), deps.officeReachable())
  const work = openKeptWork(deps.scratchFolder, keptWorkBytes)
  press.whenMoved((replica) =>
    work.sweep((id, made) => {
      const shown = replica.record(id)
      return shown?.state === 'published' && (shown.logHash === made || replica.attachmentNamed(id, made))
    }),
  )
  app.addHook('onClose', async () => {
    press.close()
    work.close()
  })

  app.register(async (pages) => {
    pages.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
      const status = error.statusCode ?? 500
      if (status >= 400 && status < 500)
        return press.send(request, reply, { ...notFoundPage(words.errors.badAddress), status })
      const answered = await onceMore(error, request, reply)
      if (answered) return answered
      request.log.error({ err: error }, 'page failed')
      const broken = error instanceof ReplicaBroken
      if (broken) reply.header('retry-after', wait())
      try {
        return press.send(request, reply, broken ? preparingPage(how(), here(request)) : failedPage())
      } catch {
        // The replica itself cannot be read: the sentence must not depend on it.
        const text = broken ? `${words.errors.preparingTitle}。${how()}` : words.errors.failedText
        return reply
          .code(broken ? 503 : 500)
          .type('text/plain; charset=utf-8')
          .send(text)
      }
    })
    pages.addHook('onRequest', async (request, reply) => {
      if (!empty() || request.url.startsWith('/assets/')) return
      return press.send(request, reply.header('retry-after', wait()), preparingPage(how(), here(request)))
    })
    registerPdfViewer(pages)
    pages.get('/assets/*', hidden, (request, reply) => {
      const asset = assets.find(request.url.split('?')[0]!)
      if (!asset) return press.send(request, reply, notFoundPage())
      return reply.type(asset.type).header('cache-control', 'public, max-age=31536000, immutable').send(asset.bytes)
    })
    registerDisplayMode(pages)
    registerBrowse(pages, press)
    registerLists(pages, press)
    registerItem(pages, press)
    registerVerify(pages, press, assets, deps)
    registerFiles(pages, press, deps)
    registerPreviews(pages, press, assets, deps, work, limits)
    registerVersions(pages, press)
    registerDownloads(pages, press, deps, work, limits)
    registerSearch(pages, press, deps, limits)
    registerQuestions(pages, press, deps, limits)
    registerHelp(pages, press)
    registerFeedbackPage(pages, press, deps, limits)
    const files = openFormFiles(deps)
    registerRequestForm(pages, press, assets, deps, limits, files)
    registerRequestStatus(pages, press, deps, limits)
    registerInquiryForm(pages, press, assets, deps, limits, files)
    registerInquiryStatus(pages, press, deps, limits)
    registerCallRating(pages, press, deps, limits)
    registerLetters(pages, press, limits)
    registerFeeds(pages, press, deps.baseUrl)
    registerSitemaps(pages, press, deps.baseUrl)
    registerSecurityText(pages, deps)
    pages.get('/*', hidden, (request, reply) =>
      request.url.startsWith('/api/') ? reply.callNotFound() : press.send(request, reply, notFoundPage()),
    )
  })
  app.register(async (api) => {
    api.setErrorHandler(async (error, request, reply) => {
      const answered = await onceMore(error, request, reply)
      if (answered) return answered
      if (!(error instanceof ReplicaBroken)) throw error
      request.log.error({ err: error }, 'call failed')
      throw preparing(reply)
    })
    const preparing = (reply: FastifyReply) => {
      reply.header('retry-after', wait())
      return new Problem(503, 'unavailable', words.errors.preparingTitle, how())
    }
    // An empty list would be believed. The log is the office's own and is given on.
    api.addHook('onRequest', async (request, reply) => {
      if (empty() && !request.url.startsWith('/api/v1/log')) throw preparing(reply)
    })
    limitCalls(api, limits, deps.isPortal)
    registerApi(api, deps)
    registerProofs(api, deps)
    registerLettersApi(api, deps)
    registerQuestionsApi(api, deps)
  })
  return { answerReady: press.answerReady }
}

/** Where a reader may go once more; what was handed in is not handed in again by a link. */
const here = ({ method, url }: FastifyRequest): string | undefined => (method === 'GET' ? url : undefined)

/** How far the new replica is, for a reader. */
const tellFilling = (filling: Filling | undefined, reachable: boolean): string => {
  const w = words.errors
  if (!reachable) return w.preparingAway
  if (!filling?.of || filling.seq === 0) return w.preparingText
  const percent = Math.min(99, Math.floor((filling.seq / filling.of) * 100))
  if (filling.seconds === undefined) return w.preparingShare(percent)
  return filling.seconds < 60 ? w.preparingSoon(percent) : w.preparingLeft(percent, Math.ceil(filling.seconds / 60))
}
