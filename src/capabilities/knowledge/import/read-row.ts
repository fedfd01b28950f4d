import { type Topic, topics } from '../../../foundations/classification/topics.ts'
import { textToHtml } from '../../../foundations/documents/index.ts'
import { day } from '../../../platform/shapes.ts'
import { type EntryFields, entryFields, longestQuestion } from '../entry.ts'
import { type ImportColumn, importWords as w } from './words.zh.ts'

export type Cells = Partial<Record<ImportColumn, string>>
export type Fault = { column: ImportColumn; message: string }

/** What the rows are read against. */
export type Known = {
  today: string
  units: ReadonlyMap<string, number>
  /** Units for which whoever imports may write; `all` for the program. */
  writes: readonly number[] | 'all'
  /** Ids of public items by 索引号. */
  items: ReadonlyMap<string, number>
}

const longestAnswer = 20_000
const labelled = new Map<string, Topic>(
  Object.entries(topics).flatMap(([code, label]) => [
    [label, code as Topic],
    [code, code as Topic],
  ]),
)
/** What a cell lists, parted by semicolons or lines. */
export const partsOf = (cell: string | undefined) =>
  (cell ?? '')
    .split(/[;；\n]+/)
    .map((part) => part.trim())
    .filter(Boolean)

/** One row as an entry, or everything that is wrong with it. Touches neither database nor clock. */
export const readRow = (
  cells: Cells,
  known: Known,
): { faults: Fault[]; entry: { unitId: number; fields: EntryFields } | null } => {
  const faults: Fault[] = []
  const wrong = (column: ImportColumn, message: string) => void faults.push({ column, message })
  const of = (column: ImportColumn) => (cells[column] ?? '').trim()

  const unitId = known.units.get(of('unit'))
  if (!of('unit')) wrong('unit', w.missing)
  else if (unitId === undefined) wrong('unit', w.unknownUnit)
  else if (known.writes !== 'all' && !known.writes.includes(unitId)) wrong('unit', w.notYourUnit)

  const topic = of('topic') ? labelled.get(of('topic')) : ('other' as const)
  if (topic === undefined) wrong('topic', w.unknownTopic)

  const question = of('question')
  if (!question) wrong('question', w.missing)
  else if (question.length > longestQuestion) wrong('question', w.longQuestion)

  const phrasings = partsOf(cells.phrasings)
  if (phrasings.length > 20 || phrasings.some((one) => one.length > longestQuestion))
    wrong('phrasings', w.manyPhrasings)

  const answer = of('answer')
  if (!answer) wrong('answer', w.missing)
  else if (answer.length > longestAnswer) wrong('answer', w.longAnswer)

  const sources = partsOf(cells.sources).flatMap((number) => {
    const id = known.items.get(number)
    if (id === undefined) wrong('sources', w.unknownSource(number))
    return id ?? []
  })

  const reviewOn = of('reviewOn') || null
  if (reviewOn && !day.safeParse(reviewOn).success) wrong('reviewOn', w.badDay)
  else if (reviewOn && reviewOn <= known.today) wrong('reviewOn', w.pastDay)

  if (faults.length) return { faults, entry: null }
  const fields = entryFields.parse({ topic, question, phrasings, answerHtml: textToHtml(answer), sources, reviewOn })
  return { faults, entry: { unitId: unitId!, fields } }
}
