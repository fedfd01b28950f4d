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

/** The documents of the corpus as a replica of their own; record ids are places in `documents`, from 1. */
export function openCorpusReplica(documents: CorpusDocument[]) {
  const dir = mkdtempSync(join(tmpdir(), 'relevance-'))
  const path = join(dir, 'replica.sqlite')
  const writer = openReplicaWriter(path)
  const said = documents.map((document, i) => ({
    kind: 'record.published' as const,
    subject: `record/${i + 1}`,
    payload: recordOfDocument(document, i + 1),
  }))
  const entries = [...chained(said)]
  for (let i = 0; i < entries.length; i += 100) writer.apply(entries.slice(i, i + 100))
  writer.close()
  const replica = openReplica(path, { today: () => '2026-05-01' })
  return {
    replica,
    close() {
      replica.close()
      rmSync(dir, { recursive: true })
    },
  }
}

export type QuestionSet = 'policy' | 'legal'

/** Asks every question of a set that has judgements; `search` gives document ids, best first. */
export function askQuestions(set: QuestionSet, search: (question: string) => string[]) {
  const answers = judgements(set === 'policy' ? 'policy_qrels.tsv' : 'legal_doc_qrels.tsv')
  const questions = readLines<Question>(`retrieval/${set}_questions.jsonl.gz`).filter((q) => answers.has(q.qid))
  const ranks = questions.map(({ qid, question }) => search(question).findIndex((id) => answers.get(qid)!.has(id)) + 1)
  const share = (n: number) => Number((n / ranks.length).toFixed(4))
  return {
    questions: ranks.length,
    within: (k: number) => share(ranks.filter((r) => r > 0 && r <= k).length),
    mrr: share(ranks.reduce((sum, r) => sum + (r > 0 ? 1 / r : 0), 0)),
    /** Questions without an answer among the first five. */
    missed: questions
      .map((q, i) => ({ rank: ranks[i]!, question: q.question, answers: [...answers.get(q.qid)!] }))
      .filter(({ rank }) => rank === 0 || rank > 5),
  }
}

function main() {
  if (!hasCorpus()) {
    console.error('No corpus: set GONGKAI_CORPUS to measure relevance.')
    return
  }
  const documents = corpusDocuments()
  const titles = new Map(documents.map((d) => [d.id, d.title]))
  const { replica, close } = openCorpusReplica(documents)
  for (const set of ['policy', 'legal'] as const) {
    const found = askQuestions(set, (q) =>
      replica.search({ q, sort: 'relevance', page: 1, size: 20 }).items.map(({ id }) => documents[id - 1]!.id),
    )
    console.log(
      JSON.stringify({
        figure: `search.relevance.${set}`,
        questions: found.questions,
        'success@1': found.within(1),
        'success@5': found.within(5),
        'success@20': found.within(20),
        mrr: found.mrr,
      }),
    )
    if (process.env.MISSES)
      for (const miss of found.missed)
        console.error(set, miss.rank, miss.question, miss.answers.map((id) => titles.get(id)).join(' | '))
  }
  close()
}

if (process.argv[1] === import.meta.filename) main()
