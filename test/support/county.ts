import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { appendFileSync, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { home } from '../../src/platform/home.ts'

/** The demo county served by the program itself, as an operator starts it: own data, own PostgreSQL, both ports. */
export type County = {
  portal: string
  office: string
  folder: string
  /** What the program has printed so far. */
  printed: () => string
  /** Ends the serving process and nothing else, as a power cut would; its PostgreSQL is left running. */
  killServer: () => Promise<void>
  /** Asks the program to end, as Ctrl-C and a service manager do; answers its exit code. */
  endServer: () => Promise<number | null>
  /** Starts the program again on the same data and the same ports. */
  startAgain: () => Promise<void>
  /** Runs another command of the program on the same data. */
  command: (...args: string[]) => Promise<{ code: number; output: string }>
  postgresPid: () => Promise<number>
  /** Stops the program and removes its data. */
  close: () => Promise<void>
}

const program = join(home, 'bin', 'gongkai')
const ports = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

const exited = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => child.once('exit', () => resolve()))

const answers = async (url: string) => {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

export const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const parent = join(home, '.tmp', 'journeys')

const postmaster = async (folder: string) =>
  Number((await readFile(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0])

const stopPostgres = async (folder: string) => {
  const pid = await postmaster(folder).catch(() => 0)
  if (!(pid > 0 && alive(pid))) return
  process.kill(pid, 'SIGINT')
  for (let tries = 0; tries < 200 && alive(pid); tries++) await sleep(50)
}

/** Clears away what runs left behind that were ended by force: their PostgreSQL and their data. */
const sweep = async () => {
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = Number(/^[a-z]+-(\d+)$/.exec(name)?.[1])
    if (!(pid > 0) || alive(pid)) continue
    await stopPostgres(join(parent, name))
    await rm(join(parent, name), { recursive: true, force: true })
  }
}

const once = async (made: string, make: () => Promise<void>) => {
  const lock = `${made}.lock`
  while (!existsSync(made)) {
    const mine = await mkdir(lock).then(
      () => true,
      () => false,
    )
    if (mine)
      try {
        if (!existsSync(made)) await make()
      } finally {
        await rm(lock, { recursive: true, force: true })
      }
    else await sleep(200)
  }
}

/** A data folder with the demo county in it. The first test of a run makes one, the others copy it: it takes seconds to make. */
const copyCounty = async (folder: string) => {
  const template = inject('county')
  await mkdir(parent, { recursive: true })
  await once(template, async () => {
    const making = await serveCounty(`making`, { anew: true })
    if ((await making.endServer()) !== 0) throw new Error(`the county to copy did not end well:\n${making.printed()}`)
    await rename(making.folder, template)
  })
  // The owner of PostgreSQL's files goes with them.
  await promisify(execFile)('cp', ['-a', '--reflink=auto', template, folder])
}

/**
 * Serves the demo county (on `databaseUrl`, else on a PostgreSQL of its own) on free ports with a data folder of its own, `.tmp/journeys/<name>-<pid>`, so
 * that two runs do not meet. Resolves when both sides
 * say that they are ready. What it prints is kept beside the folder, in a `.log` of the same name.
 */
export const serveCounty = async (
  name: string,
  options: {
    databaseUrl?: string
    env?: Record<string, string>
    /** Makes the county anew instead of copying the one of this run. */
    anew?: boolean
  } = {},
): Promise<County> => {
  if (!existsSync(join(home, 'dist', 'console', 'index.html')))
    throw new Error('the console is not built: run script/build first')
  await sweep()
  const folder = join(parent, `${name}-${process.pid}`)
  await rm(folder, { recursive: true, force: true })
  await rm(`${folder}.log`, { force: true })
  if (options.databaseUrl || options.anew) await mkdir(folder, { recursive: true })
  else await copyCounty(folder)
  const [portalPort, officePort] = [await ports(), await ports()]
  const [portal, office] = [`http://localhost:${portalPort}`, `http://localhost:${officePort}`]
  const env = {
    ...process.env,
    GONGKAI_DATA: folder,
    PORTAL_PORT: String(portalPort),
    OFFICE_PORT: String(officePort),
    DATABASE_URL: options.databaseUrl ?? '',
    PORTAL_URL: '',
    LOG_LEVEL: 'warn',
    // One test is many citizens behind one address.
    LIMIT_SEARCHES: '0',
    LIMIT_FILES: '0',
    LIMIT_CALLS: '0',
    // Vitest's own settings are no business of the program.
    NODE_ENV: 'production',
    NODE_OPTIONS: '',
    ...options.env,
  }
  let printed = ''
  let server: ChildProcess

  const start = async () => {
    server = spawn(program, ['serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const hear = (data: Buffer) => {
      printed += data
      appendFileSync(`${folder}.log`, data)
    }
    server.stdout!.on('data', hear)
    server.stderr!.on('data', hear)
    for (let tries = 0; tries < 1200; tries++) {
      if (server.exitCode !== null) throw new Error(`the program ended while starting:\n${printed}`)
      if ((await answers(`${office}/readyz`)) && (await answers(`${portal}/readyz`))) return
      await sleep(50)
    }
    throw new Error(`the program was not ready within a minute:\n${printed}`)
  }

  await start()
  return {
    portal,
    office,
    folder,
    printed: () => printed,
    postgresPid: () => postmaster(folder),
    async killServer() {
      server.kill('SIGKILL')
      await exited(server)
    },
    async endServer() {
      server.kill('SIGTERM')
      await exited(server)
      return server.exitCode
    },
    startAgain: start,
    command: (...args) =>
      new Promise((resolve, reject) => {
        const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
        let output = ''
        child.stdout.on('data', (data) => {
          output += data
        })
        child.stderr.on('data', (data) => {
          output += data
        })
        child.once('error', reject)
        child.once('close', (code) => resolve({ code: code ?? -1, output }))
      }),
    async close() {
      server.kill('SIGTERM')
      await exited(server)
      // A PostgreSQL that was found running is left running by the program; this test's own is stopped here.
      await stopPostgres(folder)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
