import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { z } from 'zod'
import type { InquiryForm } from '../../foundations/intake/inquiry-form.ts'
import type { LineChanged } from '../../foundations/publication-log/entries.ts'
import type { Assets } from '../assets.ts'
import type { PortalDeps } from '../deps.ts'
import { type FormFiles, mostBytes, registerWithFiles } from '../form-files.ts'
import { assessInquiry, type InquiryDraft, readInquiry, standing } from '../inquiry-draft.ts'
import { askedKinds, inquiryWords as w } from '../inquiry-words.zh.ts'
import { knownFor, nothing } from '../known.ts'
import { type OpenLimits, refusedFor } from '../limits.ts'
import { one, type RawQuery } from '../list-query.ts'
import { doorsFor } from '../other-door.ts'
import { InquiriesPage } from '../pages/inquiries.tsx'
import { Before, InquiryFormPage } from '../pages/inquiry-form.tsx'
import { InquiryPreviewPage } from '../pages/inquiry-preview.tsx'
import { InquirySentPage } from '../pages/inquiry-sent.tsx'
import type { FieldIssue } from '../parts/form-field.tsx'
import type { Known } from '../parts/known-answers.tsx'
import { longestForm, readPosted } from '../posted-form.ts'
import type { Press } from '../press.tsx'
import type { Replica } from '../replica/types.ts'
import { requestWords } from '../request-words.zh.ts'
import { openRobotWatch } from '../robot-watch.ts'
import { hidden } from './hidden.ts'

/** A form may come with four times as much as is taken, and is still given back whole. */
const bodyLimit = longestForm * 4
/** Seconds for which a terminal remains one: 400 days, the longest that browsers keep a cookie. */
const kioskHolds = 400 * 86_400

type Shown = { issues?: FieldIssue[]; status?: number; known?: Known | undefined }

/** The line as the office set it, or what holds until then. */
export const lineOf = (replica: Replica): LineChanged => replica.line() ?? w.lineUnset

/** 政务信息查询: asking, writing to a leader, reporting. Taken here, sealed, and delivered to the office as soon as it answers. */
export function registerInquiryForm(
  app: FastifyInstance,
  press: Press,
  assets: Assets,
  deps: PortalDeps,
  limits: OpenLimits,
  held: FormFiles,
): void {
  const robots = openRobotWatch(deps)
  const script = assets.request.path
  const page = (request: FastifyRequest, reply: FastifyReply, title: string, body: preact.VNode, status = 200) =>
    press.send(request, reply.header('cache-control', 'no-store'), {
      section: 'inquiries',
      status,
      head: { title, noindex: true },
      body,
    })

  /** What comes near to what somebody writes; never asked of a report. */
  const knownOf = ({ kind, subject, text }: Pick<InquiryDraft, 'kind' | 'subject' | 'text'>): Known =>
    kind === 'report' ? nothing : knownFor(press.replica(), `${subject} ${text}`)

  const openBoxes = () =>
    press
      .replica()
      .mailboxes()
      .filter(({ open }) => open)

  const formPage = (request: FastifyRequest, reply: FastifyReply, draft: InquiryDraft, shown: Shown = {}) =>
    page(
      request,
      reply,
      w.formTitle[draft.kind],
      <InquiryFormPage
        draft={draft}
        issues={shown.issues ?? []}
        units={press.replica().units()}
        mailboxes={openBoxes()}
        held={held.of(draft.id)}
        known={shown.known}
        doors={doorsFor(draft)}
        petitionOffice={lineOf(press.replica()).petitionOffice}
        script={script}
      />,
      shown.status ?? (shown.issues?.length ? 422 : 200),
    )

  /** Who will have it, in words. */
  const toOf = ({ kind }: InquiryDraft, { unitId, mailboxId }: InquiryForm): string => {
    const replica = press.replica()
    const unit = unitId === null ? undefined : replica.unit(unitId)?.name
    const box = mailboxId === null ? undefined : replica.mailbox(mailboxId)
    if (box) return `${box.post}${box.holder}（${box.title}）`
    return unit ?? (kind === 'report' ? w.reportUnitUnknown : w.sorted)
  }

  const previewPage = (
    request: FastifyRequest,
    reply: FastifyReply,
    { draft, form, issues = [], status }: { draft: InquiryDraft; form: InquiryForm } & Shown,
  ) =>
    page(
      request,
      reply,
      w.previewTitle,
      <InquiryPreviewPage
        draft={draft}
        to={toOf(draft, form)}
        held={held.of(draft.id)}
        issues={issues}
        doors={doorsFor(draft)}
        known={knownOf(draft)}
        line={lineOf(press.replica())}
        question={robots.question(request, draft.id, issues)}
      />,
      status ?? (issues.length ? 422 : 200),
    )

  const send = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { raw, draft, form }: { raw: RawQuery; draft: InquiryDraft; form: InquiryForm },
  ) => {
    const issue = robots.issue(request, raw, draft)
    if (issue)
      return previewPage(request, reply, {
        draft: issue.field ? draft : { ...draft, at: robots.old() },
        form,
        issues: [issue],
      })
    const refused = (message: string, status: number) =>
      previewPage(request, reply, { draft, form, issues: [{ field: '', message }], status })
    const wait = await limits.forms(request)
    if (wait !== undefined) {
      refusedFor(reply, wait)
      return refused(requestWords.issues.often(Math.ceil(wait / 60)), 429)
    }
    let code: string | undefined
    try {
      code = await deps.takeIn('inquiry', draft.id, form, held.open(draft.id))
    } catch (error) {
      request.log.error({ err: error }, 'an inquiry could not be kept')
    }
    if (!code) return refused(w.issues.away, 503)
    robots.note(request)
    held.drop(draft.id)
    return page(
      request,
      reply,
      w.sentTitle.other,
      <InquirySentPage
        draft={draft}
        code={code}
        at={deps.clock().round('second').toString()}
        to={draft.kind === 'report' ? w.supervised : toOf(draft, form)}
        line={lineOf(press.replica())}
        script={script}
      />,
    )
  }

  app.get('/inquiries', hidden, (request, reply) =>
    press.sendKept(request, reply, (replica) => ({
      section: 'inquiries',
      head: {
        title: w.title,
        description: w.lead,
        column: { name: w.title, description: w.lead, keywords: w.title, type: w.title },
      },
      body: (
        <InquiriesPage
          line={lineOf(replica)}
          mailboxes={replica.mailboxes().some(({ open }) => open)}
          newest={replica.letters({ what: 'reply', page: 1, size: 5 }).items}
        />
      ),
    })),
  )

  // 查询终端: the page with which a terminal in a hall begins. What is sent from it is known by a cookie of its browser.
  app.get('/inquiries/kiosk', hidden, (request, reply) => {
    const off = one(request.query as RawQuery, 'off') === '1'
    const secure = deps.baseUrl.startsWith('https:') ? '; Secure' : ''
    const cookie = `kiosk=${off ? '' : '1'}; Path=/inquiries; Max-Age=${off ? 0 : kioskHolds}; HttpOnly; SameSite=Lax${secure}`
    return reply
      .headers({ 'set-cookie': cookie, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
      .redirect('/inquiries', 303)
  })

  app.get('/inquiries/ask', hidden, (request, reply) => {
    const given = readInquiry(request.query as RawQuery)
    if (!given) return reply.redirect('/inquiries', 302)
    if (given.kind === 'letter' && openBoxes().length === 0) return reply.redirect('/mailboxes', 302)
    // Nothing but what it is about and whom it goes to may stand in an address.
    const { kind, mailbox } = given
    const kiosk = request.cookies.kiosk === '1' ? '1' : ''
    const unit = standing(press.replica().units()).some(({ code }) => code === given.unit) ? given.unit : ''
    const empty = Object.fromEntries(Object.keys(given).map((key) => [key, ''])) as InquiryDraft
    const at = String(deps.clock().epochMilliseconds)
    return formPage(request, reply, { ...empty, id: randomUUID(), at, kind, mailbox, unit, kiosk })
  })

  registerWithFiles(app, (forms) => {
    forms.post('/inquiries/ask', { ...hidden, bodyLimit }, async (request, reply) => {
      const posted = await readPosted(request, mostBytes)
      const raw = posted.fields
      const given = readInquiry(raw)
      if (!given) return reply.redirect('/inquiries', 303)
      const id = z.uuid().safeParse(given.id).data
      const typed = id ? given : { ...given, id: randomUUID(), at: robots.old() }
      const step = one(raw, 'step')
      const fileIssues = await held.receive(request, { ...typed, step }, posted)
      const draft = { ...typed, held: String(held.of(typed.id).length) }
      if (step === 'search') {
        const wait = await limits.searches(request)
        if (wait !== undefined) refusedFor(reply, wait)
        const known = wait === undefined ? knownOf(draft) : nothing
        return formPage(request, reply, draft, { known, issues: fileIssues })
      }
      if (step === 'edit' || step.startsWith('remove ')) return formPage(request, reply, draft, { issues: fileIssues })
      const replica = press.replica()
      const { form, issues } = assessInquiry(draft, replica.units(), replica.mailboxes())
      if (!form || fileIssues.length) return formPage(request, reply, draft, { issues: [...issues, ...fileIssues] })
      return step === 'send' ? send(request, reply, { raw, draft, form }) : previewPage(request, reply, { draft, form })
    })
  })

  // What somebody is writing is not for addresses, which stand in logs: asked for by POST.
  app.post('/inquiries/similar', { ...hidden, bodyLimit }, async (request, reply) => {
    reply.header('cache-control', 'no-store').type('text/html; charset=utf-8')
    const wait = await limits.searches(request)
    if (wait !== undefined) return refusedFor(reply, wait).code(429).send('')
    const raw = (request.body ?? {}) as RawQuery
    const kind = askedKinds.find((each) => each === one(request.query as RawQuery, 'kind')) ?? 'question'
    const typed = { kind, subject: one(raw, 'subject'), text: one(raw, 'text') }
    const { petitionOffice } = lineOf(press.replica())
    return renderToString(<Before doors={doorsFor(typed)} petitionOffice={petitionOffice} known={knownOf(typed)} />)
  })
}
