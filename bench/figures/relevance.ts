import { DatabaseSync } from 'node:sqlite'
import { type Figure, figureOf } from '../figure.ts'
import { corpusDocuments } from '../search/corpus.ts'
import { askQuestions, openCorpusReplica } from '../search/relevance.ts'
import { plainQuery, plainTable, plainWords } from './search.ts'

const targets = { policy: '>=0.93', legal: '>=0.57' } as const

/**
 * Share of real questions answered by one of the first five results, over the documents of the corpus. Baseline: plain
 * BM25 over the same segmented texts.
 */
export function* relevance(): Iterable<Figure> {
  const documents = corpusDocuments()
  const ours = openCorpusReplica(documents)
  const plain = new DatabaseSync(':memory:')
  plain.exec(plainTable)
  const insert = plain.prepare('INSERT INTO f (rowid, title, body) VALUES (?, ?, ?)')
  documents.forEach((d, i) => {
    insert.run(i + 1, plainWords(d.title), plainWords(d.body))
  })
  const best = plain.prepare('SELECT rowid AS id FROM f WHERE f MATCH ? ORDER BY bm25(f) LIMIT 20')
  const idOf = (rowid: number) => documents[rowid - 1]!.id
  try {
    for (const set of ['policy', 'legal'] as const) {
      const found = askQuestions(set, (q) =>
        ours.replica.search({ q, sort: 'relevance', page: 1, size: 20 }).items.map(({ id }) => idOf(id)),
      )
      const base = askQuestions(set, (q) => (best.all(plainQuery(q)) as { id: number }[]).map(({ id }) => idOf(id)))
      yield figureOf({
        figure: `relevance-${set}`,
        items: documents.length,
        value: found.within(5),
        unit: 'success@5',
        baseline: base.within(5),
        target: targets[set],
        more: { questions: found.questions, 'success@1': found.within(1), mrr: found.mrr },
      })
    }
  } finally {
    plain.close()
    ours.close()
  }
}
