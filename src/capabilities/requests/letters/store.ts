import { randomUUID } from 'node:crypto'
import { cases } from '../../../foundations/casework/index.ts'
import type { Platform, Work } from '../../../foundations/context.ts'
import { cleanHtml } from '../../../foundations/documents/index.ts'
import { unitById } from '../../../foundations/units/index.ts'
import type { Connection } from '../../../platform/db/connect.ts'
import type { SealedColumn } from '../../../platform/sealed-columns.ts'
import { letterNumber } from '../words.zh.ts'
import type { LetterKey } from './letter-kinds.ts'

/** A letter as it stands in the editor. */
export type GivenLetter = { key: LetterKey; title: string; html: string; templateVersion: number }

export type LetterRow = GivenLetter & { id: string; seq: number; number: string | null; issuedOn: string | null }

const bodyPlace = (id: string) => `letter/${id}/body`
export const sealedLetters: SealedColumn[] = [{ table: 'letter', key: 'id', column: 'body_sealed', place: bodyPlace }]

const serialOf = 'letter'

const numberFor = async (work: Work, unitId: number, on: string): Promise<string> => {
  const unit = (await unitById(work.trx, unitId))!
  const year = Number(on.slice(0, 4))
  return letterNumber(unit.shortName || unit.name, year, await cases.nextSerial(work.trx, serialOf, unitId, year))
}

/** Notices go out with a number at once; the letters of an answer wait for its signature. */
export const issueLetters = async (
  { keyring }: Pick<Platform, 'keyring'>,
  work: Work,
  given: { caseId: number; seq: number; unitId: number; on: string; letters: readonly GivenLetter[] },
): Promise<void> => {
  for (const letter of given.letters) {
    const id = randomUUID()
    const waits = letter.key.startsWith('reply_') || letter.key === 'override_told_third_party'
    await work.trx
      .insertInto('letter')
      .values({
        id,
        case_id: given.caseId,
        seq: given.seq,
        key: letter.key,
        template_version: letter.templateVersion,
        title: letter.title,
        body_sealed: keyring.seal(cleanHtml(letter.html), bodyPlace(id)),
        ...(waits ? {} : { number: await numberFor(work, given.unitId, given.on), issued_on: given.on }),
      })
      .execute()
  }
}

/** The signature: the letters of the answer proposed with event `seq` get their numbers. */
export const signLetters = async (
  work: Work,
  given: { caseId: number; seq: number; unitId: number; on: string },
): Promise<void> => {
  const waiting = await work.trx
    .selectFrom('letter')
    .select('id')
    .where('case_id', '=', given.caseId)
    .where('seq', '=', given.seq)
    .where('number', 'is', null)
    .orderBy('key', 'desc')
    .execute()
  for (const { id } of waiting)
    await work.trx
      .updateTable('letter')
      .set({ number: await numberFor(work, given.unitId, given.on), issued_on: given.on })
      .where('id', '=', id)
      .execute()
}

/** Letters of a case with their bodies, in the order in which they were written. */
export const lettersOfCase = async (
  db: Connection,
  keyring: Platform['keyring'],
  caseId: number,
): Promise<LetterRow[]> => {
  const rows = await db.selectFrom('letter').selectAll().where('case_id', '=', caseId).orderBy('seq').execute()
  return rows.map((row) => ({
    id: row.id,
    seq: row.seq,
    key: row.key as LetterKey,
    title: row.title,
    html: keyring.open(row.body_sealed, bodyPlace(row.id)),
    templateVersion: row.template_version,
    number: row.number,
    issuedOn: row.issued_on,
  }))
}

/** Empties the letters of a case whose time is over; their numbers stay. */
export const forgetLetters = async (keyring: Platform['keyring'], work: Work, caseId: number): Promise<void> => {
  const letters = await work.trx.selectFrom('letter').select('id').where('case_id', '=', caseId).execute()
  for (const { id } of letters)
    await work.trx
      .updateTable('letter')
      .set({ body_sealed: keyring.seal('', bodyPlace(id)) })
      .where('id', '=', id)
      .execute()
}
