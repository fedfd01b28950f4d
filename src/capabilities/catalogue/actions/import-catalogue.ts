import { isDeepStrictEqual } from 'node:util'
import { type Ctx, transact, type Work } from '../../../foundations/context.ts'
import { appendChanged } from '../../../foundations/publication-log/append-changed.ts'
import { notFound, unprocessable } from '../../../platform/http/problem.ts'
import { type ImportReport, type RowFault, rememberImport } from '../imports-store.ts'
import { type ReadRow, readCatalogue } from '../read-catalogue.ts'
import { readSheets } from '../read-table.ts'
import { fieldHeaders } from '../rules/catalogue-headers.ts'
import { sectorCode } from '../sector-code.ts'
import * as store from '../store.ts'
import { sentences } from '../words.zh.ts'
import { saveSector } from './save-sector.ts'

export type ImportInput = {
  bytes: Uint8Array
  fileName: string
  /** For rows that name no sector. */
  sectorId?: number | undefined
  dryRun: boolean
}

export type CatalogueImport = ImportReport & {
  dryRun: boolean
  /** Names of sectors that the file brought in. */
  newSectors: string[]
  warnings: RowFault[]
}

/**
 * Brings a 标准目录 in from .csv or .xlsx: all good rows in one transaction, bad rows in the report. The same file twice
 * changes nothing. A row is the same matter as one already there when sector and all levels agree. A dry run does
 * everything and then takes it back.
 * @throws Problem 404 sector, 422 when the file has no catalogue in it
 */
export const importCatalogue = async (ctx: Ctx, input: ImportInput): Promise<CatalogueImport> => {
  const given = input.sectorId
  const sectors = await store.allSectors(ctx.db)
  const sector = given === undefined ? undefined : sectors.find((one) => one.id === given)
  if (given !== undefined && !sector) throw notFound(sentences.noSuchSector)
  const read = readCatalogue(await readSheets(input.bytes), sector?.name ?? '')
  if (read.nothing) throw unprocessable(read.nothing, [{ field: 'file', key: 'no_catalogue', message: read.nothing }])
  const { rows, repeated } = withoutRepeats(read.rows)
  const refused = [...read.refused, ...repeated].sort((a, b) => a.sheet.localeCompare(b.sheet) || a.row - b.row)

  let report: CatalogueImport | undefined
  const run = transact(ctx, async (work) => {
    const written = await writeRows(work, rows)
    report = { ...written, refused, warnings: read.warnings, dryRun: input.dryRun }
    if (input.dryRun) throw new TakenBack()
    const { added, changed, unchanged } = report
    const actorId = ctx.actor.personId
    if (actorId !== null) await rememberImport(work.trx, { ...report, actorId, fileName: input.fileName }, work.at)
    const detail = { fileName: input.fileName, added, changed, unchanged, refused: refused.length }
    await work.emit({ name: 'catalogue.imported', subject: 'catalogue', payload: { added, changed } })
    work.audit({ action: 'catalogue.imported', subject: 'catalogue', detail })
  })
  await run.catch((error) => {
    if (!(error instanceof TakenBack)) throw error
  })
  return report!
}

/** Rolls a dry run back. */
class TakenBack extends Error {}

const matter = (row: { level1: string; level2: string; level3: string }) =>
  JSON.stringify([row.level1, row.level2, row.level3])

const withoutRepeats = (all: readonly ReadRow[]): { rows: ReadRow[]; repeated: RowFault[] } => {
  const first = new Map<string, number>()
  const rows: ReadRow[] = []
  const repeated: RowFault[] = []
  for (const one of all) {
    const key = `${one.item.sector} ${matter(one.item)}`
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, one.row)
      rows.push(one)
    } else {
      const { row, sheet, item } = one
      const value = [item.level1, item.level2, item.level3].filter(Boolean).join(' / ')
      repeated.push({ row, sheet, column: fieldHeaders.level2, message: sentences.twice(before), value })
    }
  }
  return { rows, repeated }
}

/** Ids of the sectors named in the rows; those not known yet are founded at the end of the list. */
const sectorIds = async (work: Work, rows: readonly ReadRow[]) => {
  const sectors = await store.allSectors(work.trx)
  const ids = new Map(sectors.map((sector) => [sector.name, sector.id]))
  const codes = new Set(sectors.map((sector) => sector.code))
  let position = Math.max(0, ...sectors.map((sector) => sector.position))
  const newSectors: string[] = []
  for (const { item } of rows) {
    if (ids.has(item.sector)) continue
    const code = sectorCode(item.sector, codes)
    position += 1
    const made = await saveSector(work, { code, name: item.sector, position, leadUnitId: null })
    codes.add(code)
    ids.set(made.name, made.id)
    newSectors.push(made.name)
  }
  return { ids, newSectors }
}

const writeRows = async (work: Work, rows: readonly ReadRow[]) => {
  await store.lockCatalogue(work.trx)
  const { ids, newSectors } = await sectorIds(work, rows)
  const touched = [...new Set(rows.map(({ item }) => ids.get(item.sector)!))]
  const known = new Map(
    (await store.itemsInForce(work.trx, touched)).map((item) => [`${item.sectorId} ${matter(item)}`, item]),
  )
  const fresh: store.ItemValues[] = []
  const entries = []
  let changed = 0
  let unchanged = 0
  for (const { item } of rows) {
    const { sector, timeLimit, channelCodes: _, ...rest } = item
    const values = { ...rest, sectorId: ids.get(sector)!, timeLimit: timeLimit.text, limitRule: timeLimit }
    const before = known.get(`${values.sectorId} ${matter(values)}`)
    if (!before) fresh.push(values)
    else if (isDeepStrictEqual({ ...values, id: before.id, removed: false }, before)) unchanged += 1
    else {
      entries.push(store.toItemChanged(await store.changeItem(work.trx, before.id, values)))
      changed += 1
    }
  }
  const made = await store.insertItems(work.trx, fresh)
  await appendChanged(work.trx, work.at, [...entries, ...made.map(store.toItemChanged)])
  return { added: made.length, changed, unchanged, newSectors }
}
