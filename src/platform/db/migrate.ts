import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { home } from '../home.ts'

const folder = () => join(home, 'db', 'migrations')

/** Files of db/migrations in order, with a fingerprint of all of them together. */
export const readMigrations = async () => {
  const names = (await readdir(folder())).filter((name) => name.endsWith('.sql')).sort()
  const files = await Promise.all(
    names.map(async (name) => ({ name, sql: await readFile(join(folder(), name), 'utf8') })),
  )
  const fingerprint = createHash('sha256').update(JSON.stringify(files)).digest('hex')
  return { files, fingerprint }
}

/**
 * Brings a database up to date, each file in one transaction. Safe to run from several processes at once.
 * @returns names of the files that were applied
 */
export const migrate = async (url: string): Promise<string[]> => {
  const { files } = await readMigrations()
  const client = new pg.Client({ connectionString: url, application_name: 'gongkai migrate' })
  await client.connect()
  const applied: string[] = []
  try {
    await client.query('select pg_advisory_lock(8180)')
    await client.query(
      'create table if not exists migration (name text primary key, at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string }>('select name from migration')
    const known = new Set(rows.map((row) => row.name))
    for (const { name, sql } of files) {
      if (known.has(name)) continue
      await client.query('begin')
      try {
        await client.query(sql)
        await client.query('insert into migration (name) values ($1)', [name])
        await client.query('commit')
        applied.push(name)
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error })
      }
    }
  } finally {
    await client.end()
  }
  return applied
}
