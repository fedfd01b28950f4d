import type { FastifyInstance } from 'fastify'
import { isTopic, topics } from '../../foundations/classification/index.ts'
import { lettersFeedPath, withQuery } from '../addresses.ts'
import { sumsOf, yearsOf } from '../inquiry-figures.ts'
import { inquiryWords } from '../inquiry-words.zh.ts'
import { letterWords as w } from '../letter-words.zh.ts'
import { type OpenLimits, refusedFor } from '../limits.ts'
import { one, pageNumber, type RawQuery } from '../list-query.ts'
import { InquiryFiguresPage } from '../pages/inquiry-figures.tsx'
import { LetterGonePage, LetterPage, LettersPage } from '../pages/letters.tsx'
import { type LetterFigures, MailboxesPage } from '../pages/mailboxes.tsx'
import { notFoundPage, tooManyPage } from '../pages/trouble.tsx'
import type { ChoiceGroup } from '../parts/filter-panel.tsx'
import type { Page, Press } from '../press.tsx'
import type { LetterCounts, LetterFilters } from '../replica/dialogue.ts'
import type { Replica } from '../replica/types.ts'
import { words } from '../words.zh.ts'
import { hidden } from './hidden.ts'

const size = 20
const names = ['unit', 'mailbox', 'topic', 'kind'] as const
type Name = (typeof names)[number]
type Chosen = Partial<Record<Name, string>>

/** Filters as they stand in the address; what nobody knows is left out. */
const readChosen = (replica: Replica, raw: RawQuery): Chosen => {
  const mailbox = one(raw, 'mailbox')
  const known: Record<Name, boolean> = {
    unit: replica.unitByCode(one(raw, 'unit')) !== undefined,
    mailbox: /^\d{1,9}$/.test(mailbox) && replica.mailbox(Number(mailbox)) !== undefined,
    topic: isTopic(one(raw, 'topic')),
    kind: Object.hasOwn(w.kinds, one(raw, 'kind')),
  }
  return Object.fromEntries(names.filter((name) => known[name]).map((name) => [name, one(raw, name)]))
}

const filtersOf = (replica: Replica, chosen: Chosen, what: LetterFilters['what'], q: string): LetterFilters => ({
  what,
  q,
  unitId: chosen.unit === undefined ? undefined : replica.unitByCode(chosen.unit)?.id,
  mailboxId: chosen.mailbox === undefined ? undefined : Number(chosen.mailbox),
  topic: chosen.topic,
  kind: chosen.kind,
})

function list(replica: Replica, raw: RawQuery): Page {
  const what = one(raw, 'what') === 'explanation' ? 'explanation' : 'reply'
  const q = one(raw, 'q').slice(0, 200)
  const chosen = readChosen(replica, raw)
  const filters = filtersOf(replica, chosen, what, q)
  const page = pageNumber(raw)
  const found = replica.letters({ ...filters, page, size })
  const base = { ...(what === 'explanation' ? { what } : {}), q }
  const at = (changed: Chosen | Record<string, undefined>) => withQuery('/letters', { ...base, ...chosen, ...changed })
  if (page > Math.max(1, Math.ceil(found.total / size)))
    return notFoundPage(words.errors.noPage(page), { text: words.errors.firstPage, href: at({}) })
  const groups = groupsOf(replica, replica.letterCounts(filters), chosen, at)
  const labelOf = (name: Name) =>
    groups.find((group) => group.name === name)?.choices.find(({ selected }) => selected)?.label ??
    nameOf(replica, name, chosen[name]!)
  const title = what === 'explanation' ? w.explanationsTitle : w.title
  const description = what === 'explanation' ? w.explanationsLead : w.lead
  return {
    section: 'inquiries',
    head: {
      title,
      description,
      ...(q ? { noindex: true } : { column: { name: title, description, keywords: title, type: inquiryWords.title } }),
      feeds: [{ title: w.feed, path: lettersFeedPath }],
    },
    body: (
      <LettersPage
        what={what}
        q={q}
        params={{ ...base, ...chosen }}
        groups={groups.filter(({ choices }) => choices.length > 1 || choices.some(({ selected }) => selected))}
        chips={(Object.keys(chosen) as Name[]).map((name) => ({
          label: labelOf(name),
          href: at({ [name]: undefined }),
        }))}
        clear={withQuery('/letters', { what: base.what })}
        list={found}
      />
    ),
  }
}

/** What a value of a filter is called; units are addressed by code. */
const nameOf = (replica: Replica, name: Name, value: string): string => {
  if (name === 'unit') {
    const unit = replica.unitByCode(value)
    return unit?.shortName || unit?.name || value
  }
  if (name === 'mailbox') return replica.mailbox(Number(value))?.title ?? value
  if (name === 'topic') return isTopic(value) ? topics[value] : value
  return w.kinds[value] ?? value
}

const groupsOf = (
  replica: Replica,
  counts: LetterCounts,
  chosen: Chosen,
  at: (changed: Record<string, string | undefined>) => string,
): ChoiceGroup[] =>
  names.map((name) => ({
    name,
    label: w.filters[name],
    choices: [...counts[name]].map(([stored, n]) => {
      const value = name === 'unit' ? (replica.unit(Number(stored))?.code ?? stored) : stored
      const selected = chosen[name] === value
      return {
        label: nameOf(replica, name, value),
        count: n,
        selected,
        href: at({ [name]: selected ? undefined : value }),
      }
    }),
  }))

function letter(replica: Replica, id: number, what: LetterFilters['what']): Page {
  const found = replica.letter(id, what)
  if (!found) return notFoundPage(w.noLetter)
  if (found.state === 'withdrawn')
    return {
      section: 'inquiries',
      status: 410,
      head: { title: w.goneTitle, noindex: true },
      body: <LetterGonePage gone={found.gone} />,
    }
  const { letter: shown, logSeq } = found
  const other = replica.letter(id, what === 'reply' ? 'explanation' : 'reply')
  return {
    section: 'inquiries',
    head: {
      title: what === 'reply' ? shown.title : `${shown.title}_${w.explanationsTitle}`,
      description: (shown.question || shown.answer).replace(/\s+/g, ' ').slice(0, 120),
    },
    body: (
      <LetterPage
        letter={shown}
        unit={replica.unit(shown.unitId)}
        mailbox={shown.mailboxId === null ? undefined : replica.mailbox(shown.mailboxId)}
        other={other?.state === 'published'}
        logSeq={logSeq}
      />
    ),
  }
}

function figures(replica: Replica, raw: RawQuery): Page {
  const months = replica.inquiryFigures()
  const years = yearsOf(months)
  const year = years.find((known) => known === one(raw, 'year')) ?? years[0] ?? ''
  const code = one(raw, 'unit')
  const unit = code ? replica.unitByCode(code) : undefined
  if (code && !unit) return notFoundPage(w.noUnit)
  return {
    section: 'inquiries',
    head: {
      title: unit ? `${unit.name}${w.figuresTitle}` : w.figuresTitle,
      description: w.figuresLead,
    },
    body: (
      <InquiryFiguresPage
        years={years}
        year={year}
        unit={unit}
        units={replica.units()}
        mailboxes={replica.mailboxes()}
        letters={replica.letterCounts({ what: 'reply' })}
        sums={sumsOf(months, year, unit?.id)}
      />
    ),
  }
}

/** What became of the letters to each leader in the last year of which there are figures. */
const letterFigures = (replica: Replica): LetterFigures | undefined => {
  const months = replica.inquiryFigures()
  const [year] = yearsOf(months)
  if (!year) return undefined
  return { year, of: new Map(sumsOf(months, year, undefined).mailboxes.map(({ key, counts }) => [key, counts])) }
}

const mailboxes = (replica: Replica): Page => ({
  section: 'inquiries',
  head: {
    title: w.mailboxesTitle,
    description: w.mailboxesLead,
    column: {
      name: w.mailboxesTitle,
      description: w.mailboxesLead,
      keywords: w.mailboxesTitle,
      type: inquiryWords.title,
    },
  },
  body: (
    <MailboxesPage
      boxes={replica.mailboxes()}
      letters={replica.letterCounts({ what: 'reply' }).mailbox}
      figures={letterFigures(replica)}
    />
  ),
})

const idOf = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : 0)

/** Leaders' mailboxes, published letters with their answers, explanations, figures: all from the replica. */
export function registerLetters(app: FastifyInstance, press: Press, limits: OpenLimits): void {
  app.get('/mailboxes', hidden, (request, reply) => press.sendKept(request, reply, mailboxes))
  app.get('/letters', hidden, async (request, reply) => {
    const raw = request.query as RawQuery
    const wait = one(raw, 'q') ? await limits.searches(request) : undefined
    if (wait !== undefined) return press.send(request, refusedFor(reply, wait), tooManyPage(wait, request.url))
    return press.sendKept(request, reply, (replica) => list(replica, raw))
  })
  app.get('/letters/figures', hidden, (request, reply) =>
    press.sendKept(request, reply, (replica) => figures(replica, request.query as RawQuery)),
  )
  app.get<{ Params: { id: string } }>('/letters/:id', hidden, (request, reply) =>
    press.sendKept(request, reply, (replica) => letter(replica, idOf(request.params.id), 'reply')),
  )
  app.get<{ Params: { id: string } }>('/letters/:id/explanation', hidden, (request, reply) =>
    press.sendKept(request, reply, (replica) => letter(replica, idOf(request.params.id), 'explanation')),
  )
}
