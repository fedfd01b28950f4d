import { isIsoDate } from '../calendar/iso-date.ts'
import { longestWord, type WordEntry, wordFaults, wordKinds } from './entry.ts'
import { columnFaults, wordKindLabels, wordSeverityLabels } from './words.zh.ts'

/** Columns of a word list as a table (.csv, .xlsx), in order, and what they hold. */
export const wordColumns = ['词条', '建议', '类别', '级别', '例外', '说明', '出处', '启用日期', '停用日期'] as const
export type WordColumn = (typeof wordColumns)[number]

export type ColumnFault = { column: WordColumn; message: string }

const columnOf: Record<keyof WordEntry, WordColumn> = {
  word: '词条',
  advice: '建议',
  kind: '类别',
  severity: '级别',
  exceptions: '例外',
  note: '说明',
  source: '出处',
  from: '启用日期',
  until: '停用日期',
}

const keyOf = <K extends string>(labels: Record<K, string>, label: string): K | undefined =>
  (Object.keys(labels) as K[]).find((key) => labels[key] === label || key === label)

/** One row, column → cell. `entry` is null when a cell cannot be understood. */
export const readEntry = (
  row: Readonly<Record<string, string>>,
): { entry: WordEntry | null; faults: ColumnFault[] } => {
  const faults: ColumnFault[] = []
  const cell = (column: WordColumn) => (row[column] ?? '').trim()
  const day = (column: WordColumn): string | null => {
    const said = cell(column).replaceAll('/', '-')
    if (said && !isIsoDate(said)) faults.push({ column, message: columnFaults.day })
    return said || null
  }
  const kind = keyOf(wordKindLabels, cell('类别') || wordKindLabels.typo)
  if (!kind) faults.push({ column: '类别', message: columnFaults.kind(wordKinds.map((one) => wordKindLabels[one])) })
  const severity = keyOf(wordSeverityLabels, cell('级别') || wordSeverityLabels.warn)
  if (!severity) faults.push({ column: '级别', message: columnFaults.severity(Object.values(wordSeverityLabels)) })
  const entry: WordEntry = {
    word: cell('词条'),
    advice: cell('建议') || (kind === 'term' ? cell('词条') : ''),
    kind: kind ?? 'typo',
    severity: severity ?? 'warn',
    exceptions: [
      ...new Set(
        cell('例外')
          .split(/[、，,;；\s]+/)
          .filter(Boolean),
      ),
    ],
    note: cell('说明'),
    source: cell('出处'),
    from: day('启用日期'),
    until: day('停用日期'),
  }
  for (const { field, key } of wordFaults(entry)) faults.push({ column: columnOf[field], message: columnFaults[key] })
  if (entry.word.length > longestWord || entry.exceptions.some((one) => one.length > longestWord))
    faults.push({ column: '词条', message: columnFaults.long(longestWord) })
  for (const field of ['advice', 'note', 'source'] as const)
    if (entry[field].length > 500) faults.push({ column: columnOf[field], message: columnFaults.long(500) })
  return { entry: faults.length ? null : entry, faults }
}

/** The cells of an entry in the order of `wordColumns`. */
export const entryRow = (entry: WordEntry): string[] => [
  entry.word,
  entry.advice,
  wordKindLabels[entry.kind],
  wordSeverityLabels[entry.severity],
  entry.exceptions.join('、'),
  entry.note,
  entry.source,
  entry.from ?? '',
  entry.until ?? '',
]
