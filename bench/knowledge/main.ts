import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { chained } from '../../src/foundations/publication-log/chained.ts'
import type { KnowledgePublished } from '../../src/foundations/publication-log/entries.ts'
import { htmlToText } from '../../src/foundations/text/html-text.ts'
import { fold } from '../../src/foundations/text/normalise.ts'
import { wordsOf } from '../../src/foundations/text/segment.ts'
import { openReplica } from '../../src/portal/replica/open-replica.ts'
import { openReplicaWriter } from '../../src/portal/replica/writer.ts'
import { type Figure, figureOf, spread } from '../figure.ts'
import { plainQuery, plainTable, plainWords } from '../figures/search.ts'
import { halfWordsSet, otherWordsSet, policySet, type QuestionSet } from './sets.ts'
import { unrelated } from './unrelated.ts'

/** A replica with these entries and nothing else. */
const replicaOf = (entries: readonly KnowledgePublished[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-'))
  const path = join(folder, 'replica.sqlite')
  const writer = openReplicaWriter(path)
  const log = [
    ...chained(
      entries.map((one) => ({ kind: 'knowledge.published' as const, subject: `knowledge/${one.id}`, payload: one })),
    ),
  ]
  for (let i = 0; i < log.length; i += 200) writer.apply(log.slice(i, i + 200))
  writer.close()
  const replica = openReplica(path, { today: () => '2026-05-01' })
  return {
    replica,
    close() {
      replica.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Plain BM25 over the same segmented texts. */
const plainOf = (entries: readonly KnowledgePublished[]) => {
  const db = new DatabaseSync(':memory:')
  db.exec(plainTable)
  const insert = db.prepare('INSERT INTO f (rowid, title, body) VALUES (?, ?, ?)')
  for (const one of entries) insert.run(one.id, plainWords(one.question), plainWords(htmlToText(one.answerHtml)))
  const best = db.prepare('SELECT rowid AS id FROM f WHERE f MATCH ? ORDER BY bm25(f) LIMIT 6')
  return {
    search(q: string) {
      const match = plainQuery(q)
      return match ? (best.all(match) as { id: number }[]).map(({ id }) => id) : []
    },
    close: () => db.close(),
  }
}

type Search = (q: string) => number[]

/** Share of the questions with a right entry among the first `k`. */
const within = ({ asked }: QuestionSet, search: Search, k: number): number => {
  const hits = asked.filter(({ question, answers, without }) =>
    search(question)
      .filter((id) => id !== without)
      .slice(0, k)
      .some((id) => answers.has(id)),
  )
  return hits.length / asked.length
}

/** Share of what nobody asks of an office that is given an answer all the same. */
const answered = (search: Search): number => unrelated.filter((q) => search(q).length > 0).length / unrelated.length

const targets: Record<string, string | null> = { passages: '>=0.85', 'other-words': null, 'half-words': '>=0.85' }

/** What is asked of while a question is being typed: every beginning of it from the second sign on. */
const beginnings = (q: string) =>
  Array.from({ length: Math.max(0, Math.min(24, q.length) - 1) }, (_, i) => q.slice(0, i + 2))

const asYouType = ({ asked, entries }: QuestionSet, suggest: (q: string) => unknown): Figure => {
  const times: number[] = []
  for (const { question } of asked.slice(0, 300))
    for (const q of beginnings(question)) {
      const start = performance.now()
      suggest(q)
      times.push(performance.now() - start)
    }
  const { median, p95, p99, max } = spread(times)
  return figureOf({
    figure: 'knowledge-as-you-type',
    items: entries.length,
    value: p95,
    unit: 'ms p95',
    target: '<=30',
    more: {
      calls: times.length,
      median: Number(median.toFixed(2)),
      p99: Number(p99.toFixed(2)),
      max: Number(max.toFixed(1)),
    },
  })
}

/** What `script/bench knowledge` measures: is the answer among the first three, and how long does it take while typing. */
export function* knowledge(): Iterable<Figure> {
  for (const set of [policySet(), otherWordsSet(), halfWordsSet((text) => wordsOf(fold(text)))]) {
    const ours = replicaOf(set.entries)
    const plain = plainOf(set.entries)
    const suggest = (q: string) => ours.replica.suggestQuestions(q, 6).map(({ id }) => id)
    try {
      yield figureOf({
        figure: `knowledge-${set.name}`,
        items: set.entries.length,
        value: within(set, suggest, 3),
        unit: 'success@3',
        baseline: within(set, plain.search, 3),
        target: targets[set.name] ?? null,
        more: { questions: set.asked.length, 'success@1': Number(within(set, suggest, 1).toFixed(3)) },
      })
      if (set.name !== 'half-words')
        yield figureOf({
          figure: `knowledge-unrelated-${set.name}`,
          items: set.entries.length,
          value: answered(suggest),
          unit: 'share answered',
          baseline: answered(plain.search),
          target: '<=0.1',
          more: { questions: unrelated.length },
        })
      if (set.name === 'passages') yield asYouType(set, suggest)
    } finally {
      plain.close()
      ours.close()
    }
  }
}
