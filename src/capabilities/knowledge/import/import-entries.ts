import { type Ctx, transact } from '../../../foundations/context.ts'
import { htmlToText } from '../../../foundations/documents/index.ts'
import { unitsOf } from '../../../foundations/identity/actor.ts'
import { allUnits } from '../../../foundations/units/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import type { Connection } from '../../../platform/db/connect.ts'
import { forbidden, unprocessable } from '../../../platform/http/problem.ts'
import { readSheets } from '../../catalogue/index.ts'
import { publicItems } from '../../publishing/index.ts'
import { writeEntry } from '../actions/write-entry.ts'
import type { EntryFields } from '../entry.ts'
import { why } from '../words.zh.ts'
import { type Cells, type Known, partsOf, readRow } from './read-row.ts'
import { type ImportColumn, importColumns, importWords as w } from './words.zh.ts'

export type RowFault = { row: number; sheet: string; column: string; message: string; value: string }
export type KnowledgeImport = {
  added: number
  changed: number
  unchanged: number
  refused: RowFault[]
  dryRun: boolean
}

type Row = { row: number; sheet: string; cells: Cells }

/** Rows under a head with 问题 and 答复, on every sheet. @throws Problem 422 when there is none */
const rowsOf = async (bytes: Uint8Array): Promise<Row[]> => {
  const rows: Row[] = []
  let heads = 0
  for (const { name: sheet, rows: lines } of await readSheets(bytes)) {
    const at = lines.findIndex((cells) =>
      [importColumns.question, importColumns.answer].every((column) => cells.some((cell) => cell.trim() === column)),
    )
    if (at < 0) continue
    heads++
    const head = lines[at]!.map((cell) => cell.trim())
    const place = (column: ImportColumn) => head.indexOf(importColumns[column])
    lines.slice(at + 1).forEach((cells, i) => {
      if (cells.every((cell) => !cell.trim())) return
      const read = Object.keys(importColumns).map((key) => [key, cells[place(key as ImportColumn)] ?? ''])
      rows.push({ row: at + i + 2, sheet, cells: Object.fromEntries(read) })
    })
  }
  if (!heads) throw unprocessable(w.noHead, [{ field: 'file', key: 'no_questions', message: w.noHead }])
  return rows
}

/** Questions that the units ask already, with what is answered. */
const knownQuestions = async (db: Connection, unitIds: readonly number[]) => {
  if (!unitIds.length) return new Map<string, { id: number; answer: string }>()
  const rows = await db
    .selectFrom('knowledge_version as v')
    .innerJoin('knowledge_entry as e', 'e.id', 'v.entry_id')
    .select(['e.id', 'e.unit_id as unitId', 'v.question', 'v.answer_html as answerHtml'])
    .where('e.unit_id', 'in', [...unitIds])
    .where('v.status', 'in', ['draft', 'review', 'secrecy_review', 'published'])
    .orderBy('v.number')
    .execute()
  return new Map(rows.map((row) => [`${row.unitId} ${row.question}`, { id: row.id, answer: plain(row.answerHtml) }]))
}
const plain = (html: string) => htmlToText(html).replace(/\s+/g, '')

/**
 * Brings questions and answers in from .csv or .xlsx as drafts: good rows together or not at all, bad rows named in the
 * report. The same file twice changes nothing. A dry run only counts.
 * @throws Problem 403 whoever is no clerk, 422 when the file has no such table in it
 */
export const importEntries = async (
  ctx: Ctx,
  input: { bytes: Uint8Array; dryRun: boolean },
): Promise<KnowledgeImport> => {
  const writes = ctx.actor.personId === null ? ('all' as const) : unitsOf(ctx.actor, ['clerk'])
  if (writes !== 'all' && !writes.length) throw forbidden(why.wrongRole('信息员'))
  const rows = await rowsOf(input.bytes)
  const units = (await allUnits(ctx.db)).filter((unit) => !unit.dissolvedOn)
  const known: Known = {
    today: legalDay(ctx.clock()),
    units: new Map(units.flatMap((unit) => [unit.code, unit.shortName, unit.name].map((name) => [name, unit.id]))),
    writes,
    items: await publicItems(ctx.db, [...new Set(rows.flatMap(({ cells }) => partsOf(cells.sources)))]),
  }
  return transact(ctx, async (work) => {
    const into = writes === 'all' ? units.map((unit) => unit.id) : writes
    // Two imports of one file at once: the second sees what the first has written.
    await work.trx
      .selectFrom('unit')
      .select('id')
      .where('id', 'in', [...into])
      .orderBy('id')
      .forNoKeyUpdate()
      .execute()
    const { good, refused, unchanged } = sorted(rows, known, await knownQuestions(work.trx, into))
    const report = { added: good.length, changed: 0, unchanged, refused, dryRun: input.dryRun }
    if (input.dryRun || !good.length) return report
    for (const one of good) await writeEntry(work, { ...one, how: 'import' })
    work.audit({
      action: 'knowledge.imported',
      subject: 'knowledge',
      detail: { added: good.length, unchanged, refused: refused.length },
    })
    return report
  })
}

/** Rows by what becomes of them. */
const sorted = (rows: readonly Row[], known: Known, questions: ReadonlyMap<string, { id: number; answer: string }>) => {
  const good: { unitId: number; fields: EntryFields }[] = []
  const refused: RowFault[] = []
  const seen = new Map<string, number>()
  let unchanged = 0
  for (const { row, sheet, cells } of rows) {
    const refuse = (column: ImportColumn, message: string) =>
      void refused.push({
        row,
        sheet,
        column: importColumns[column],
        message,
        value: (cells[column] ?? '').slice(0, 80),
      })
    const { entry, faults } = readRow(cells, known)
    for (const { column, message } of faults) refuse(column, message)
    if (!entry) continue
    const key = `${entry.unitId} ${entry.fields.question}`
    const before = seen.get(key)
    const already = questions.get(key)
    if (before !== undefined) refuse('question', w.twice(before))
    else if (!already) good.push(entry)
    else if (already.answer === plain(entry.fields.answerHtml)) unchanged++
    else refuse('question', w.known(already.id))
    seen.set(key, before ?? row)
  }
  return { good, refused, unchanged }
}
