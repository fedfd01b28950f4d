import { type Ctx, transact } from '../../../foundations/context.ts'
import { htmlToText } from '../../../foundations/documents/index.ts'
import { indexNumber } from '../../../foundations/numbers/index.ts'
import { appendToLog } from '../../../foundations/publication-log/append.ts'
import type { RecordPublished } from '../../../foundations/publication-log/entries.ts'
import type { Unit } from '../../../foundations/units/index.ts'
import { legalDay, legalZone } from '../../../platform/clock.ts'
import type { Trx } from '../../../platform/db/connect.ts'
import { publicPayload } from '../actions/publish-edition.ts'
import { contentHash } from '../actions/write-revision.ts'
import type { DraftFields, Metadata, RevisionAttachment } from '../record.ts'
import { bands, simhash, toHex } from '../rules/simhash.ts'
import { insertMigrated, reserveIds, reserveSerials } from './store.ts'

/** An item that was public elsewhere before: everything of it, ready to be brought in. */
export type MigratingItem = {
  sourceId: string
  sourceNote: string
  unit: Unit
  fields: DraftFields
  files: RevisionAttachment[]
  sectorId: number | null
  /** Day on which it became public there; null when unknown: then it is the day of the move. */
  publishedOn: string | null
  /** Marked invalid by the old portal without saying since when. */
  expired: boolean
}

/** Text of an item, when the caller has it at hand already. */
type WithText = MigratingItem & { text?: string }

/** Year in the 索引号: that of publication; items said to be older than the republic get this year's. */
const numberYear = (day: string, today: string) => Number((day >= '1949' ? day : today).slice(0, 4))

/**
 * Brings a batch in as published and marked as migrated, in one transaction: records, editions, revisions, history and
 * log entries. Source ids must be new.
 */
export const bringIn = (ctx: Ctx, items: WithText[]): Promise<number[]> => {
  // Everything that needs no database is made before the transaction begins, so that its locks are short.
  const now = ctx.clock()
  const today = legalDay(now)
  const made = items.map((item) => {
    const day = item.publishedOn && item.publishedOn <= today ? item.publishedOn : null
    const start = day ? Temporal.PlainDate.from(day).toZonedDateTime(legalZone).toInstant() : now
    return {
      ...item,
      publishedAt: new Date(start.epochMilliseconds).toISOString(),
      year: numberYear(day ?? today, today),
      signature: simhash(item.text ?? htmlToText(item.fields.bodyHtml)),
      hash: contentHash(item.fields, item.files),
    }
  })
  return transact(ctx, async ({ trx, at }) => {
    const numbers = await serials(trx, made)
    const ids = await reserveIds(trx, made.length)
    const seqs = await appendToLog(
      trx,
      at,
      made.map((one, i) => ({
        kind: 'record.published' as const,
        subject: `record/${ids[i]!.recordId}`,
        payload: payloadOf(one, ids[i]!.recordId, numbers[i]!, today),
      })),
    )
    await insertMigrated(
      trx,
      made.map((one, i) => ({
        ...ids[i]!,
        logSeq: seqs[i]!,
        indexNumber: numbers[i]!,
        unitId: one.unit.id,
        sourceId: one.sourceId,
        sourceNote: one.sourceNote,
        publishedAt: one.publishedAt,
        title: one.fields.title,
        kind: one.fields.kind,
        columnId: one.fields.columnId!,
        catalogueItemId: one.fields.catalogueItemId,
        formedOn: one.fields.formedOn,
        bodyHtml: one.fields.bodyHtml,
        metadata: metadataText(one.fields),
        attachments: JSON.stringify(one.files),
        contentHash: one.hash,
        simhash: toHex(one.signature),
        bands: bands(one.signature),
      })),
      at,
    )
    return ids.map((id) => id.recordId)
  })
}

const metadataText = (fields: DraftFields) => {
  const { title: _title, bodyHtml: _body, attachments: _files, ...metadata } = fields
  return JSON.stringify(metadata satisfies Metadata)
}

type Made = MigratingItem & { publishedAt: string; year: number }

const payloadOf = (one: Made, recordId: number, number: string, today: string): RecordPublished => {
  const payload = publicPayload({
    recordId,
    indexNumber: number,
    unit: one.unit,
    revision: { ...one.fields, files: one.files },
    sectorId: one.sectorId,
    edition: 1,
    publishedAt: one.publishedAt,
    editionPublishedAt: one.publishedAt,
    history: [{ edition: 1, publishedAt: one.publishedAt, reason: '' }],
    repeal: null,
    sourceId: one.sourceId,
    today,
  })
  return one.expired && payload.validity ? { ...payload, validity: 'expired' } : payload
}

/** 索引号 for a batch: one reservation per organisation and year of publication. */
const serials = async (trx: Trx, made: Made[]): Promise<string[]> => {
  const keyOf = (one: Made) => `${one.unit.organisationCode} ${one.year}`
  const groups = Map.groupBy(made, keyOf)
  const next = await reserveSerials(
    trx,
    [...groups.values()].map((group) => ({
      organisationCode: group[0]!.unit.organisationCode,
      year: group[0]!.year,
      count: group.length,
    })),
  )
  return made.map((one) => {
    const key = keyOf(one)
    const serial = next.get(key)!
    next.set(key, serial + 1)
    return indexNumber(one.unit.organisationCode, one.year, serial)
  })
}
