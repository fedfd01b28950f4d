import type { DatabaseSync } from 'node:sqlite'
import { isTopic, topics } from '../../foundations/classification/topics.ts'
import type { KnowledgePublished, KnowledgeWithdrawn, LogEntry } from '../../foundations/publication-log/entries.ts'
import { indexTerms } from './index-terms.ts'
import { minuteOf } from './shanghai-day.ts'

/**
 * Questions and answers. `doc` numbers versions as in `record`, null for what is withdrawn or merged; `question_terms` is an
 * index of their own with the same terms as `terms`, so that items and answers are each ranked among their like.
 */
export const knowledgeTables = `
CREATE TABLE question (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  doc INTEGER,
  first_passage INTEGER NOT NULL DEFAULT 0,
  passages INTEGER NOT NULL DEFAULT 0,
  unit_id INTEGER NOT NULL,
  topic TEXT NOT NULL DEFAULT '',
  minute INTEGER NOT NULL,
  length INTEGER NOT NULL DEFAULT 0,
  payload TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX question_doc ON question (doc) WHERE doc IS NOT NULL;
CREATE VIRTUAL TABLE question_terms USING fts5(t, content='', columnsize=0, detail=none,
  tokenize="ascii tokenchars '+#&._%-'");
`

/** Other ways of asking weigh like the question: whoever asks so means it. */
const termsOf = ({ question, phrasings, answerHtml, topic }: KnowledgePublished): Uint8Array[] =>
  indexTerms({
    title: [question, ...phrasings].join('\n'),
    keywords: isTopic(topic) ? [topics[topic]] : [],
    bodyHtml: answerHtml,
    subject: [],
    issuer: '',
    summary: '',
    docNumber: '',
    attachments: [],
  })

/** How entries of the 知识库 change the tables. */
export function knowledgeApplier(db: DatabaseSync) {
  const stored = db.prepare('SELECT doc, first_passage AS first, payload FROM question WHERE id = ?')
  const drop = db.prepare('DELETE FROM question WHERE id = ?')
  const put =
    db.prepare(`INSERT INTO question (id, seq, doc, first_passage, passages, unit_id, topic, minute, length, payload)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const insertTerms = db.prepare('INSERT INTO question_terms (rowid, t) VALUES (?, ?)')
  const deleteTerms = db.prepare("INSERT INTO question_terms (question_terms, rowid, t) VALUES ('delete', ?, ?)")
  const counter = db.prepare('SELECT value FROM meta WHERE key = ?')
  const setCounter = db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const last = (key: string) => Number((counter.get(key) as { value: number } | undefined)?.value ?? 0)

  /** Takes an entry out of everything that answers a reader. */
  function remove(id: number) {
    const row = stored.get(id) as { doc: number | null; first: number; payload: string } | undefined
    if (row === undefined) return
    drop.run(id)
    if (row.doc === null) return
    termsOf(JSON.parse(row.payload)).forEach((terms, i) => {
      deleteTerms.run(row.first + i, terms)
    })
  }

  return {
    publish(entry: KnowledgePublished, json: string, { seq }: LogEntry) {
      remove(entry.id)
      const made = termsOf(entry)
      const doc = last('question_docs') + 1
      const first = last('question_passages') + 1
      made.forEach((terms, i) => {
        insertTerms.run(first + i, terms)
      })
      setCounter.run('question_docs', doc)
      setCounter.run('question_passages', first + made.length - 1)
      setCounter.run('question_seq', seq)
      const { id, unitId, topic, question, publishedAt } = entry
      put.run(id, seq, doc, first, made.length, unitId, topic, minuteOf(publishedAt), question.length, json)
    },
    withdraw(entry: KnowledgeWithdrawn, json: string, { seq }: LogEntry) {
      remove(entry.id)
      setCounter.run('question_seq', seq)
      put.run(entry.id, seq, null, 0, 0, entry.unitId, '', minuteOf(entry.withdrawnAt), 0, json)
    },
  }
}
