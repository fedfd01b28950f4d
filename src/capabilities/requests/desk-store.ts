import { sql } from 'kysely'
import type { Connection } from '../../platform/db/connect.ts'

/** SQL on request that only the desk asks for. */

/** When the same applicant last asked the same unit for the same in the same words. */
export const askedBefore = async (
  db: Connection,
  given: { applicantKey: string; contentKey: string; unitId: number },
): Promise<Date | undefined> => {
  const { rows } = await sql<{ at: Date }>`
    select c.submitted_at as at from request r join case_file c on c.id = r.case_id
    where r.applicant_key = ${given.applicantKey} and r.content_key = ${given.contentKey}
      and c.unit_id = ${given.unitId} and c.status <> 'void'
    order by c.submitted_at desc limit 1`.execute(db)
  return rows[0]?.at
}

/** The case that the office has made of a form. */
export const caseOfForm = async (db: Connection, formId: string): Promise<{ number: string | null } | undefined> =>
  db
    .selectFrom('request')
    .innerJoin('case_file', 'case_file.id', 'request.case_id')
    .select('case_file.number')
    .where('request.intake_id', '=', formId)
    .executeTakeFirst()

export const nameOfOwner = async (db: Connection, personId: number): Promise<string | null> =>
  (await db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst())?.name ?? null
