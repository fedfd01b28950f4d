import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { z } from 'zod'
import { partyOfCode, type RequestForm } from '../../foundations/intake/request-form.ts'
import { type Paper, type PaperForm, paperApart, paperMediaTypes } from '../../foundations/paper/index.ts'
import type { Assets } from '../assets.ts'
import type { PortalDeps } from '../deps.ts'
import { type FormFiles, mostBytes, registerWithFiles } from '../form-files.ts'
import { readInquiry } from '../inquiry-draft.ts'
import { knownFor, nothing } from '../known.ts'
import { type OpenLimits, refusedFor } from '../limits.ts'
import { one, type RawQuery } from '../list-query.ts'
import { asRequest } from '../other-door.ts'
import { RequestBlankPage } from '../pages/request-blank.tsx'
import { RequestFormPage, RequestWhoPage } from '../pages/request-form.tsx'
import { RequestPreviewPage } from '../pages/request-preview.tsx'
import { RequestSentPage } from '../pages/request-sent.tsx'
import { notFoundPage } from '../pages/trouble.tsx'
import type { FieldIssue } from '../parts/form-field.tsx'
import { type Known, KnownAnswers } from '../parts/known-answers.tsx'
import { longestForm, readPosted } from '../posted-form.ts'
import type { Press } from '../press.tsx'
import { blankPaper } from '../request-blank.ts'
import { assess, type Draft, readDraft } from '../request-draft.ts'
import { openReceipt, type Receipt, receiptPaper, sealReceipt } from '../request-receipt.ts'
import { requestWords as w } from '../request-words.zh.ts'
import { openRobotWatch } from '../robot-watch.ts'
import { disposition } from './files.tsx'
import { hidden } from './hidden.ts'

/** How long a preview waits for the office to say whether the same was asked before, ms. */
const officePatience = 1_500

type Shown = { issues?: FieldIssue[]; status?: number; known?: Known | undefined }

/** Asking online (条例 art 29): taken here, sealed, and delivered to the office as soon as it answers. */
export function registerRequestForm(
  app: FastifyInstance,
  press: Press,
  assets: Assets,
  deps: PortalDeps,
  limits: OpenLimits,
  held: FormFiles,
): void {
  const robots = openRobotWatch(deps)
  const now = () => deps.clock().epochMilliseconds
  const page = (request: FastifyRequest, reply: FastifyReply, title: string, body: preact.VNode, status = 200) =>
    press.send(request, reply.header('cache-control', 'no-store'), {
      section: 'requests',
      status,
      head: { title, noindex: true },
      body,
    })

  const knownOf = ({ features, what }: Pick<Draft, 'what' | 'features'>) =>
    knownFor(press.replica(), `${features} ${what}`)

  const formPage = (request: FastifyRequest, reply: FastifyReply, draft: Draft, shown: Shown = {}) =>
    page(
      request,
      reply,
      draft.asks === 'record_correction' ? w.correctionTitle : w.title,
      <RequestFormPage
        draft={draft}
        issues={shown.issues ?? []}
        units={press.replica().units()}
        held={held.of(draft.id)}
        known={shown.known}
        script={assets.request.path}
      />,
      shown.status ?? (shown.issues?.length ? 422 : 200),
    )

  const previewPage = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { draft, form, issues = [], status }: { draft: Draft; form: RequestForm } & Shown,
  ) => {
    const derived = draft.who === 'organisation' ? partyOfCode(draft.identityNumber) : null
    const alike = await Promise.race([
      deps.desks.requests.alike(form),
      sleep(officePatience, null, { ref: false }),
    ]).catch(() => null)
    return page(
      request,
      reply,
      w.previewTitle,
      <RequestPreviewPage
        draft={draft}
        unitName={press.replica().unit(form.unitId)?.name ?? ''}
        held={held.of(draft.id)}
        issues={issues}
        alike={alike?.on}
        derived={derived && derived !== draft.party ? derived : undefined}
        known={draft.asks === 'information' ? knownOf(draft) : nothing}
        question={robots.question(request, draft.id, issues)}
      />,
      status ?? (issues.length ? 422 : 200),
    )
  }

  const send = async (request: FastifyRequest, reply: FastifyReply, raw: RawQuery, draft: Draft, form: RequestForm) => {
    const issue = robots.issue(request, raw, draft)
    if (issue)
      return previewPage(request, reply, {
        draft: issue.field ? draft : { ...draft, at: robots.old() },
        form,
        issues: [issue],
      })
    const refused = (reason: string, status: number) =>
      previewPage(request, reply, { draft, form, issues: [{ field: '', message: reason }], status })
    const wait = await limits.forms(request)
    if (wait !== undefined) {
      refusedFor(reply, wait)
      return refused(w.issues.often(Math.ceil(wait / 60)), 429)
    }
    const files = held.open(draft.id)
    let code: string | undefined
    try {
      code = await deps.takeIn('request', draft.id, form, files)
    } catch (error) {
      request.log.error({ err: error }, 'a request could not be kept')
    }
    if (!code) return refused(w.issues.away, 503)
    robots.note(request)
    held.drop(draft.id)
    const unitName = press.replica().unit(form.unitId)?.name ?? ''
    const receipt: Receipt = {
      code,
      at: deps.clock().round('second').toString(),
      unitName,
      files: files.map(({ name }) => name),
      draft,
    }
    return sentPage(request, reply, receipt, null)
  }

  const sentPage = (request: FastifyRequest, reply: FastifyReply, receipt: Receipt, number: string | null) =>
    page(
      request,
      reply,
      w.sentTitle,
      <RequestSentPage
        receipt={receipt}
        number={number}
        box={sealReceipt(receipt, deps.secret)}
        script={assets.request.path}
      />,
    )

  const numberOf = (formId: string): Promise<string | null> =>
    Promise.race([deps.desks.requests.taken(formId), sleep(officePatience, null, { ref: false })]).then(
      (found) => found?.number ?? null,
      () => null,
    )

  const paperFile = async (reply: FastifyReply, paper: Paper, form: PaperForm, name: string) => {
    const bytes = await paperApart(paper, form)
    if (!bytes) return undefined
    return reply
      .header('content-disposition', disposition('attachment', `${name}.${form}`))
      .type(paperMediaTypes[form])
      .send(Buffer.from(bytes))
  }
  const site = () => ({ siteName: press.replica().site().siteName, baseUrl: deps.baseUrl })

  app.get('/requests/new', hidden, (request, reply) => {
    const raw = request.query as RawQuery
    const draft = { ...readDraft(raw), id: randomUUID(), at: String(now()) }
    const empty = Object.fromEntries(Object.keys(draft).map((key) => [key, ''])) as Draft
    // Nothing but who asks, for what and whom may stand in an address.
    const { id, at, who, asks, unit, identityKind } = draft
    if (!['person', 'organisation'].includes(one(raw, 'who')))
      return page(request, reply, w.title, <RequestWhoPage asks={asks} unit={unit.slice(0, 40)} />)
    return formPage(request, reply, { ...empty, id, at, who, asks, unit, identityKind })
  })

  registerWithFiles(app, (forms) => {
    forms.post('/requests/new', { ...hidden, bodyLimit: longestForm }, async (request, reply) => {
      const posted = await readPosted(request, mostBytes)
      const raw = posted.fields
      const step = one(raw, 'step')
      // What somebody began to ask as a question goes on here as it stands there.
      const inquiry = step === 'carry' ? readInquiry(raw) : undefined
      const given = readDraft(inquiry ? asRequest(inquiry, randomUUID()) : raw)
      const id = z.uuid().safeParse(given.id).data
      const typed = id ? given : { ...given, id: randomUUID(), at: robots.old() }
      if (inquiry) held.copy(request, inquiry.id, typed.id)
      const fileIssues = await held.receive(request, { ...typed, step }, posted)
      const { draft, form, issues } = assess(
        { ...typed, held: String(held.of(typed.id).length) },
        press.replica().units(),
        press.today(),
      )
      if (step === 'search') {
        const wait = await limits.searches(request)
        if (wait !== undefined) refusedFor(reply, wait)
        return formPage(request, reply, typed, {
          known: wait === undefined ? knownOf(typed) : nothing,
          issues: fileIssues,
        })
      }
      if (step === 'edit' || step === 'carry' || step.startsWith('remove '))
        return formPage(request, reply, draft, { issues: fileIssues })
      if (!form || fileIssues.length) return formPage(request, reply, draft, { issues: [...issues, ...fileIssues] })
      return step === 'send' ? send(request, reply, raw, draft, form) : previewPage(request, reply, { draft, form })
    })

    forms.post('/requests/receipt', { ...hidden, bodyLimit: longestForm }, async (request, reply) => {
      const { fields } = await readPosted(request, 0)
      const receipt = openReceipt(one(fields, 'box'), deps.secret)
      reply.header('cache-control', 'no-store')
      if (!receipt) return press.send(request, reply, { ...notFoundPage(w.receiptGone), status: 422 })
      const as = one(fields, 'as')
      const wait = as === 'pdf' || as === 'docx' ? await limits.files(request) : undefined
      if (wait !== undefined) refusedFor(reply, wait)
      const number = await numberOf(receipt.draft.id)
      if (as === 'number') return reply.send({ number })
      if (as !== 'pdf' && as !== 'docx') return sentPage(request, reply, receipt, number)
      const paper = wait === undefined ? await receiptPaper(receipt, { number, ...site() }) : undefined
      const sent = paper && (await paperFile(reply, paper, as, `${w.receiptTitle}${receipt.code}`))
      return (
        sent ?? press.send(request, reply, { ...notFoundPage(w.receiptBusy), status: wait === undefined ? 503 : 429 })
      )
    })

    // What somebody is describing is not for addresses, which stand in logs: asked for by POST.
    forms.post('/requests/similar', { ...hidden, bodyLimit: longestForm }, async (request, reply) => {
      reply.header('cache-control', 'no-store').type('text/html; charset=utf-8')
      const { fields } = await readPosted(request, 0)
      const wait = await limits.searches(request)
      if (wait !== undefined) return refusedFor(reply, wait).code(429).send('')
      return renderToString(<KnownAnswers known={knownOf(readDraft(fields))} words={w.known} />)
    })
  })

  app.get('/requests/blank', hidden, (request, reply) =>
    press.sendKept(request, reply, () => ({
      section: 'requests',
      head: { title: w.blankTitle, description: w.blankLead },
      body: <RequestBlankPage />,
    })),
  )
  for (const form of ['pdf', 'docx'] as const)
    app.get(`/requests/blank.${form}`, hidden, async (request, reply) => {
      const from = press.replica()
      const ready = press.keep(from, `blank ${form}`, async () =>
        paperApart(await blankPaper({ ...site(), at: `${press.today()}T00:00:00Z` }), form),
      )
      const bytes = await ready
      if (!bytes) return press.send(request, reply, { ...notFoundPage(w.receiptBusy), status: 503 })
      return reply
        .header('content-disposition', disposition('attachment', `${w.blankTitle}.${form}`))
        .type(paperMediaTypes[form])
        .send(Buffer.from(bytes))
    })
}
