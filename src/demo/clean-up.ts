import { documentsOfRound, markDocuments, openRound } from '../capabilities/publishing/index.ts'
import type { Platform } from '../foundations/context.ts'
import { actorOf } from '../foundations/identity/index.ts'
import { allUnits } from '../foundations/units/index.ts'
import { legalDay } from '../platform/clock.ts'

/** Units with people of their own in the demo county, and the clerk who has already judged the older half of a unit's. */
const units = ['xzf', 'czj', 'jyj', 'sqz']
const diligent = 'wenyining'

/** A clean-up of normative documents that is under way: opened by the disclosure office, begun by one unit. */
export const loadCleanUp = async (platform: Platform): Promise<number> => {
  const as = async (username: string) => ({ ...platform, actor: (await actorOf(platform.db, username))! })
  const today = Temporal.PlainDate.from(legalDay(platform.clock()))
  const ids = new Map((await allUnits(platform.db)).map((unit) => [unit.code, unit.id]))
  const id = await openRound(await as('qinzhaoye'), {
    unitId: ids.get('xzf')!,
    title: `${today.year}年度规范性文件清理`,
    unitIds: units.map((code) => ids.get(code)!),
    formedFrom: null,
    formedTo: today.subtract({ days: 30 }).toString(),
    dueOn: today.add({ days: 14 }).toString(),
  })
  const documents = await documentsOfRound(platform.db, id)
  const ctx = await as(diligent)
  const own = documents.filter((one) => ctx.actor.posts.some((post) => post.unitId === one.unitId))
  const marks = own
    .slice(Math.floor(own.length / 2))
    .map(({ recordId }) => ({ recordId, outcome: 'keep' as const, note: '' }))
  if (marks.length) await markDocuments(ctx, { id, marks })
  return documents.length
}
