import { randomUUID } from 'node:crypto'
import { asDate } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import type { SealedColumn } from '../../platform/sealed-columns.ts'
import type { Platform, Work } from '../context.ts'
import { notePlace } from './store.ts'

/** Papers of a case: scans, attachments, what is handed out. Name and bytes are sealed, the bytes in the file store. */

export type Paper = {
  id: string
  seq: number
  kind: string
  name: string
  mediaType: string
  size: number
  forApplicant: boolean
  addedAt: Date
  addedBy: number | null
  /** False once its time was over and the bytes were deleted. */
  kept: boolean
}

const namePlace = (id: string) => `case-document/${id}/name`
const bytesPlace = (id: string) => `case-document/${id}/bytes`

/** Everything sealed in the tables of cases, to be sealed anew when the keys change. */
export const sealedCases: SealedColumn[] = [
  { table: 'case_note', key: 'id', column: 'text_sealed', place: notePlace },
  { table: 'case_document', key: 'id', column: 'name_sealed', place: namePlace },
]

/**
 * Keeps a paper with event `seq` of a case. The bytes are on disk, sealed, before the row is written.
 * @returns its id
 */
export const addDocument = async (
  platform: Pick<Platform, 'files' | 'keyring'>,
  work: Work,
  given: {
    caseId: number
    seq: number
    kind: string
    name: string
    mediaType: string
    bytes: Uint8Array
    forApplicant?: boolean
  },
): Promise<string> => {
  const id = randomUUID()
  const { hash } = await platform.files.put(platform.keyring.sealBytes(given.bytes, bytesPlace(id)))
  await work.trx
    .insertInto('case_document')
    .values({
      id,
      case_id: given.caseId,
      seq: given.seq,
      kind: given.kind,
      name_sealed: platform.keyring.seal(given.name, namePlace(id)),
      media_type: given.mediaType,
      size: given.bytes.length,
      hash,
      for_applicant: given.forApplicant ?? false,
      added_at: asDate(work.at),
      added_by: work.actor.personId,
    })
    .execute()
  return id
}

/** Keeps the files that somebody handed in with event `seq` of a case, as the portal posted them. */
export const addPosted = async (
  platform: Pick<Platform, 'files' | 'keyring'>,
  work: Work,
  at: { caseId: number; seq: number; kind: string },
  files: readonly { name: string; mediaType: string; base64: string }[],
): Promise<void> => {
  for (const { base64, ...file } of files)
    await addDocument(platform, work, { ...at, ...file, bytes: Buffer.from(base64, 'base64') })
}

export const documentsOf = async (db: Connection, keyring: Platform['keyring'], caseId: number): Promise<Paper[]> => {
  const rows = await db
    .selectFrom('case_document')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('added_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    seq: row.seq,
    kind: row.kind,
    name: keyring.open(row.name_sealed, namePlace(row.id)),
    mediaType: row.media_type,
    size: Number(row.size),
    forApplicant: row.for_applicant,
    addedAt: row.added_at,
    addedBy: row.added_by,
    kept: row.hash !== null,
  }))
}

/** The bytes of a paper of this case, undefined when there is none or its time was over. */
export const openDocument = async (
  platform: Pick<Platform, 'db' | 'files' | 'keyring'>,
  caseId: number,
  id: string,
): Promise<{ bytes: Uint8Array; name: string; mediaType: string; forApplicant: boolean } | undefined> => {
  const row = await platform.db
    .selectFrom('case_document')
    .selectAll()
    .where('id', '=', id)
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  if (!row?.hash) return undefined
  return {
    bytes: platform.keyring.openBytes(await platform.files.read(row.hash), bytesPlace(id)),
    name: platform.keyring.open(row.name_sealed, namePlace(id)),
    mediaType: row.media_type,
    forApplicant: row.for_applicant,
  }
}

/**
 * Deletes the papers of a case whose time is over: bytes and names; that there was one, of which kind and when, stays. The
 * bytes go before the transaction ends: what is undone is done again, and nothing is left lying without a row that names it.
 * @returns how many there were
 */
export const forgetPapers = async (
  { files, keyring }: Pick<Platform, 'files' | 'keyring'>,
  work: Work,
  caseId: number,
): Promise<number> => {
  const papers = await work.trx
    .selectFrom('case_document')
    .select(['id', 'hash'])
    .where('case_id', '=', caseId)
    .where('hash', 'is not', null)
    .execute()
  for (const { id, hash } of papers) {
    await work.trx
      .updateTable('case_document')
      .set({ hash: null, size: 0, name_sealed: keyring.seal('', namePlace(id)) })
      .where('id', '=', id)
      .execute()
    await files.remove(hash!)
  }
  return papers.length
}
