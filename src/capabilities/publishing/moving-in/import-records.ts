import { type Ctx, transact } from '../../../foundations/context.ts'
import { allUnits } from '../../../foundations/units/index.ts'
import { allColumns } from '../../catalogue/index.ts'
import { draftFields } from '../record.ts'
import { bringIn, type MigratingItem } from './bring-in.ts'
import { type IncomingRecord, type Refusal, readLine } from './line.ts'
import { linesOf, totalBytes } from './source.ts'
import { knownSourceIds } from './store.ts'
import { importWords } from './words.zh.ts'

export type ImportReport = {
  read: number
  added: number
  already: number
  refused: (Refusal & { file: string })[]
}

export type ImportOptions = {
  /** Code of the unit in whose columns items stand whose issuer is no unit of the county; default: the root unit. */
  unitCode?: string
  onProgress?: (state: { bytes: number; of: number; report: ImportReport }) => void
}

/** Items of a batch: the first is small, so that the portal begins soon. */
const batchSize = (read: number) => (read < 500 ? 250 : 500)
const htmlCompanion = /\.html\.jsonl(\.gz)?$/i

/** HTML of items by id, from companion files named *.html.jsonl[.gz] beside the text. */
const companions = async (files: string[]) => {
  const html = new Map<string, string>()
  for await (const { text } of linesOf(files)) {
    try {
      const line = JSON.parse(text) as { id?: unknown; html?: unknown }
      if (line.id !== undefined && typeof line.html === 'string') html.set(String(line.id), line.html)
    } catch {
      // A broken companion line costs its item the better layout, not its text.
    }
  }
  return html
}

type Placed = MigratingItem & { text: string }

/**
 * Brings the items of an old portal in as published and marked as migrated. Resumable and idempotent: an item whose
 * source id is in already is left alone, and each batch is one transaction, so that a stopped run goes on where it was.
 * Bad lines are reported with file, line and reason; the rest goes in.
 */
export const importRecords = async (ctx: Ctx, files: string[], options: ImportOptions = {}): Promise<ImportReport> => {
  const report: ImportReport = { read: 0, added: 0, already: 0, refused: [] }
  const html = await companions(files.filter((file) => htmlCompanion.test(file)))
  const texts = files.filter((file) => !htmlCompanion.test(file))
  const of = await totalBytes(texts)
  const place = await placer(ctx, options.unitCode)
  let batch: Placed[] = []
  let inBatch = new Set<string>()
  // While the database takes one batch in, the next is read and cleaned; never more than one is under way.
  let underWay: Promise<void> = Promise.resolve()
  const takeIn = async (items: Placed[], ids: Set<string>, bytes: number) => {
    const known = await knownSourceIds(ctx.db, [...ids])
    const fresh = items.filter(({ sourceId }) => !known.has(sourceId))
    if (fresh.length) await bringIn(ctx, fresh)
    report.already += items.length - fresh.length
    report.added += fresh.length
    options.onProgress?.({ bytes, of, report })
  }
  const flush = async (bytes: number) => {
    await underWay
    underWay = takeIn(batch, inBatch, bytes)
    // A batch that fails is met at the next `await underWay`, not by the process.
    underWay.catch(() => undefined)
    batch = []
    inBatch = new Set()
  }
  let bytes = 0
  for await (const { file, line, text, read } of linesOf(texts)) {
    bytes = read
    report.read += 1
    const incoming = readLine(text, (id) => html.get(id))
    if ('reason' in incoming) report.refused.push({ file, line, ...incoming })
    else if (inBatch.has(incoming.sourceId)) report.already += 1
    else {
      inBatch.add(incoming.sourceId)
      batch.push(place(incoming))
    }
    if (batch.length >= batchSize(report.read)) await flush(bytes)
  }
  await flush(bytes)
  await underWay
  await transact(ctx, async (work) => {
    const { read, added, already, refused } = report
    work.audit({
      action: 'records.imported',
      subject: 'import',
      detail: { files: files.length, read, added, already, refused: refused.length },
    })
    await work.trx
      .insertInto('record_import')
      .values({
        started_at: new Date(work.at.epochMilliseconds),
        finished_at: new Date(work.at.epochMilliseconds),
        files,
        read,
        added,
        already,
        refused: JSON.stringify(refused.slice(0, 10_000)),
      })
      .execute()
  })
  return report
}

/** Which unit's pages an item goes to: the unit named as its issuer, else the one chosen for the import. */
const placer = async (ctx: Ctx, unitCode: string | undefined) => {
  const units = await allUnits(ctx.db)
  const named = new Map(units.flatMap((unit) => [[unit.name, unit] as const, [unit.shortName, unit] as const]))
  const fallback = unitCode
    ? units.find((unit) => unit.code === unitCode)
    : units.find((unit) => unit.parentId === null)
  if (!fallback) throw new Error(unitCode ? `没有代码为 ${unitCode} 的机构。` : '还没有任何机构，请先建立机构。')
  const columns = await allColumns(ctx.db)
  const columnId = (code: string) =>
    (columns.find((column) => column.code === code) ??
      columns.find((column) => column.entry === 'other') ??
      columns[0])!.id
  return (incoming: IncomingRecord): Placed => ({
    sourceId: incoming.sourceId,
    sourceNote: incoming.sourceUrl ? `${importWords.note}：${incoming.sourceUrl}` : importWords.note,
    unit: named.get(incoming.issuer) ?? fallback,
    fields: fieldsOf(incoming, columnId(incoming.columnCode)),
    files: [],
    sectorId: null,
    publishedOn: incoming.publishedOn,
    expired: incoming.expired,
    text: incoming.bodyText,
  })
}

const fieldsOf = (incoming: IncomingRecord, columnId: number) =>
  draftFields.parse({
    title: incoming.title,
    bodyHtml: incoming.bodyHtml,
    kind: incoming.kind,
    columnId,
    docNumber: incoming.docNumber.slice(0, 100),
    subject: incoming.subject,
    formedOn: incoming.formedOn,
    effectiveOn: incoming.effectiveOn,
    issuer: incoming.issuer.slice(0, 200),
    keywords: incoming.keywords,
    summary: incoming.summary,
    source: incoming.issuer.slice(0, 200),
  })
