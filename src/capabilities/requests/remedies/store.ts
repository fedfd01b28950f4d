import { sql } from 'kysely'
import type { Connection, Trx } from '../../../platform/db/connect.ts'
import type { RemedyKind, RemedyOutcome } from '../request.ts'
import type { RemedyFields } from './remedy.ts'

/** SQL on remedy. */

export type Remedy = RemedyFields & {
  id: number
  caseId: number
  outcome: RemedyOutcome
  decision: string
  concludedOn: string | null
  version: number
}

const columns = [
  'remedy.id',
  'remedy.case_id as caseId',
  'remedy.kind',
  'remedy.body',
  'remedy.number',
  'remedy.filed_on as filedOn',
  'remedy.served_on as servedOn',
  'remedy.simplified',
  'remedy.outcome',
  'remedy.decision',
  'remedy.concluded_on as concludedOn',
  'remedy.version',
] as const

export const remediesOf = async (db: Connection, caseId: number): Promise<Remedy[]> =>
  (await db.selectFrom('remedy').select(columns).where('case_id', '=', caseId).orderBy('id').execute()) as Remedy[]

export const insertRemedy = async (trx: Trx, caseId: number, given: RemedyFields): Promise<number> =>
  (
    await trx
      .insertInto('remedy')
      .values({ case_id: caseId, ...toColumns(given) })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

/** @returns false when somebody has changed it since `version` */
export const updateRemedy = async (
  trx: Trx,
  { id, version }: Pick<Remedy, 'id' | 'version'>,
  change: Partial<RemedyFields> & Partial<Pick<Remedy, 'outcome' | 'decision' | 'concludedOn'>>,
): Promise<boolean> => {
  const { outcome, decision, concludedOn, ...fields } = change
  const { numUpdatedRows } = await trx
    .updateTable('remedy')
    .set({
      ...toColumns(fields),
      ...(outcome !== undefined && { outcome }),
      ...(decision !== undefined && { decision }),
      ...(concludedOn !== undefined && { concluded_on: concludedOn }),
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

const toColumns = <T extends Partial<RemedyFields>>({ filedOn, servedOn, ...same }: T) =>
  ({
    ...same,
    ...(filedOn !== undefined && { filed_on: filedOn }),
    ...(servedOn !== undefined && { served_on: servedOn }),
  }) as Omit<T, 'filedOn' | 'servedOn'> & { filed_on: string; served_on: string | null }

export type RemedyRow = Remedy & { caseNumber: string | null; summary: string; unitId: number; unitName: string }

/** Remedies of cases of these units; with a period, those that table 3 counts in it. */
export const listRemedies = async (
  db: Connection,
  units: readonly number[] | 'all',
  given: {
    kind?: RemedyKind | undefined
    outcome?: RemedyOutcome | undefined
    from: string
    to: string
    page: number
    size: number
  },
): Promise<{ items: RemedyRow[]; total: number }> => {
  const { kind, outcome, from, to, page, size } = given
  let found = db
    .selectFrom('remedy')
    .innerJoin('case_file', 'case_file.id', 'remedy.case_id')
    .innerJoin('unit', 'unit.id', 'case_file.unit_id')
    .where('remedy.filed_on', '<=', to)
    .where((eb) => eb.or([eb('remedy.concluded_on', 'is', null), eb('remedy.concluded_on', '>=', from)]))
  if (units !== 'all') found = found.where('case_file.unit_id', 'in', units.length ? [...units] : [0])
  if (kind) found = found.where('remedy.kind', '=', kind)
  if (outcome === 'open')
    found = found.where((eb) => eb.or([eb('remedy.concluded_on', 'is', null), eb('remedy.concluded_on', '>', to)]))
  else if (outcome) found = found.where('remedy.outcome', '=', outcome).where('remedy.concluded_on', '<=', to)
  const { n } = await found.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  const items = await found
    .select([...columns, 'case_file.number as caseNumber', 'case_file.summary', 'case_file.unit_id as unitId'])
    .select('unit.name as unitName')
    .orderBy('remedy.filed_on', 'desc')
    .orderBy('remedy.id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { items: items as unknown as RemedyRow[], total: Number(n) }
}
