import { type Ctx, type Platform, transact } from '../../../foundations/context.ts'
import { system } from '../../../foundations/identity/actor.ts'
import { blocking, checkDraft, type Issue } from '../checks.ts'
import { gatherFacts } from '../facts.ts'
import { lostFiles } from '../lost-files.ts'
import { caseFile } from '../standing.ts'
import * as store from '../store.ts'
import { hourInWords, say } from '../words.zh.ts'
import { publishEdition } from './publish-edition.ts'

export type DueReport = { published: number; bounced: number; failed: number }

/** What a job that looks every minute may be late by before it counts as a stop. */
const punctual = { minutes: 2 }

/**
 * Publishes what was signed for an hour that has come. The waiting is a fact in the database: after any stop the next
 * run finds what it missed, and of two that run at once the second finds nothing left to do. One item that fails holds up
 * no other.
 */
export const publishDue = async (platform: Platform): Promise<DueReport> => {
  const ctx: Ctx = { ...platform, actor: system }
  const report: DueReport = { published: 0, bounced: 0, failed: 0 }
  for (const recordId of await store.recordsDue(platform.db, platform.clock())) {
    try {
      const done = await publishWhenDue(ctx, recordId)
      if (done) report[done] += 1
    } catch (error) {
      report.failed += 1
      platform.log.error({ err: error, record: recordId }, 'scheduled publication failed; it stays due')
    }
  }
  return report
}

/** One item in one transaction, looked at again under its lock. */
const publishWhenDue = (ctx: Ctx, recordId: number) =>
  transact(ctx, async (work): Promise<'published' | 'bounced' | undefined> => {
    const head = await store.lockRecord(work.trx, recordId)
    if (!head) return undefined
    const file = await caseFile(work.trx, head, work.at)
    const edition = file.open
    if (edition?.status !== 'scheduled' || edition.publishAt!.getTime() > work.at.epochMilliseconds) return undefined
    const revision = await store.currentRevision(work.trx, edition.id)
    const about = { recordId, unitId: head.unitId, live: file.settled?.status === 'published' }
    const wrong = [
      ...blocking(checkDraft(revision, await gatherFacts(ctx, work.trx, revision, about))),
      ...(await lostFiles(ctx.files, [...revision.files, ...revision.pictures])),
    ]
    const planned = Temporal.Instant.fromEpochMilliseconds(edition.publishAt!.getTime())
    if (wrong.length) {
      await bounce(work, file.head.id, edition, revision.id, planned, wrong)
      return 'bounced'
    }
    const late = Temporal.Instant.compare(work.at, planned.add(punctual)) > 0
    const reason = late
      ? say.publishedLate(hourInWords(planned), hourInWords(work.at))
      : say.publishedAsPlanned(hourInWords(planned))
    await publishEdition(ctx, work, file, edition, revision, reason)
    return 'published'
  })

/** What no longer passes goes back to the section head, the first who may mend the text, with every reason by name. */
const bounce = async (
  work: Parameters<Parameters<typeof transact>[1]>[0],
  recordId: number,
  edition: store.EditionRow,
  revisionId: number,
  planned: Temporal.Instant,
  wrong: Issue[],
): Promise<void> => {
  const chain = edition.chain ?? []
  const to = chain.includes('section_review') ? 'section_review' : chain[0]!
  await store.setStatus(work.trx, edition.id, work.at, { status: to, publishAt: null, bounced: true })
  await store.insertStep(work, {
    editionId: edition.id,
    action: 'bounce',
    from: 'scheduled',
    to,
    actorId: null,
    role: null,
    reason: say.bounced(hourInWords(planned)),
    revisionId,
    findings: wrong.map(({ field, key, message }) => ({ field, key, message })),
    at: work.at,
  })
  const subject = `record/${recordId}`
  const detail = { edition: edition.number, planned: planned.toString(), keys: wrong.map(({ key }) => key) }
  await work.emit({ name: 'record.bounced', subject, payload: { to } })
  work.audit({ action: 'record.bounced', subject, detail })
}
