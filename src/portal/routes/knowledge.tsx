import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { isTopic, topics } from '../../foundations/classification/topics.ts'
import { answerVoteKind } from '../../foundations/intake/answer-vote.ts'
import type { KnowledgePublished } from '../../foundations/publication-log/entries.ts'
import { htmlToText } from '../../foundations/text/html-text.ts'
import { questionPath, withQuery } from '../addresses.ts'
import type { PortalDeps } from '../deps.ts'
import { knowledgeWords as w } from '../knowledge-words.zh.ts'
import { type OpenLimits, refusedFor } from '../limits.ts'
import { one, pageNumber, type RawQuery } from '../list-query.ts'
import {
  QuestionGonePage,
  QuestionPage,
  QuestionsPage,
  QuestionThanksPage,
  type SourceView,
  topicLabel,
} from '../pages/knowledge.tsx'
import { notFoundPage, tooManyPage } from '../pages/trouble.tsx'
import type { ChoiceGroup } from '../parts/filter-panel.tsx'
import type { Page, Press } from '../press.tsx'
import type { QuestionPage as Found } from '../replica/knowledge.ts'
import type { Replica } from '../replica/types.ts'
import { words } from '../words.zh.ts'
import { hidden } from './hidden.ts'

const size = 20
/** Related questions beside an answer. */
const near = 5

const groupsOf = (
  replica: Replica,
  { topics: byTopic, units: byUnit }: Pick<Found, 'topics' | 'units'>,
  q: string,
  chosen: { topic?: string; unit?: string },
): ChoiceGroup[] => {
  const choice = (name: 'topic' | 'unit', value: string, label: string, count: number) => {
    const selected = chosen[name] === value
    return {
      label,
      count,
      selected,
      href: withQuery('/questions', { q, ...chosen, [name]: selected ? undefined : value }),
    }
  }
  const groups: ChoiceGroup[] = [
    {
      name: 'topic',
      label: w.topics,
      choices: Object.entries(topics).flatMap(([code, label]) =>
        byTopic.has(code) ? [choice('topic', code, label, byTopic.get(code)!)] : [],
      ),
    },
    {
      name: 'unit',
      label: w.units,
      choices: replica
        .units()
        .flatMap((unit) =>
          byUnit.has(unit.id) ? [choice('unit', unit.code, unit.shortName || unit.name, byUnit.get(unit.id)!)] : [],
        ),
    },
  ]
  return groups.filter(({ choices }) => choices.length > 1)
}

function list(replica: Replica, raw: RawQuery): Page {
  const q = one(raw, 'q').slice(0, 200)
  const topic = isTopic(one(raw, 'topic')) ? one(raw, 'topic') : undefined
  const unit = replica.unitByCode(one(raw, 'unit'))
  const filters = { ...(topic ? { topic } : {}), ...(unit ? { unit: unit.code } : {}) }
  const page = pageNumber(raw)
  const found = replica.questions({ q, topic, unitId: unit?.id, page, size })
  const retry = { text: words.errors.firstPage, href: withQuery('/questions', { q, ...filters }) }
  if (page > Math.max(1, Math.ceil(found.total / size))) return notFoundPage(words.errors.noPage(page), retry)
  const chips = [
    ...(topic
      ? [{ label: topicLabel(topic), href: withQuery('/questions', { q, ...filters, topic: undefined }) }]
      : []),
    ...(unit
      ? [{ label: unit.shortName || unit.name, href: withQuery('/questions', { q, ...filters, unit: undefined }) }]
      : []),
  ]
  return {
    section: 'other',
    head: q
      ? { title: w.resultsTitle(q), noindex: true }
      : {
          title: topic ? `${topicLabel(topic)}_${w.title}` : w.title,
          description: w.lead,
          column: { name: w.title, description: w.lead, keywords: w.title, type: w.title },
        },
    body: (
      <QuestionsPage
        q={q}
        filters={filters}
        groups={groupsOf(replica, found, q, filters)}
        chips={chips}
        clear={withQuery('/questions', { q })}
        list={found}
      />
    ),
  }
}

/** How the sources stand now, by what this portal knows of the items. */
export const sourcesOf = (replica: Replica, entry: KnowledgePublished): SourceView[] =>
  entry.sources.map(({ recordId, title }) => {
    const shown = replica.record(recordId)
    if (shown?.state !== 'published') return { recordId, title, state: 'gone' }
    const { validity, repeal } = shown.record
    const state =
      validity === 'repealed' || repeal
        ? repeal?.how === 'superseded'
          ? 'superseded'
          : 'repealed'
        : validity === 'expired'
          ? 'expired'
          : 'public'
    return { recordId, title: shown.record.title, state }
  })

/** QAPage of schema.org: one question with the answer of the unit that has to know. */
const structured = (entry: KnowledgePublished, unit: string, url: string) => ({
  '@context': 'https://schema.org',
  '@type': 'QAPage',
  mainEntity: {
    '@type': 'Question',
    name: entry.question,
    text: entry.question,
    answerCount: 1,
    datePublished: entry.publishedAt,
    acceptedAnswer: {
      '@type': 'Answer',
      text: htmlToText(entry.answerHtml),
      datePublished: entry.publishedAt,
      url,
      author: { '@type': 'GovernmentOrganization', name: unit },
    },
  },
})

function shown(replica: Replica, entry: KnowledgePublished, baseUrl: string): Page {
  const unit = replica.unit(entry.unitId)
  const text = htmlToText(entry.answerHtml).replace(/\s+/g, ' ').trim()
  return {
    section: 'other',
    head: {
      title: entry.question,
      description: text.slice(0, 120),
      column: { name: w.title, description: w.lead, keywords: topicLabel(entry.topic), type: w.title },
      structured: structured(entry, unit?.name ?? '', baseUrl + questionPath(entry.id)),
    },
    body: (
      <QuestionPage
        entry={entry}
        unit={unit}
        sources={sourcesOf(replica, entry)}
        related={replica.relatedQuestions(entry.id, near)}
        siteDomain={replica.site().siteDomain}
      />
    ),
  }
}

/** /questions and everything below it. */
export function registerQuestions(
  app: FastifyInstance,
  press: Press,
  deps: Pick<PortalDeps, 'baseUrl' | 'takeIn'>,
  limits: OpenLimits,
): void {
  app.get('/questions', hidden, async (request, reply) => {
    const raw = request.query as RawQuery
    const wait = one(raw, 'q') ? await limits.searches(request) : undefined
    if (wait !== undefined) return press.send(request, refusedFor(reply, wait), tooManyPage(wait, request.url))
    if (one(raw, 'q')) return press.send(request, reply, list(press.replica(), raw))
    return press.sendKept(request, reply, (replica) => list(replica, raw))
  })

  app.get<{ Params: { id: string } }>('/questions/:id', hidden, (request, reply) => {
    const replica = press.replica()
    const found = read(replica, request.params.id)
    if (!found) return press.send(request, reply, notFoundPage(w.none))
    if (found.state === 'merged') return reply.redirect(questionPath(found.entry.mergedInto!), 301)
    if (found.state === 'published')
      return press.sendKept(request, reply, (from) => shown(from, found.entry, deps.baseUrl))
    return press.send(request, reply, {
      section: 'other',
      status: 410,
      head: { title: w.goneTitle, noindex: true },
      body: <QuestionGonePage entry={found.entry} unit={replica.unit(found.entry.unitId)} />,
    })
  })

  app.get<{ Params: { id: string } }>('/questions/:id/vote', hidden, (request, reply) =>
    reply.redirect(`/questions/${encodeURIComponent(request.params.id)}`, 302),
  )

  app.post<{ Params: { id: string } }>('/questions/:id/vote', hidden, async (request, reply) => {
    const replica = press.replica()
    const found = read(replica, request.params.id)
    if (found?.state !== 'published') return press.send(request, reply, notFoundPage(w.none))
    const { entry } = found
    const wanted = one((request.body ?? {}) as RawQuery, 'wanted') === 'yes'
    const wait = await limits.forms(request)
    let trouble: string | undefined = wait === undefined ? undefined : w.often
    if (wait === undefined)
      try {
        // Whoever votes twice is counted twice: to know better would be to know who votes.
        if (!(await deps.takeIn(answerVoteKind, randomUUID(), { entryId: entry.id, wanted }))) trouble = w.away
      } catch (error) {
        request.log.error({ err: error }, 'a vote could not be kept')
        trouble = w.away
      }
    if (wait !== undefined) refusedFor(reply, wait)
    return press.send(request, reply.header('cache-control', 'no-store'), {
      section: 'other',
      status: wait === undefined ? (trouble ? 503 : 200) : 429,
      head: { title: trouble ?? w.thanksTitle, noindex: true },
      body: (
        <QuestionThanksPage
          entry={entry}
          wanted={wanted}
          trouble={trouble}
          unit={replica.unit(entry.unitId)}
          related={replica.relatedQuestions(entry.id, near)}
        />
      ),
    })
  })
}

const read = (replica: Replica, id: string) =>
  /^\d{1,12}$/.test(id) && Number(id) > 0 ? replica.question(Number(id)) : undefined
