import { mkdir, open, readFile, rm, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { applicationRole } from '../../src/platform/db/application-role.ts'
import { startEmbedded } from '../../src/platform/db/embedded.ts'
import { migrate, readMigrations } from '../../src/platform/db/migrate.ts'
import { home } from '../../src/platform/home.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the throw-away cluster's own database `postgres`, as the owner of everything. */
    postgres: string
    /** The same as the running program. */
    application: string
    /** Database with every migration applied, copied for each test file. */
    template: string
    /** Data folder with the demo county, made by the first test of the run that wants one. */
    county: string
  }
}

const folder = join(home, '.tmp', 'test-postgres')
const county = join(home, '.tmp', 'journeys', `county-${process.pid}`)
const holder = 'gongkai test run'
const flags = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']

const alive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** One run at a time starts or stops the cluster, or makes the template; a lock of a dead run is taken over. */
const withLock = async <T>(work: () => Promise<T>): Promise<T> => {
  const path = `${folder}.lock`
  for (let tries = 0; ; tries++) {
    try {
      const handle = await open(path, 'wx')
      await handle.writeFile(String(process.pid))
      await handle.close()
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries > 600) throw error
      const pid = Number(await readFile(path, 'utf8').catch(() => ''))
      if (pid > 0 && !alive(pid)) await unlink(path).catch(() => undefined)
      else await sleep(100)
    }
  }
  try {
    return await work()
  } finally {
    await unlink(path).catch(() => undefined)
  }
}

const makeTemplate = async (client: pg.Client, url: (database: string) => string) => {
  const { fingerprint } = await readMigrations()
  const name = `gongkai_granted_${fingerprint.slice(0, 16)}`
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
  if (rowCount) return name
  await client.query(`drop database if exists ${name}_making with (force)`)
  await client.query(`create database ${name}_making`)
  await migrate(url(`${name}_making`), applicationRole)
  await client.query(`alter database ${name}_making rename to ${name}`)
  return name
}

/**
 * Vitest's global set-up: one real PostgreSQL for the whole run, without fsync, shared with runs that go on beside this
 * one. The last run to end stops it.
 */
export default async function setup(project: TestProject) {
  await mkdir(join(folder, '..'), { recursive: true })
  const { cluster, client } = await withLock(async () => {
    const cluster = await startEmbedded(folder, { flags: flags.flatMap((flag) => ['-c', flag]) })
    const client = new pg.Client({ connectionString: cluster.url('postgres'), application_name: holder })
    await client.connect()
    // A cluster stopped by force ends this connection too; that must not hide the failure of the test itself.
    client.on('error', () => undefined)
    project.provide('postgres', cluster.url('postgres'))
    project.provide('application', cluster.applicationUrl('postgres'))
    project.provide('county', county)
    project.provide('template', await makeTemplate(client, cluster.url))
    return { cluster, client }
  })
  return () =>
    withLock(async () => {
      await rm(county, { recursive: true, force: true })
      const { rows } = await client.query<{ n: number }>(
        'select count(*)::int as n from pg_stat_activity where application_name = $1',
        [holder],
      )
      await client.end()
      if (rows[0]!.n <= 1) await cluster.stop()
    })
}
