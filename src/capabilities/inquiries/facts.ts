import type { Ctx } from '../../foundations/context.ts'
import { unitById } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { areAnswersPublic } from '../knowledge/index.ts'
import { arePublished } from '../publishing/index.ts'
import type { InquiryFile } from './case-file.ts'
import type { Facts } from './checks.ts'
import type { EventData } from './events.ts'
import { turnOf } from './state.ts'
import type { Action } from './transitions.ts'

/** Everything beside the events that the checks of an act have to know. */
export const gatherFacts = async (
  ctx: Ctx,
  db: Connection,
  { state, limits }: Pick<InquiryFile, 'state' | 'limits'>,
  action: Action,
  data: EventData[Action],
): Promise<Facts> => {
  const unitId = 'unitId' in data ? data.unitId : null
  const sources = 'sources' in data ? data.sources : null
  return {
    calendar: ctx.calendar(),
    today: legalDay(ctx.clock()),
    limits,
    unit: unitId === null ? 'same' : await otherUnit(db, unitId, state.leadId),
    ownerFits: action === 'assign' && (await worksFor(db, (data as EventData['assign']).ownerId, state)),
    sourcesPublic:
      sources === null ||
      ((await arePublished(db, sources.records)) && (await areAnswersPublic(db, sources.knowledge))),
  }
}

const otherUnit = async (db: Connection, unitId: number, now: number): Promise<Facts['unit']> => {
  const unit = await unitById(db, unitId)
  if (!unit || unit.dissolvedOn) return 'gone'
  return unitId === now ? 'same' : 'other'
}

const worksFor = async (db: Connection, personId: number, state: InquiryFile['state']): Promise<boolean> => {
  const supervised = state.kind === 'complaint' || state.kind === 'report'
  const row = await db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select('post.id')
    .where('post.person_id', '=', personId)
    .where('person.active', '=', true)
    .where('post.ended_on', 'is', null)
    .$if(supervised, (query) => query.where('post.role', '=', 'supervisor'))
    .$if(!supervised, (query) =>
      query.where('post.unit_id', '=', turnOf(state)).where('post.role', 'in', ['clerk', 'section_head']),
    )
    .executeTakeFirst()
  return row !== undefined
}
