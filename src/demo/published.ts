import { setImmediate } from 'node:timers/promises'
import { records } from '../../db/seeds/demo/index.ts'
import type { DemoRecord } from '../../db/seeds/demo/types.ts'
import { allColumns, allSectors, itemsInForce } from '../capabilities/catalogue/index.ts'
import {
  bringIn,
  type DraftFields,
  draftFields,
  type MigratingItem,
  recordRepeal,
} from '../capabilities/publishing/index.ts'
import type { Ctx } from '../foundations/context.ts'
import { cleanHtml, textToHtml } from '../foundations/documents/index.ts'
import { allUnits } from '../foundations/units/index.ts'
import { legalDay } from '../platform/clock.ts'
import { storeAttachment } from './attachment.ts'

export type Places = Awaited<ReturnType<typeof findPlaces>>

/** Ids behind the codes that the demo data uses. */
export const findPlaces = async (ctx: Ctx) => ({
  units: new Map((await allUnits(ctx.db)).map((unit) => [unit.code, unit])),
  columns: new Map((await allColumns(ctx.db)).map((column) => [column.code, column.id])),
  sectors: new Map((await allSectors(ctx.db)).map((sector) => [sector.code, sector.id])),
})

/** Demo bodies are light text with HTML tables in between. */
export const bodyHtml = (body: string): string => ready.get(body) ?? written(body)

const ready = new Map<string, string>()

/** Writes the bodies ahead, a few milliseconds at a time: while PostgreSQL makes its tables there is nothing else to do. */
export const writeAhead = async (): Promise<void> => {
  for (const { body } of records) {
    ready.set(body, written(body))
    await setImmediate()
  }
}

const written = (body: string): string =>
  body
    .split(/(<table[\s\S]*?<\/table>)/)
    .map((part) => (part.startsWith('<table') ? cleanHtml(part) : textToHtml(part)))
    .join('')

/** A demo record as the fields of a draft. */
export const asDraft = async (
  ctx: Ctx,
  places: Places,
  record: Omit<DemoRecord, 'publishedAt'>,
): Promise<{ fields: DraftFields; sectorId: number | null; files: MigratingItem['files'] }> => {
  const sectorId = record.sector ? (places.sectors.get(record.sector) ?? null) : null
  const rows = sectorId !== null && record.catalogue ? await itemsInForce(ctx.db, [sectorId]) : []
  const item = rows.find((row) => row.seq === record.catalogue)
  const columnId = places.columns.get(record.column)
  if (!columnId) throw new Error(`demo record ${record.key}: no column ${record.column}`)
  const files = []
  for (const attachment of record.attachments) files.push(await storeAttachment(ctx, attachment))
  const fields = draftFields.parse({
    title: record.title,
    bodyHtml: bodyHtml(record.body),
    kind: record.kind,
    columnId,
    catalogueItemId: item?.id ?? null,
    docNumber: record.docNumber ?? '',
    subject: record.subject,
    formedOn: record.formedOn,
    effectiveOn: record.effectiveOn ?? null,
    expiresOn: record.expiresOn ?? null,
    issuer: places.units.get(record.unit)!.name,
    summary: record.summary,
    keywords: record.keywords,
    source: places.units.get(record.unit)!.name,
    attribute: record.attribute ?? 'proactive',
    exemptionGround: record.exemptionGround ?? '',
    attributeReason: record.attributeReason ?? '',
    attachments: files.map(({ hash, name }) => ({ hash, name })),
  })
  return { fields, sectorId, files }
}

/** What the county had published on its old site: brought in the way any county moves in. */
export const loadRecords = async (ctx: Ctx): Promise<number> => {
  const places = await findPlaces(ctx)
  const items: MigratingItem[] = []
  for (const record of records) {
    const { fields, sectorId, files } = await asDraft(ctx, places, record)
    items.push({
      sourceId: `demo-${record.key}`,
      sourceNote: '示范数据',
      unit: places.units.get(record.unit)!,
      fields,
      files,
      sectorId,
      publishedOn: legalDay(Temporal.Instant.from(record.publishedAt)),
      expired: false,
    })
  }
  const ids = await bringIn(ctx, items)
  for (const [i, record] of records.entries())
    if (record.repeal) await recordRepeal(ctx, { recordId: ids[i]!, ...record.repeal })
  ready.clear()
  return items.length
}
