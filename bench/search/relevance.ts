import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chained } from '../../src/foundations/publication-log/chained.ts'
import type { RecordPublished } from '../../src/foundations/publication-log/entries.ts'
import { escapeHtml } from '../../src/foundations/text/html-text.ts'
import { openReplica } from '../../src/portal/replica/open-replica.ts'
import { openReplicaWriter } from '../../src/portal/replica/writer.ts'
import { type CorpusDocument, corpusDocuments, hasCorpus, judgements, readLines } from './corpus.ts'

/**
 * Does a citizen's question find the text that answers it? Indexes the corpus documents themselves and asks the 384
 * policy questions and the lay legal questions that have judgements. One JSON line per figure; success@5 is the share
 * of questions with an answering document among the first five.
 */
export function recordOfDocument(document: CorpusDocument, id: number): RecordPublished {
  const at = `${document.issued_on ?? '2020-02-15'}T02:00:00.000Z`
  return {
    id,
    indexNumber: `000014349/2020-${String(id).padStart(5, '0')}`,
    title: document.title,
    docNumber: document.doc_number ?? '',
    unitId: 1,
    issuer: document.issuer ?? '',
    columnId: 1,
    catalogueItemId: null,
    sectorId: null,
    kind: 'other',
    subject: [],
    formedOn: document.issued_on,
    publishedAt: at,
    editionPublishedAt: at,
    effectiveOn: null,
    expiresOn: null,
    validity: document.extra.expired === true ? 'expired' : null,
    repeal: null,
    summary: '',
    keywords: [],
    source: '',
    bodyHtml: document.body
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => `<p>${escapeHtml(line.replace(/^#+\s*/, ''))}</p>`)
      .join(''),
    attachments: [],
    edition: 1,
    history: [],
    sourceId: document.id,
  }
}

type Question = { qid: string; question: string }

function main() {
  if (!hasCorpus()) {
    console.error('No corpus: set GONGKAI_CORPUS to measure relevance.')
    return
  }
  const dir = mkdtempSync(join(tmpdir(), 'relevance-'))
  const path = join(dir, 'replica.sqlite')
  const writer = openReplicaWriter(path)
  const documents = corpusDocuments()
  const said = documents.map((document, i) => ({
    kind: 'record.published' as const,
    subject: `record/${i + 1}`,
    payload: recordOfDocument(document, i + 1),
  }))
  const entries = [...chained(said)]
  for (let i = 0; i < entries.length; i += 100) writer.apply(entries.slice(i, i + 100))
  writer.close()
  const replica = openReplica(path, { today: () => '2026-05-01' })

  for (const set of ['policy', 'legal']) {
    const answers = judgements(set === 'policy' ? 'policy_qrels.tsv' : 'legal_doc_qrels.tsv')
    const questions = readLines<Question>(`retrieval/${set}_questions.jsonl.gz`).filter((q) => answers.has(q.qid))
    const ranks = questions.map(({ qid, question }) => {
      const { items } = replica.search({ q: question, sort: 'relevance', page: 1, size: 20 })
      return items.findIndex((item) => answers.get(qid)!.has(documents[item.id - 1]!.id)) + 1
    })
    const within = (k: number) => Number((ranks.filter((r) => r > 0 && r <= k).length / ranks.length).toFixed(4))
    const reciprocal = ranks.reduce((sum, r) => sum + (r > 0 ? 1 / r : 0), 0) / ranks.length
    console.log(
      JSON.stringify({
        figure: `search.relevance.${set}`,
        questions: ranks.length,
        'success@1': within(1),
        'success@5': within(5),
        'success@20': within(20),
        mrr: Number(reciprocal.toFixed(4)),
        baseline: set === 'policy' ? 0.93 : 0.57,
      }),
    )
    if (process.env.MISSES) {
      questions.forEach((q, i) => {
        if (ranks[i] === 0 || ranks[i]! > 5)
          console.error(
            set,
            ranks[i],
            q.question,
            [...answers.get(q.qid)!].map((a) => documents.find((d) => d.id === a)?.title).join(' | '),
          )
      })
    }
  }
  replica.close()
  rmSync(dir, { recursive: true })
}

if (process.argv[1] === import.meta.filename) main()
