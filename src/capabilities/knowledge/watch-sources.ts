import { type Ctx, type Listener, type Platform, transact, type Work } from '../../foundations/context.ts'
import { system } from '../../foundations/identity/actor.ts'
import { holdersOf } from '../../foundations/identity/index.ts'
import { notify } from '../../foundations/notices/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { itemStates } from '../publishing/index.ts'
import { note } from './standing.ts'
import * as store from './store.ts'
import { tellPublished } from './tell-public.ts'
import { flagWords, noticeWords } from './words.zh.ts'

/**
 * 来源已失效: public entries of which a source was withdrawn, repealed, taken the place of or has expired are flagged, the
 * public is told, and so is the unit that answers for them (条例 art 6). Each end is told once; what a section head found
 * still right although a source ended stays so. Looks at the world again under the lock: a second run finds nothing.
 * @param recordId only those that rest on this item; all when left out
 * @returns how many entries were flagged
 */
export const flagEnded = async (platform: Platform, recordId?: number): Promise<number> => {
  const ctx: Ctx = { ...platform, actor: system }
  const today = legalDay(ctx.clock())
  const resting = await store.publicWithSources(ctx.db, recordId)
  const states = await itemStates(ctx.db, [...new Set(resting.flatMap(({ sources }) => sources))], today)
  const ended = new Set(states.filter(({ state }) => state !== 'public').map((one) => one.recordId))
  let flagged = 0
  for (const { entryId, sources } of resting)
    if (sources.some((id) => ended.has(id)))
      flagged += Number(await transact(ctx, (work) => flagOne(ctx, work, entryId)))
  return flagged
}

const flagOne = async (ctx: Ctx, work: Work, entryId: number): Promise<boolean> => {
  const entry = await store.lockEntry(work.trx, entryId)
  const version = entry && (await store.publicVersion(work.trx, entryId))
  if (!version) return false
  const today = legalDay(work.at)
  const ended = (await itemStates(work.trx, version.sources, today)).filter(({ state }) => state !== 'public')
  const news = ended.filter((one) => !entry.endedSources.includes(one.recordId))
  if (!news.length) return false
  const reason = flagWords.sourceEnded(news.map(({ title }) => title))
  const endedSources = [...new Set([...entry.endedSources, ...ended.map((one) => one.recordId)])]
  await store.setFlag(work.trx, entryId, { at: work.at, reason, endedSources })
  await store.insertStep(work.trx, {
    entryId,
    versionId: version.id,
    action: 'source_ended',
    from: 'published',
    to: 'published',
    actorId: null,
    onBehalfOf: null,
    role: null,
    reason,
    at: work.at,
  })
  await note(work, 'flagged', entryId, { sources: news.map((one) => one.recordId) })
  await tellPublished(work, entryId)
  const people = [
    ...(await holdersOf(work.trx, 'clerk', { unitId: entry.unitId, today })),
    ...(await holdersOf(work.trx, 'section_head', { unitId: entry.unitId, today })),
  ]
  await notify(work, ctx, people, {
    kind: 'knowledge.flagged',
    text: noticeWords.flagged(version.question, reason),
    address: `/knowledge/${entryId}`,
    about: `knowledge/${entryId}`,
    key: `knowledge/${entryId}/ended/${news.map((one) => one.recordId).join('-')}`,
  })
  return true
}

/** Listens to what becomes of items; the job of every hour finds what a listener missed. */
export const watchSource =
  (platform: () => Platform): Listener =>
  async ({ subject }) => {
    await flagEnded(platform(), Number(subject.slice('record/'.length)))
  }
