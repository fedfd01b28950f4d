import { documentsOf } from '../../foundations/casework/index.ts'
import type { Ctx } from '../../foundations/context.ts'
import { unitById } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { openContent } from './applicant.ts'
import type { RequestFile } from './case-file.ts'
import type { Facts } from './checks.ts'
import type { EventData } from './events.ts'
import type { DocumentKind } from './request.ts'
import { caseWithRequest, requestOf } from './store.ts'
import type { Action } from './transitions.ts'

/** Everything beside the events that the checks of an act have to know. */
export const gatherFacts = async (
  ctx: Ctx,
  db: Connection,
  { row }: Pick<RequestFile, 'row'>,
  action: Action,
  data: EventData[Action],
): Promise<Facts> => {
  const request = await requestOf(db, row.id)
  return {
    calendar: ctx.calendar(),
    today: legalDay(ctx.clock()),
    asks: request.asks,
    wanted: openContent(ctx.keyring, row.id, request.contentSealed).way,
    documents:
      action === 'propose'
        ? new Map((await documentsOf(db, ctx.keyring, row.id)).map((one) => [one.id, one.kind as DocumentKind]))
        : new Map(),
    earlierCase:
      action === 'propose' ? await earlierCase(db, row.id, (data as EventData['propose']).reply.earlierCaseId) : null,
    ownerFits: action === 'assign' && (await worksFor(db, (data as EventData['assign']).ownerId, row.unitId)),
    unit: action === 'redirect' ? await otherUnit(db, (data as EventData['redirect']).unitId, row.unitId) : 'same',
    recordFits: action === 'convert' && (await ownRecord(db, (data as EventData['convert']).recordId, row.unitId)),
    remedyFits: action === 'reopen' && (await concluded(db, row.id, (data as EventData['reopen']).remedyId)),
  }
}

/** Asked by the same applicant of the same unit, and answered? */
const earlierCase = async (db: Connection, caseId: number, earlierId: number | null): Promise<Facts['earlierCase']> => {
  if (earlierId === null || earlierId === caseId) return null
  const [now, before] = [await caseWithRequest(db, caseId), await caseWithRequest(db, earlierId)]
  if (!now || !before || before.unitId !== now.unitId || before.applicantKey !== now.applicantKey) return null
  return before.closedOn === null || before.status === 'void' ? 'open' : 'answered'
}

const worksFor = async (db: Connection, personId: number, unitId: number): Promise<boolean> => {
  const row = await db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select('post.id')
    .where('post.person_id', '=', personId)
    .where('post.unit_id', '=', unitId)
    .where('post.role', 'in', ['clerk', 'section_head'])
    .where('person.active', '=', true)
    .executeTakeFirst()
  return row !== undefined
}

const otherUnit = async (db: Connection, unitId: number, now: number): Promise<Facts['unit']> => {
  if (unitId === now) return 'same'
  const unit = await unitById(db, unitId)
  return unit && !unit.dissolvedOn ? 'other' : 'gone'
}

/** Is it an item of this unit that the answer became? */
const ownRecord = async (db: Connection, recordId: number, unitId: number): Promise<boolean> => {
  const row = await db
    .selectFrom('record')
    .select('id')
    .where('id', '=', recordId)
    .where('unit_id', '=', unitId)
    .executeTakeFirst()
  return row !== undefined
}

const concluded = async (db: Connection, caseId: number, remedyId: number): Promise<boolean> => {
  const row = await db
    .selectFrom('remedy')
    .select('id')
    .where('id', '=', remedyId)
    .where('case_id', '=', caseId)
    .where('outcome', '<>', 'open')
    .executeTakeFirst()
  return row !== undefined
}
