import { type Ctx, type Platform, transact, type Work } from '../../../foundations/context.ts'
import { system } from '../../../foundations/identity/actor.ts'
import { appendToLog } from '../../../foundations/publication-log/append.ts'
import type { Repeal } from '../../../foundations/publication-log/entries.ts'
import { legalDay } from '../../../platform/clock.ts'
import type { Replacement } from '../record.ts'
import * as store from '../store.ts'

/** One document that ends, by whom or what, and who decided it. */
export type Ending = {
  recordId: number
  /** Its public edition and the text of it. */
  edition: store.EditionRow
  on: string
  by: string
  reason: string
  how: Replacement
  byRecordId: number | null
  step: { action: 'repeal' | 'replace'; actorId: number | null; role: string | null }
}

/** What the public is told about a repeal. */
export const publicRepeal = (row: {
  on: string
  by: string
  reason: string
  how: string
  byRecordId: number | null
}): Repeal => ({
  on: row.on,
  by: row.by,
  reason: row.reason,
  ...(row.how === 'superseded' ? { how: 'superseded' as const } : {}),
  ...(row.byRecordId === null ? {} : { byId: row.byRecordId }),
})

const repealEntry = (id: number, repeal: Repeal) => ({
  kind: 'record.validity-changed' as const,
  subject: `record/${id}`,
  payload: { id, validity: 'repealed' as const, repeal },
})

/**
 * Ends public documents in the transaction of the decision: the fact, a step, an event, an audit line, and an entry of
 * the log for each whose day has come. One that ends later is told on its day (`tellRepeals`): until then it is in force
 * (条例 art 20(1): what is in force must be tellable from what is not). The caller holds the lock of every record.
 */
export const endValidity = async (work: Work, endings: Ending[]): Promise<void> => {
  const { trx, at } = work
  for (const { recordId, edition, step, ...fact } of endings) {
    await store.insertRepeal(trx, { recordId, actorId: step.actorId, at, ...fact })
    const revision = await store.currentRevision(trx, edition.id)
    await store.insertStep(work, {
      ...step,
      editionId: edition.id,
      from: edition.status,
      to: edition.status,
      reason: fact.reason,
      revisionId: revision.id,
      at,
    })
    const subject = `record/${recordId}`
    const by = fact.byRecordId === null ? {} : { by: fact.byRecordId }
    await work.emit({ name: 'record.repealed', subject, payload: { on: fact.on, how: fact.how, ...by } })
    work.audit({ action: 'record.repealed', subject, detail: { on: fact.on, how: fact.how, ...by } })
  }
  await tell(
    work,
    endings.filter(({ on }) => on <= legalDay(at)),
  )
}

type TellRow = Parameters<typeof publicRepeal>[0] & { recordId: number }

const tell = async (work: Work, rows: TellRow[]) => {
  const seqs = await appendToLog(
    work.trx,
    work.at,
    rows.map((row) => repealEntry(row.recordId, publicRepeal(row))),
  )
  for (const [i, { recordId }] of rows.entries()) await store.setRepealTold(work.trx, recordId, seqs[i]!)
}

/**
 * Tells the public on its day what was repealed from that day on. Looks at the world again under the lock; a second run
 * finds nothing left.
 * @returns how many were told
 */
export const tellRepeals = async (platform: Platform): Promise<number> => {
  const ctx: Ctx = { ...platform, actor: system }
  let told = 0
  for (const { recordId } of await store.repealsToTell(ctx.db, legalDay(ctx.clock())))
    told += await transact(ctx, async (work) => {
      await store.lockRecord(work.trx, recordId)
      const row = await store.repealOf(work.trx, recordId)
      if (!row || row.logSeq !== null) return 0
      await tell(work, [row])
      return 1
    })
  return told
}

/** Notes a repeal that happened before the item was moved in; nobody of this system decided it. */
export const recordRepeal = (ctx: Ctx, given: { recordId: number; on: string; by: string; reason: string }) =>
  transact(ctx, async (work) => {
    const row = { ...given, how: 'repealed' as const, byRecordId: null }
    await store.insertRepeal(work.trx, { ...row, actorId: ctx.actor.personId, at: work.at })
    await tell(work, [row])
  })
