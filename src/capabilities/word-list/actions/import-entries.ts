import { isDeepStrictEqual } from 'node:util'
import { type Ctx, transact } from '../../../foundations/context.ts'
import { readEntry, type WordEntry, wordColumns } from '../../../foundations/wording/index.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { readSheets } from '../../catalogue/index.ts'
import { entryNow } from '../list.ts'
import * as store from '../store.ts'
import { sentences } from '../words.zh.ts'

export type RowFault = { row: number; sheet: string; column: string; message: string; value: string }
export type WordImport = { added: number; changed: number; unchanged: number; refused: RowFault[]; dryRun: boolean }

type Read = { entries: WordEntry[]; refused: RowFault[] }

/** Rows under a head with 词条 and 建议, on every sheet. */
const readTable = async (bytes: Uint8Array): Promise<Read> => {
  const read: Read = { entries: [], refused: [] }
  const first = new Map<string, number>()
  let heads = 0
  for (const { name: sheet, rows } of await readSheets(bytes)) {
    const at = rows.findIndex((cells) => cells.some((cell) => cell.trim() === '词条'))
    if (at < 0) continue
    heads++
    const head = rows[at]!.map((cell) => cell.trim())
    rows.slice(at + 1).forEach((cells, i) => {
      if (cells.every((cell) => !cell.trim())) return
      const row = at + i + 2
      const raw = Object.fromEntries(head.map((column, c) => [column, cells[c] ?? '']))
      const { entry, faults } = readEntry(raw)
      for (const { column, message } of faults)
        read.refused.push({ row, sheet, column, message, value: (raw[column] ?? '').slice(0, 80) })
      if (!entry) return
      const before = first.get(entry.word)
      if (before !== undefined) {
        read.refused.push({ row, sheet, column: '词条', message: sentences.twice(before), value: entry.word })
        return
      }
      first.set(entry.word, row)
      read.entries.push(entry)
    })
  }
  if (heads === 0)
    throw unprocessable(sentences.noHead(wordColumns), [
      { field: 'file', key: 'no_words', message: sentences.noHead(wordColumns) },
    ])
  return read
}

/**
 * Brings entries in from .csv or .xlsx: good rows together or not at all, bad rows named in the report. The same file
 * twice changes nothing. A dry run only counts.
 * @throws Problem 422 when the file has no such table in it
 */
export const importEntries = async (ctx: Ctx, input: { bytes: Uint8Array; fileName: string; dryRun: boolean }) => {
  const { entries, refused } = await readTable(input.bytes)
  return transact(ctx, async ({ trx, at, emit, audit }): Promise<WordImport> => {
    await store.lockWords(trx)
    const own = new Map((await store.ownEntries(trx)).map((entry) => [entry.word, entry]))
    const changes = entries
      .map((after) => ({ before: own.get(after.word) ?? entryNow([], after.word), after }))
      .filter(({ before, after }) => !isDeepStrictEqual(before, after))
    const added = changes.filter(({ before }) => before === null).length
    const report = {
      added,
      changed: changes.length - added,
      unchanged: entries.length - changes.length,
      refused,
      dryRun: input.dryRun,
    }
    if (input.dryRun || changes.length === 0) return report
    await store.writeEntries(trx, changes, { actorId: ctx.actor.personId, at, how: 'imported' })
    await emit({ name: 'words.changed', subject: 'word-list', payload: { changed: changes.length } })
    audit({
      action: 'words.imported',
      subject: 'word-list',
      detail: { fileName: input.fileName, added, changed: report.changed, refused: refused.length },
    })
    return report
  })
}
