import { validityOn } from '../../../foundations/classification/index.ts'
import type { Ctx, Work } from '../../../foundations/context.ts'
import { htmlToText, summaryOf } from '../../../foundations/documents/index.ts'
import { indexNumber } from '../../../foundations/numbers/index.ts'
import { appendToLog } from '../../../foundations/publication-log/append.ts'
import type { RecordPublished } from '../../../foundations/publication-log/entries.ts'
import { unitById } from '../../../foundations/units/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { catalogueItemById } from '../../catalogue/index.ts'
import { type DraftFields, kindsWithValidity, type RevisionAttachment, type RevisionPicture } from '../record.ts'
import { withPublicPictures } from '../rules/pictures.ts'
import { bands, simhash, toHex } from '../rules/simhash.ts'
import type { CaseFile } from '../standing.ts'
import * as store from '../store.ts'
import { say } from '../words.zh.ts'
import { type Ending, endValidity, publicRepeal } from './end-validity.ts'

/** What readers get of a revision. The only place where an item's public payload is made. */
export const publicPayload = (given: {
  recordId: number
  indexNumber: string
  unit: { id: number; name: string }
  revision: DraftFields & { files: RevisionAttachment[]; pictures?: RevisionPicture[] }
  sectorId: number | null
  edition: number
  publishedAt: string
  editionPublishedAt: string
  history: RecordPublished['history']
  repeal: RecordPublished['repeal']
  /** Left out: the item ends no other. */
  replaces?: RecordPublished['replaces']
  sourceId: string | null
  today: string
}): RecordPublished => {
  const { revision, unit } = given
  return {
    id: given.recordId,
    indexNumber: given.indexNumber,
    title: revision.title,
    docNumber: revision.docNumber,
    unitId: unit.id,
    issuer: revision.issuer || unit.name,
    columnId: revision.columnId!,
    catalogueItemId: revision.catalogueItemId,
    sectorId: given.sectorId,
    kind: revision.kind,
    subject: revision.subject,
    formedOn: revision.formedOn,
    publishedAt: given.publishedAt,
    editionPublishedAt: given.editionPublishedAt,
    effectiveOn: revision.effectiveOn,
    expiresOn: revision.expiresOn,
    validity: kindsWithValidity.includes(revision.kind)
      ? validityOn(
          {
            effectiveOn: revision.effectiveOn,
            expiresOn: revision.expiresOn,
            repealedOn: given.repeal?.on ?? null,
            amendedOn: [],
          },
          given.today,
        )
      : null,
    repeal: given.repeal,
    ...(given.replaces?.length ? { replaces: given.replaces } : {}),
    summary: revision.summary || summaryOf(htmlToText(revision.bodyHtml), 120),
    keywords: revision.keywords,
    source: revision.source || unit.name,
    bodyHtml: withPublicPictures(revision.bodyHtml, given.recordId),
    ...(revision.pictures?.length
      ? { pictures: revision.pictures.map(({ picture, name: _, ...file }) => ({ ...file, ...picture })) }
      : {}),
    attachments: revision.files.map((file, position) => ({ ...file, position: position + 1 })),
    edition: given.edition,
    history: given.history,
    sourceId: given.sourceId,
  }
}

/**
 * Makes an edition public: the one before it is superseded, the item gets its 索引号 at first publication, and one entry
 * goes to the publication log — all in the transaction of the approval.
 */
export const publishEdition = async (
  ctx: Ctx,
  work: Work,
  file: CaseFile,
  edition: store.EditionRow,
  revision: store.RevisionRow,
  /** How it came to be public just now, where nobody pressed a button. */
  reason = '',
): Promise<void> => {
  const { trx, at } = work
  const { head } = file
  const unit = (await unitById(trx, head.unitId))!
  const number = head.indexNumber ?? (await giveIndexNumber(work, unit.organisationCode))
  if (!head.indexNumber) await store.setFirstPublished(trx, head.id, number, at)
  const before = file.editions.find((one) => one.status === 'published')
  const step = { actorId: ctx.actor.personId, role: null, reason: '', revisionId: revision.id, at }
  if (before) {
    await store.setStatus(trx, before.id, at, { status: 'superseded' })
    await store.insertStep(work, {
      ...step,
      editionId: before.id,
      action: 'supersede',
      from: 'published',
      to: 'superseded',
    })
  }
  const repeal = await store.repealOf(trx, head.id)
  // One that is still to come is told on its day.
  const ended = repeal && repeal.on <= legalDay(at) ? repeal : undefined
  const item = revision.catalogueItemId === null ? undefined : await catalogueItemById(trx, revision.catalogueItemId)
  const published = file.editions.filter((one) => one.publishedAt !== null)
  const payload = publicPayload({
    recordId: head.id,
    indexNumber: number,
    unit,
    revision,
    sectorId: item?.sectorId ?? null,
    edition: edition.number,
    publishedAt: (head.firstPublishedAt ?? new Date(at.epochMilliseconds)).toISOString(),
    editionPublishedAt: new Date(at.epochMilliseconds).toISOString(),
    history: [
      {
        edition: edition.number,
        publishedAt: new Date(at.epochMilliseconds).toISOString(),
        reason: edition.correctionReason,
      },
      ...published.map((one) => ({
        edition: one.number,
        publishedAt: one.publishedAt!.toISOString(),
        reason: one.correctionReason,
      })),
    ],
    repeal: ended ? publicRepeal(ended) : null,
    replaces: revision.replaces.map(({ recordId, how }) => ({ id: recordId, how })),
    sourceId: head.sourceId,
    today: legalDay(at),
  })
  await store.setStatus(trx, edition.id, at, { status: 'published', publishedAt: at })
  await store.insertStep(work, {
    ...step,
    editionId: edition.id,
    action: 'publish',
    from: edition.status,
    to: 'published',
    reason,
  })
  const signature = simhash(htmlToText(revision.bodyHtml))
  await store.saveSignature(trx, edition.id, toHex(signature), bands(signature))
  await work.emit({ name: 'record.published', subject: `record/${head.id}`, payload: { edition: edition.number } })
  work.audit({
    action: 'record.published',
    subject: `record/${head.id}`,
    detail: {
      edition: edition.number,
      indexNumber: number,
      ...(edition.publishAt ? { planned: edition.publishAt.toISOString() } : {}),
    },
  })
  const [seq] = await appendToLog(trx, at, [{ kind: 'record.published', subject: `record/${head.id}`, payload }])
  await store.setLogSeq(trx, edition.id, seq!)
  if (ended) await store.setRepealTold(trx, head.id, seq!)
  await endReplaced(work, head, revision)
}

/**
 * What a newer document takes the place of or repeals ends with its publication, in the same transaction and log: at
 * once, or on the day from which the newer one is in force. What it ended with an earlier edition has ended already.
 */
const endReplaced = async (work: Work, head: store.RecordHead, revision: store.RevisionRow): Promise<void> => {
  const endings: Ending[] = []
  const today = legalDay(work.at)
  for (const { recordId, how } of [...revision.replaces].sort((a, b) => a.recordId - b.recordId)) {
    await store.lockRecord(work.trx, recordId)
    const edition = (await store.editionsOf(work.trx, recordId)).find((one) => one.status === 'published')
    if (!edition || (await store.repealOf(work.trx, recordId))) continue
    endings.push({
      recordId,
      edition,
      on: revision.effectiveOn && revision.effectiveOn > today ? revision.effectiveOn : today,
      by: revision.docNumber || `《${revision.title}》`,
      reason: say.replaced(how),
      how,
      byRecordId: head.id,
      step: { action: 'replace', actorId: work.actor.personId, role: null },
    })
  }
  if (endings.length) await endValidity(work, endings)
}

/** 索引号 in order of publication (rules.md 6.1), year of the publication day. */
const giveIndexNumber = async (work: Work, organisationCode: string) => {
  const year = Number(legalDay(work.at).slice(0, 4))
  return indexNumber(organisationCode, year, await store.nextSerial(work.trx, organisationCode, year))
}

/** Decided, but not for the public: kept with its ground, out of the log and every portal. */
export const withholdEdition = async (ctx: Ctx, work: Work, edition: store.EditionRow): Promise<void> => {
  await store.setStatus(work.trx, edition.id, work.at, { status: 'withheld' })
  await store.insertStep(work, {
    editionId: edition.id,
    action: 'withhold',
    from: edition.status,
    to: 'withheld',
    actorId: ctx.actor.personId,
    role: null,
    reason: '',
    revisionId: null,
    at: work.at,
  })
  await work.emit({ name: 'record.withheld', subject: `record/${edition.recordId}`, payload: {} })
  work.audit({ action: 'record.withheld', subject: `record/${edition.recordId}` })
}
