import type { Work } from '../../foundations/context.ts'
import { type Append, appendToLog, blankPayloads } from '../../foundations/publication-log/append.ts'
import { legalDay } from '../../platform/clock.ts'
import { itemStates } from '../publishing/index.ts'
import * as store from './store.ts'

const subjectOf = (id: number) => `knowledge/${id}`

/**
 * Tells the public how an entry stands now, in the transaction of the act that made it so. The only place where the
 * public payload of an entry is made.
 */
export const tellPublished = async (work: Work, entryId: number): Promise<void> => {
  const entry = (await store.entryById(work.trx, entryId))!
  const version = (await store.publicVersion(work.trx, entryId))!
  const titles = new Map(
    (await itemStates(work.trx, version.sources, legalDay(work.at))).map((one) => [one.recordId, one.title]),
  )
  const said: Append = {
    kind: 'knowledge.published',
    subject: subjectOf(entryId),
    payload: {
      id: entryId,
      unitId: entry.unitId,
      topic: version.topic,
      question: version.question,
      phrasings: version.phrasings,
      answerHtml: version.answerHtml,
      sources: version.sources.flatMap((recordId) => {
        const title = titles.get(recordId)
        return title === undefined ? [] : [{ recordId, title }]
      }),
      reviewOn: version.reviewOn,
      publishedAt: version.publishedAt!.toISOString(),
      version: version.number,
      flagged: entry.flaggedAt !== null,
    },
  }
  const [seq] = await appendToLog(work.trx, work.at, [said])
  await store.setLogSeq(work.trx, version.id, seq!)
}

/** Takes an entry off the portals and its text out of the log; its address then says so, or leads to `mergedInto`. */
export const tellWithdrawn = async (
  work: Work,
  entry: { id: number; unitId: number },
  { reason, mergedInto }: { reason: string; mergedInto: number | null },
): Promise<void> => {
  const subject = subjectOf(entry.id)
  const withdrawnAt = new Date(work.at.epochMilliseconds).toISOString()
  const payload = { id: entry.id, unitId: entry.unitId, withdrawnAt, reason, mergedInto }
  const [seq] = await appendToLog(work.trx, work.at, [{ kind: 'knowledge.withdrawn', subject, payload }])
  await blankPayloads(work.trx, subject, seq!)
}
