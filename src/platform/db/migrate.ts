import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { home } from '../home.ts'
import { grantApplication, isGranted } from './application-role.ts'
import { connectClient } from './hosts.ts'

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
 * Brings a database up to date, each file in one transaction. Safe to run from several processes at once. Whoever may
 * not change tables can still ask: a database that is up to date is left alone.
 * @param url of the owner of the tables
 * @param role of the running program, when it is not the owner: gets its rights on what there is
 * @param only these files, to make the structure that a backup was taken from
 * @returns names of the files that were applied
 */
export const migrate = async (url: string, role?: string, only?: readonly string[]): Promise<string[]> => {
  const { files } = await readMigrations()
  const client = await connectClient(url, { application_name: 'gongkai migrate' })
  const applied: string[] = []
  try {
    await client.query('select pg_advisory_lock(8180)')
    const known = await appliedBefore(client)
    for (const { name, sql } of files) {
      if (known.has(name) || (only && !only.includes(name))) continue
      await client.query('begin')
      try {
        await client.query(
          'create table if not exists migration (name text primary key, at timestamptz not null default now())',
        )
        await client.query(sql)
        await client.query('insert into migration (name) values ($1)', [name])
        await client.query('commit')
        applied.push(name)
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error })
      }
    }
    if (role && (applied.length || !(await isGranted(client, role)))) await grantApplication(client, role)
  } finally {
    await client.end()
  }
  return applied
}

const appliedBefore = async (client: pg.Client): Promise<Set<string>> => {
  const { rows } = await client.query<{ known: boolean }>(`select to_regclass('migration') is not null as known`)
  if (!rows[0]!.known) return new Set()
  return new Set((await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name))
}
