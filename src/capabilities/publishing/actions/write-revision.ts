import { createHash } from 'node:crypto'
import type { Ctx, Work } from '../../../foundations/context.ts'
import { cleanHtml } from '../../../foundations/documents/index.ts'
import { normaliseDocNumber } from '../../../foundations/numbers/index.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { dueOf } from '../due.ts'
import { askFor } from '../links/store.ts'
import { type DraftFields, draftFields, type RevisionAttachment, type RevisionPicture } from '../record.ts'
import { linksIn } from '../rules/links.ts'
import { picturesIn, withMeasures } from '../rules/pictures.ts'
import * as store from '../store.ts'
import { pictureWords, say } from '../words.zh.ts'

/** Turns what was typed into what is kept: clean HTML, normalised 文号, trimmed keywords. */
export const tidy = (given: DraftFields): DraftFields => {
  // Parsing again drops whatever else the caller's row carries.
  const fields = draftFields.parse(given)
  return {
    ...fields,
    bodyHtml: cleanHtml(fields.bodyHtml),
    docNumber: fields.docNumber ? normaliseDocNumber(fields.docNumber) : '',
    keywords: [...new Set(fields.keywords.filter(Boolean))],
  }
}

/** Fingerprint of exactly what is decided on: text, metadata and attachments. */
export const contentHash = (fields: DraftFields, files: RevisionAttachment[]): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([fields, files]))
    .digest()

const attachmentsOf = async (work: Work, fields: DraftFields): Promise<RevisionAttachment[]> => {
  if (!fields.attachments.length) return []
  const known = new Map(
    (
      await store.fileByHash(
        work.trx,
        fields.attachments.map(({ hash }) => hash),
      )
    ).map((file) => [file.hash, file]),
  )
  const lost = fields.attachments.filter(({ hash }) => !known.has(hash))
  if (lost.length)
    throw unprocessable(say.fileMissing(lost[0]!.name), [
      { field: 'attachments', key: 'file-missing', message: say.fileMissing(lost[0]!.name) },
    ])
  return fields.attachments.map(({ hash, name }) => {
    const { size, mediaType } = known.get(hash)!
    return { hash, name, size, mediaType }
  })
}

/** The pictures that stand in a text, with their stored measures; what this office does not keep is for the checks to say. */
const picturesOf = async (work: Work, html: string): Promise<{ bodyHtml: string; pictures: RevisionPicture[] }> => {
  const hashes = [...new Set(picturesIn(html).flatMap(({ hash }) => hash ?? []))]
  if (!hashes.length) return { bodyHtml: html, pictures: [] }
  const known = new Map((await store.picturesByHash(work.trx, hashes)).map((file) => [file.hash, file]))
  return {
    bodyHtml: withMeasures(html, known),
    pictures: hashes.flatMap((hash, i) => {
      const file = known.get(hash)
      if (!file) return []
      const { width, height, ...kept } = file
      return [{ ...kept, name: pictureWords.name(i + 1), picture: { width, height } }]
    }),
  }
}

/** Writes the next revision of an edition; an unchanged text writes nothing. Returns the revision's number. */
export const writeRevision = async (
  ctx: Ctx,
  work: Work,
  edition: { id: number; number: number },
  given: DraftFields,
  previous: store.RevisionRow | undefined,
): Promise<number> => {
  const typed = tidy(given)
  const { bodyHtml, pictures } = await picturesOf(work, typed.bodyHtml)
  const fields = { ...typed, bodyHtml }
  const files = await attachmentsOf(work, fields)
  const hash = contentHash(fields, files)
  if (previous?.contentHash.equals(hash)) return previous.revisionNumber
  const number = (previous?.revisionNumber ?? 0) + 1
  await store.insertRevision(work, {
    editionId: edition.id,
    number,
    authorId: ctx.actor.personId,
    at: work.at,
    fields,
    files,
    pictures,
    contentHash: hash,
    // Art 26 asks when information must become public; a correction puts right what is public already.
    due: edition.number === 1 ? await dueOf(ctx, work.trx, fields) : null,
  })
  await askFor(work.trx, externalLinks(fields.bodyHtml, ctx.site), work.at)
  return number
}

const externalLinks = (html: string, site: string | undefined): string[] =>
  /<a\s/i.test(html)
    ? [
        ...new Set(
          linksIn(html, site).flatMap((link) => (link.kind === 'external' && link.url.length < 2000 ? link.url : [])),
        ),
      ]
    : []
