import { sql } from 'kysely'
import type { FileIssue } from '../../../foundations/documents/index.ts'
import type { Connection, Db } from '../../../platform/db/connect.ts'

export const fileByHash = (db: Connection, hashes: string[]) =>
  db
    .selectFrom('stored_file')
    .select(['hash', 'size', 'media_type as mediaType'])
    .where('hash', 'in', hashes.length ? hashes : [''])
    .execute()

export const rememberFile = (db: Connection, file: { hash: string; size: number; mediaType: string; kind: string }) =>
  db
    .insertInto('stored_file')
    .values({ hash: file.hash, size: file.size, media_type: file.mediaType, kind: file.kind })
    .onConflict((oc) => oc.doNothing())
    .execute()

/** Pictures among the stored files: those with measures. */
export const picturesByHash = async (db: Connection, hashes: string[]) =>
  (
    await db
      .selectFrom('stored_file')
      .select(['hash', 'size', 'media_type as mediaType', 'width', 'height'])
      .where('hash', 'in', hashes.length ? hashes : [''])
      .execute()
  ).flatMap(({ width, height, ...file }) => (width && height ? [{ ...file, width, height }] : []))

export const rememberPicture = (
  db: Connection,
  file: { hash: string; size: number; mediaType: string; width: number; height: number },
) => {
  const { width, height } = file
  return db
    .insertInto('stored_file')
    .values({ hash: file.hash, size: file.size, media_type: file.mediaType, kind: 'image', width, height })
    .onConflict((oc) => oc.column('hash').doUpdateSet({ width, height }))
    .execute()
}

/** Version of the release checks, and the mark of the word list, by which a file was looked at. */
type LookedBy = { checks: number; words: string }

/** What the release checks found in files; files not looked at by these very checks are missing. */
export const fileFindings = (db: Connection, hashes: string[], { checks, words }: LookedBy) =>
  db
    .selectFrom('file_finding')
    .select(['hash', sql<FileIssue[]>`findings -> 'issues'`.as('issues')])
    .where('hash', 'in', hashes.length ? hashes : [''])
    .where('checks', '=', checks)
    .where(sql<boolean>`findings ->> 'words' = ${words}`)
    .execute()

export const rememberFindings = (db: Connection, hash: string, { checks, words }: LookedBy, issues: FileIssue[]) => {
  const findings = JSON.stringify({ words, issues })
  return db
    .insertInto('file_finding')
    .values({ hash, checks, findings })
    .onConflict((oc) => oc.column('hash').doUpdateSet({ checks, findings }))
    .execute()
}

/** Is a file part of any revision of a unit the reader may see? Guards downloads of what is not public yet. */
export const fileInUnits = async (db: Db, hash: string, unitIds: number[] | 'all'): Promise<boolean> => {
  const needle = JSON.stringify([{ hash }])
  const row = await db
    .selectFrom('revision')
    .innerJoin('edition', 'edition.id', 'revision.edition_id')
    .select('revision.id')
    .where(sql<boolean>`revision.attachments <> '[]' and revision.attachments @> ${needle}::jsonb`)
    .$if(unitIds !== 'all', (q) =>
      q.where('edition.unit_id', 'in', unitIds === 'all' || !unitIds.length ? [0] : unitIds),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
