import { sql } from 'kysely'
import type { Connection, Trx } from '../../../platform/db/connect.ts'

export const saveSignature = (trx: Trx, editionId: number, simhash: string, bands: number[]) =>
  trx
    .insertInto('text_signature')
    .values({ edition_id: editionId, simhash, bands })
    .onConflict((oc) => oc.column('edition_id').doUpdateSet({ simhash, bands }))
    .execute()

/** Live items that share a band with the text; the caller measures the distance. */
export const similarLive = (db: Connection, bands: number[], exceptRecord: number | null) =>
  db
    .selectFrom('text_signature')
    .innerJoin('edition', 'edition.id', 'text_signature.edition_id')
    .innerJoin('unit', 'unit.id', 'edition.unit_id')
    .select([
      'edition.record_id as recordId',
      'edition.title',
      'edition.published_at as publishedAt',
      'unit.short_name as unitName',
      'text_signature.simhash',
    ])
    .where('edition.status', '=', 'published')
    .where(sql<boolean>`text_signature.bands && ${bands}::integer[]`)
    .where('edition.record_id', '<>', exceptRecord ?? 0)
    .limit(300)
    .execute()
