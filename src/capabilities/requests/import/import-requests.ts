import { type Ctx, transact } from '../../../foundations/context.ts'
import { holds } from '../../../foundations/identity/actor.ts'
import { allUnits } from '../../../foundations/units/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { forbidden, unprocessable } from '../../../platform/http/problem.ts'
import { readSheets } from '../../catalogue/index.ts'
import { mayImport } from '../permissions.ts'
import { requestKind } from '../store.ts'
import { why } from '../words.zh.ts'
import { bringInCase, keyOf } from './bring-in.ts'
import { type History, readRow, type UnitNamed } from './read-row.ts'
import { type ImportColumn, importColumns, importWords as w } from './words.zh.ts'
import { faultsWorkbook } from './workbook.ts'

export type RowFault = { row: number; sheet: string; column: string; message: string; value: string }
export type RequestImport = {
  added: number
  changed: number
  unchanged: number
  refused: RowFault[]
  /** The refused rows with their reasons as .xlsx, base64; null when there are none. */
  report: string | null
  dryRun: boolean
}

type Cells = Partial<Record<ImportColumn, string>>
type Line = { sheet: string; row: number; cells: Cells }
const keys = Object.keys(importColumns) as ImportColumn[]

/** Filled rows under a head with 来源编号, on every sheet. */
const linesOf = async (bytes: Uint8Array): Promise<Line[]> => {
  const lines: Line[] = []
  let heads = 0
  for (const { name: sheet, rows } of await readSheets(bytes)) {
    const at = rows.findIndex((cells) => {
      const names = cells.map((cell) => cell.trim())
      return names.includes(importColumns.key) && names.includes(importColumns.what)
    })
    if (at < 0) continue
    heads++
    const head = rows[at]!.map((cell) => cell.trim())
    rows.slice(at + 1).forEach((raw, i) => {
      if (raw.every((cell) => !cell.trim())) return
      const cells: Cells = {}
      for (const key of keys) {
        const place = head.indexOf(importColumns[key])
        if (place >= 0) cells[key] = (raw[place] ?? '').trim()
      }
      lines.push({ sheet, row: at + i + 2, cells })
    })
  }
  if (!heads) throw unprocessable(w.noHead, [{ field: 'file', key: 'no-head', message: w.noHead }])
  return lines
}

const namesOf = async (ctx: Ctx): Promise<UnitNamed> => {
  const units = (await allUnits(ctx.db)).filter((unit) => !unit.dissolvedOn)
  return (text) => {
    const unit = units.find((one) => one.code === text || one.name === text || one.shortName === text)
    return unit && { id: unit.id, allowed: mayImport(ctx.actor, unit.id) }
  }
}

/**
 * Brings open cases and history in from a table (.xlsx or .csv): the sound rows together or not at all, the bad ones named
 * cell by cell. A row is known by its 来源编号: what is in already is left alone, so the mended file may come again whole.
 * Applicants are told nothing of it. A dry run only counts.
 * @param told share done, 0–1, and cases written so far
 * @throws Problem 403 works for no unit, 422 no such table in the file
 */
export const importRequests = async (
  ctx: Ctx,
  { bytes, dryRun }: { bytes: Uint8Array; dryRun: boolean },
  told: (share: number, cases: number) => void = () => undefined,
): Promise<RequestImport> => {
  if (ctx.actor.personId !== null && !holds(ctx.actor, 'clerk') && !holds(ctx.actor, 'disclosure_office'))
    throw forbidden(why.wrongRole(w.by))
  const today = legalDay(ctx.clock())
  const unitNamed = await namesOf(ctx)
  const refused: RowFault[] = []
  const bad: { cells: Cells; reasons: string[] }[] = []
  const sound: (History & Line)[] = []
  const first = new Map<string, number>()
  const refuse = ({ sheet, row, cells }: Line, faults: { column: string; message: string; value: string }[]) => {
    refused.push(...faults.map((fault) => ({ sheet, row, ...fault })))
    bad.push({ cells, reasons: faults.map(({ column, message }) => `${column}：${message}`) })
  }
  for (const line of await linesOf(bytes)) {
    const { row, faults } = readRow(line.cells, { unitNamed, today })
    if (!row) {
      refuse(line, faults)
      continue
    }
    const before = first.get(keyOf(row))
    if (before !== undefined)
      refuse(line, [{ column: importColumns.key, message: w.twice(before), value: row.key.slice(0, 80) }])
    else {
      first.set(keyOf(row), line.row)
      sound.push({ ...line, ...row })
    }
  }
  const done = await transact(ctx, async (work) => {
    const known = await work.trx
      .selectFrom('request')
      .select('request_key')
      .where('request_key', 'in', sound.length ? sound.map(keyOf) : [keyOf({ unitId: 0, key: '' })])
      .execute()
    const there = new Set(known.map((one) => one.request_key))
    const fresh = sound.filter((one) => !there.has(keyOf(one)))
    const numbers = fresh.flatMap((one) => one.number || [])
    const taken = new Set(
      (numbers.length
        ? await work.trx
            .selectFrom('case_file')
            .select('number')
            .where('kind', '=', requestKind)
            .where('number', 'in', numbers)
            .execute()
        : []
      ).map((one) => one.number),
    )
    const clashes: (History & Line)[] = []
    const bringing: (History & Line)[] = []
    for (const one of fresh) {
      const clash = one.number !== '' && taken.has(one.number)
      ;(clash ? clashes : bringing).push(one)
      if (one.number) taken.add(one.number)
    }
    if (!dryRun) {
      for (const [i, one] of bringing.entries()) {
        await bringInCase(ctx, work, one)
        told((i + 1) / bringing.length, i + 1)
      }
      if (bringing.length)
        work.audit({ action: 'request.imported', subject: 'requests', detail: { cases: bringing.length } })
    }
    return { added: bringing.length, unchanged: there.size, clashes }
  })
  for (const one of done.clashes)
    refuse(one, [{ column: importColumns.number, message: w.numberTaken, value: one.number.slice(0, 80) }])
  return {
    added: done.added,
    changed: 0,
    unchanged: done.unchanged,
    refused: refused.sort((a, b) => (a.sheet === b.sheet ? a.row - b.row : a.sheet < b.sheet ? -1 : 1)),
    report: bad.length ? (await faultsWorkbook(bad)).toString('base64') : null,
    dryRun,
  }
}
