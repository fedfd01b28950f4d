import type { Connection, Trx } from '../../platform/db/connect.ts'

/** One row or cell that an import could not take, or took with an assumption. */
export type RowFault = {
  /** 1-based line in the sheet. */
  row: number
  sheet: string
  column: string
  message: string
  value: string
}

export type ImportReport = {
  added: number
  changed: number
  unchanged: number
  refused: RowFault[]
}

export const rememberImport = async (
  trx: Trx,
  run: ImportReport & { actorId: number; fileName: string },
  at: Temporal.Instant,
): Promise<number> =>
  (
    await trx
      .insertInto('catalogue_import')
      .values({
        at: new Date(at.epochMilliseconds),
        actor_id: run.actorId,
        file_name: run.fileName,
        added: run.added,
        changed: run.changed,
        unchanged: run.unchanged,
        refused: JSON.stringify(run.refused),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

/** The newest imports with their reports. */
export const recentImports = async (db: Connection) => {
  const rows = await db
    .selectFrom('catalogue_import')
    .innerJoin('person', 'person.id', 'catalogue_import.actor_id')
    .selectAll('catalogue_import')
    .select('person.name')
    .orderBy('catalogue_import.id', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actorName: row.name,
    fileName: row.file_name,
    added: row.added,
    changed: row.changed,
    unchanged: row.unchanged,
    refused: row.refused as RowFault[],
  }))
}
