import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { ZipFile } from 'yazl'
import type { Platform } from '../../../foundations/context.ts'
import { newestCheckpoint } from '../../../foundations/publication-log/checkpoints.ts'
import { allUnits, unitById } from '../../../foundations/units/index.ts'
import type { Connection } from '../../../platform/db/connect.ts'
import { revisionView } from '../detail.ts'
import * as store from '../store.ts'
import { statusLabels, stepLabels, archiveWords as words } from '../words.zh.ts'

/** 归档: what an archivist takes over of an item, in files that are read without this program (DA/T 46, DA/T 94). */

const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
const forXml = (text: string) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)
const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
/** A name that every file system takes. */
const plainName = (name: string) => name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 120) || '_'

/** Entries of the log about a record: the chained line, its hash and the one before, and the text unless it was blanked. */
const logOf = async (db: Connection, recordId: number) =>
  (
    await sql<{ seq: number; line: string; hash: string; before: string | null; payload: string | null }>`
      select l.seq, l.line, encode(l.hash, 'hex') as hash, encode(b.hash, 'hex') as before, p.payload
      from publication_log l join publication_payload p using (seq) left join publication_log b on b.seq = l.seq - 1
      where l.subject = ${`record/${recordId}`} order by l.seq`.execute(db)
  ).rows

const revisionsOf = async (db: Connection, recordId: number) =>
  (
    await sql<{ edition: number; number: number }>`select e.number as edition, r.number
      from revision r join edition e on e.id = r.edition_id where e.record_id = ${recordId}
      order by e.number, r.number`.execute(db)
  ).rows

type Part = { path: string; bytes: Buffer } | { path: string; hash: string }

/** Everything of one record, as files under its folder, and its line in the index. */
const partsOf = async ({ db }: Platform, recordId: number) => {
  const head = (await store.recordHead(db, recordId))!
  const unit = (await unitById(db, head.unitId))!
  const editions = await store.editionsOf(db, recordId)
  const parts: Part[] = []
  const attached = new Map<string, string>()
  let title = ''
  let metadata: Record<string, unknown> = {}
  for (const { edition, number } of await revisionsOf(db, recordId)) {
    const revision = (await store.revisionAt(db, recordId, edition, number))!
    const { bodyHtml, attachments: _links, ...fields } = revisionView(revision)
    title = revision.title
    metadata = fields
    const place = `editions/${edition}/revision-${number}`
    parts.push({ path: `${place}.html`, bytes: Buffer.from(bodyHtml) })
    parts.push({
      path: `${place}.json`,
      bytes: json({
        ...fields,
        contentHash: revision.contentHash.toString('hex'),
        attachments: revision.files,
        pictures: revision.pictures,
      }),
    })
    for (const file of [...revision.files, ...revision.pictures])
      attached.set(file.hash, `attachments/${file.hash.slice(0, 12)}-${plainName(file.name)}`)
  }
  for (const [hash, path] of attached) parts.push({ path, hash })
  const states = editions.map((one) => ({
    edition: one.number,
    status: one.status,
    statusLabel: statusLabels[one.status],
    plannedAt: one.publishAt,
    publishedAt: one.publishedAt,
    correctionReason: one.correctionReason,
    logSeq: one.logSeq,
  }))
  const description = {
    recordId,
    indexNumber: head.indexNumber,
    title,
    unit: { id: unit.id, name: unit.name, organisationCode: unit.organisationCode },
    firstPublishedAt: head.firstPublishedAt,
    sourceId: head.sourceId,
    metadata,
    editions: states,
    repeal: (await store.repealOf(db, recordId)) ?? null,
    withdrawal: (await store.lastWithdrawal(db, recordId)) ?? null,
  }
  parts.unshift(
    { path: 'metadata.json', bytes: json(description) },
    { path: 'metadata.xml', bytes: Buffer.from(xmlOf(description)) },
    {
      path: 'steps.json',
      bytes: json((await store.stepsOf(db, recordId)).map((one) => ({ ...one, label: stepLabels[one.action] }))),
    },
    { path: 'log.json', bytes: json(await logOf(db, recordId)) },
  )
  const docNumber = String(metadata.docNumber ?? '')
  const line = [head.indexNumber ?? '', title, docNumber, unit.name, head.firstPublishedAt?.toISOString() ?? '']
  return { folder: `${recordId}`, parts, line: [String(recordId), ...line, String(attached.size)] }
}

/** The description as XML, for systems that take nothing else. */
const xmlOf = (value: Record<string, unknown>): string => {
  const element = (name: string, given: unknown): string => {
    if (given === null || given === undefined) return `<${name}/>`
    if (given instanceof Date) return `<${name}>${given.toISOString()}</${name}>`
    if (Array.isArray(given)) return `<${name}>${given.map((one) => element('item', one)).join('')}</${name}>`
    if (typeof given === 'object')
      return `<${name}>${Object.entries(given)
        .map(([key, one]) => element(key, one))
        .join('')}</${name}>`
    return `<${name}>${forXml(String(given))}</${name}>`
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('record', value)}\n`
}

/** The bytes of an attachment are gone; the message says so in Chinese. */
export class LostFile extends Error {}

const indexHead = ['编号', '索引号', '题名', '文号', '责任者', '公开时间', '附件数']

/**
 * Writes a package of records as a zip: a folder for each, the index of all, the newest signed checkpoint of the log, and
 * last `manifest.json` with the SHA-256 of every file before it. One record at a time is in memory.
 * @throws LostFile naming the attachment whose bytes are gone: a package that is not whole is none
 */
export const writePackage = async (
  platform: Platform,
  recordIds: readonly number[],
  out: Writable,
  onProgress: (done: number) => void | Promise<void> = () => undefined,
): Promise<void> => {
  const zip = new ZipFile()
  const manifest: { path: string; size: number; sha256: string }[] = []
  const written = pipeline(zip.outputStream, out)
  // Seen to at the end; until then a reader that went away must not bring the program down.
  written.catch(() => undefined)
  const mtime = new Date(platform.clock().epochMilliseconds)
  const add = (path: string, bytes: Buffer) => {
    manifest.push({ path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
    zip.addBuffer(bytes, path, { mtime })
  }
  const lines = [indexHead]
  for (const [i, recordId] of recordIds.entries()) {
    const { folder, parts, line } = await partsOf(platform, recordId)
    lines.push(line)
    for (const part of parts) {
      if ('bytes' in part) add(`${folder}/${part.path}`, part.bytes)
      else {
        const opened = await platform.files.open(part.hash)
        if (!opened) throw new LostFile(words.lost(`${folder}/${part.path}`))
        add(`${folder}/${part.path}`, await buffer(opened.stream))
      }
    }
    await onProgress(i + 1)
  }
  add('index.csv', Buffer.from(`\uFEFF${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`))
  const checkpoint = await newestCheckpoint(platform.db)
  if (checkpoint) add('checkpoint.txt', Buffer.from(`${checkpoint.note}\n${checkpoint.key}\n`))
  zip.addBuffer(json({ madeAt: mtime, records: recordIds.length, files: manifest }), 'manifest.json', { mtime })
  zip.end()
  await written
}

/** The year (Asia/Shanghai) in which a record first became public. */
export const publicYear = sql<number>`extract(year from record.first_published_at at time zone 'Asia/Shanghai')::int`

/** Records of a unit that first became public in a year, in the order of their numbers. */
export const recordsOfYear = async (db: Connection, unitId: number, year: number): Promise<number[]> =>
  (
    await sql<{ id: number }>`select id from record where unit_id = ${unitId} and ${publicYear} = ${year}
      order by id`.execute(db)
  ).rows.map(({ id }) => id)

/** The records that a command line means. @throws Error when it names no unit, no year, or nothing public in it */
export const archiveRecords = async (
  { db }: Platform,
  unitCode: string | undefined,
  year: number | undefined,
): Promise<number[]> => {
  if (!unitCode || !year || !Number.isInteger(year))
    throw new Error('请用 --unit 与 --year，或者 --record / give --unit with --year, or --record')
  const unit = (await allUnits(db)).find(({ code }) => code === unitCode)
  if (!unit) throw new Error(`没有代码为 ${unitCode} 的机构 / no unit has this code`)
  const ids = await recordsOfYear(db, unit.id, year)
  if (!ids.length) throw new Error('该年度没有公开过信息 / nothing was public in that year')
  return ids
}
