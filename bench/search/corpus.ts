import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A document in the corpus format (JSON Lines), which is also what `import records` reads. */
export type CorpusDocument = {
  id: string
  title: string
  body: string
  doc_number: string | null
  issuer: string | null
  issued_on: string | null
  kind: string
  source_repo: string | null
  source_path: string | null
  extra: Record<string, unknown>
}

export const corpusPath = resolve(process.env.GONGKAI_CORPUS ?? '../shared/corpus')
export const hasCorpus = () => existsSync(`${corpusPath}/documents`)

export function readLines<T>(file: string): T[] {
  const bytes = readFileSync(`${corpusPath}/${file}`)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}

const files = [
  'laws_and_regulations',
  'local_regulations',
  'state_council',
  'notices_2020',
  'work_reports',
  'county',
  'cases',
  'gov_pages',
]

/** All 2,447 documents, in a fixed order. */
export function corpusDocuments(): CorpusDocument[] {
  return files.flatMap((file) => readLines<CorpusDocument>(`documents/${file}.jsonl.gz`))
}

/** Relevance judgements: query id → documents that answer it. */
export function judgements(file: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const line of readFileSync(`${corpusPath}/retrieval/${file}`, 'utf8').split('\n')) {
    const [query, , document, grade] = line.split('\t')
    if (!query || !document || Number(grade) < 1) continue
    found.set(query, (found.get(query) ?? new Set()).add(document))
  }
  return found
}
