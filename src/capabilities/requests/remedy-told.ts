import type { DeliveryWay } from '../../foundations/intake/request-form.ts'
import { allUnits, type Unit } from '../../foundations/units/index.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { remedyParagraph, reviewBody } from './rules/remedy.ts'
import { type ReplyKindKey, replyKind } from './rules/reply-kinds.ts'
import { readSettings } from './settings.ts'

/** The remedy that an answer of this unit tells: the same words in the letter and on the applicant's page (rules/remedy.ts). */
export const remedyOf = async (
  db: Connection,
  unit: Pick<Unit, 'kind'>,
  kind: ReplyKindKey,
  way: DeliveryWay,
): Promise<string> => {
  const { governmentAbove, court, onlineReview } = await readSettings(db)
  const government = (await allUnits(db)).find((one) => one.kind === 'government')
  return remedyParagraph({
    route: replyKind(kind).remedy,
    partial: kind === 'partial',
    body: reviewBody({ kind: unit.kind, government: government?.name ?? '本级人民政府', governmentAbove }),
    court,
    online: way === 'online',
    onlineReview,
  })
}
