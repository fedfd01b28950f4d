import { sql } from 'kysely'
import type { Db } from './db/connect.ts'
import type { Keyring } from './keyring.ts'

/** A column of sealed values, and where each belongs (see Keyring). `key` is unique in the table. */
export type SealedColumn = { table: string; key: string; column: string; place: (key: string) => string }

const batch = 200

const waiting = ({ table, column }: SealedColumn, current: string) =>
  sql`from ${sql.table(table)} where ${sql.ref(column)} is not null and not starts_with(${sql.ref(column)}, ${`${current}.`})`

/**
 * Seals with the current key whatever an older one sealed, batch by batch, while the program runs; begun again after a
 * stop it goes on with the rest. A row that somebody changes meanwhile waits for nobody: who changes it seals it anew.
 * @returns how many values were sealed anew
 * @throws Error when a value does not open
 */
export const sealAnew = async (
  db: Db,
  keyring: Keyring,
  columns: readonly SealedColumn[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<number> => {
  const current = keyring.currentKey()
  let total = 0
  for (const one of columns) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n ${waiting(one, current)}`.execute(db)
    total += rows[0]!.n
  }
  let done = 0
  for (const one of columns) {
    for (;;) {
      const { rows } = await sql<{ key: string; sealed: string }>`
        select ${sql.ref(one.key)}::text as key, ${sql.ref(one.column)} as sealed ${waiting(one, current)}
        limit ${batch}`.execute(db)
      if (!rows.length) break
      for (const { key, sealed } of rows) {
        const anew = keyring.seal(keyring.open(sealed, one.place(key)), one.place(key))
        await sql`update ${sql.table(one.table)} set ${sql.ref(one.column)} = ${anew}
          where ${sql.ref(one.key)}::text = ${key} and ${sql.ref(one.column)} = ${sealed}`.execute(db)
        done += 1
      }
      onProgress(Math.min(done, total), total)
    }
  }
  return done
}
