import type { Readable, Writable } from 'node:stream'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import { connectClient } from './hosts.ts'

/**
 * The rows of a whole database as PostgreSQL writes them itself (COPY, text format, UTF-8), one stream for each table,
 * and back. The structure is not copied: it comes from db/migrations.
 */

export type TableCopy = { table: string; columns: string[]; rows: number }
export type Sequences = Record<string, number>
export type DumpedTables = { migrations: string[]; tables: TableCopy[]; sequences: Sequences }

const quoted = (name: string) => pg.escapeIdentifier(name)
const listed = (columns: string[]) => columns.map(quoted).join(', ')

const tablesOf = async (client: pg.ClientBase): Promise<{ table: string; columns: string[] }[]> => {
  const { rows } = await client.query<{ table: string; columns: string[] }>(`
    select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = ''
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'migration'
    group by c.relname order by c.relname`)
  return rows
}

/**
 * Copies every table out, all as they stood at one moment, while others go on writing.
 * @param write takes one table's stream to its end
 */
export const dumpTables = async (
  url: string,
  write: (table: string, rows: Readable) => Promise<void>,
  onTable: (done: number, of: number) => void = () => undefined,
): Promise<DumpedTables> => {
  const client = await connectClient(url, { application_name: 'gongkai backup' })
  try {
    await client.query('begin isolation level repeatable read read only')
    const names = await client.query<{ name: string }>('select name from migration order by name')
    const found = await tablesOf(client)
    const tables: TableCopy[] = []
    for (const { table, columns } of found) {
      const stream = client.query(to(`copy ${quoted(table)} (${listed(columns)}) to stdout`))
      await write(table, stream)
      tables.push({ table, columns, rows: stream.rowCount })
      onTable(tables.length, found.length)
    }
    const { rows } = await client.query<{ name: string; last: string | null }>(
      `select sequencename as name, last_value as last from pg_sequences where schemaname = 'public'`,
    )
    const sequences = Object.fromEntries(
      rows.filter((row) => row.last !== null).map((row) => [row.name, Number(row.last)]),
    )
    await client.query('commit')
    return { migrations: names.rows.map((row) => row.name), tables, sequences }
  } finally {
    await client.end()
  }
}

/**
 * Puts every table back into a database of the same migrations, in one transaction: all of it or nothing. What the
 * migrations put in is replaced. Foreign keys are taken off and put on again, which checks every row.
 * @param url of the owner of the tables
 * @param read writes one table's rows into the stream
 */
export const loadTables = async (
  url: string,
  { tables, sequences }: Pick<DumpedTables, 'tables' | 'sequences'>,
  read: (table: string, rows: Writable) => Promise<void>,
  onTable: (done: number, of: number) => void = () => undefined,
): Promise<void> => {
  const client = await connectClient(url, { application_name: 'gongkai restore' })
  try {
    await client.query('begin')
    const here = (await tablesOf(client)).map(({ table }) => table)
    const missing = tables.find(({ table }) => !here.includes(table))
    if (missing) throw new Error(`there is no table ${missing.table} in this database`)
    const keys = await client.query<{ table: string; name: string; definition: string }>(`
      select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace`)
    for (const key of keys.rows)
      await client.query(`alter table ${quoted(key.table)} drop constraint ${quoted(key.name)}`)
    for (const table of here) await client.query(`alter table ${quoted(table)} disable trigger user`)
    await client.query(`truncate ${listed(here)}`)
    let done = 0
    for (const { table, columns, rows } of tables) {
      const stream = client.query(from(`copy ${quoted(table)} (${listed(columns)}) from stdin`))
      await read(table, stream)
      if (stream.rowCount !== rows) throw new Error(`${table}: ${stream.rowCount} rows came, ${rows} were copied out`)
      onTable(++done, tables.length)
    }
    for (const [name, last] of Object.entries(sequences))
      await client.query('select setval($1::regclass, $2)', [`public.${quoted(name)}`, last])
    for (const key of keys.rows)
      await client.query(`alter table ${quoted(key.table)} add constraint ${quoted(key.name)} ${key.definition}`)
    for (const table of here) await client.query(`alter table ${quoted(table)} enable trigger user`)
    await client.query('commit')
    await client.query('analyze')
  } finally {
    await client.end()
  }
}
