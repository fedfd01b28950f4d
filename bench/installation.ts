import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { home } from '../src/platform/home.ts'
import { type OpenReplica, openReplica } from '../src/portal/replica/open-replica.ts'
import { answers, freePort, type Measured, run } from './process.ts'

/** One county of a given number of items in a data folder of its own under .tmp/bench. */
export type Installation = {
  items: number
  folder: string
  /** Things made beside the data and kept between runs. */
  beside: (name: string) => string
  /** True when all items were brought in by an earlier run. */
  complete: boolean
  markComplete: () => void
  /** Removes the data; also the file of items, which takes a while to cut from the corpus, when `everything` is set. */
  clear: (everything: boolean) => void
  /** The items as a file to import. */
  itemsFile: string
  /** Seq of the last log entry the replica has replayed; 0 while there is no replica. */
  replayed: () => number
  /** Articles that still wait to be rendered ahead. */
  articlesDue: () => number
  replica: () => OpenReplica
  /** Address of a database on this installation's PostgreSQL server. */
  databaseUrl: (name: string) => string
  serve: () => Promise<Serving>
}

export type Serving = Measured & { portal: string; office: string; msToFirstPage: number; ended: Promise<number> }

const itemsFile = 'items.jsonl.gz'
export const benchFolder = join(home, '.tmp', 'bench')

export function installationOf(items: number): Installation {
  const root = join(benchFolder, String(items))
  const folder = join(root, 'data')
  const mark = join(root, 'complete')
  mkdirSync(root, { recursive: true })
  const replicaFile = () => {
    const name = readFileSync(join(folder, 'portal', 'current'), 'utf8').trim()
    return join(folder, 'portal', name)
  }
  const one = (sql: string): number => {
    if (!existsSync(join(folder, 'portal', 'current'))) return 0
    const db = new DatabaseSync(replicaFile(), { readOnly: true, timeout: 5000 })
    try {
      return Number((db.prepare(sql).get() as { n: number } | undefined)?.n ?? 0)
    } finally {
      db.close()
    }
  }
  return {
    items,
    folder,
    beside: (name) => join(root, name),
    itemsFile: join(root, itemsFile),
    get complete() {
      return existsSync(mark)
    },
    markComplete: () => writeFileSync(mark, ''),
    clear(everything) {
      stopLeftBehind(folder)
      for (const file of readdirSync(root))
        if (everything || file !== itemsFile) rmSync(join(root, file), { recursive: true, force: true })
    },
    replayed: () => one("SELECT value AS n FROM meta WHERE key = 'seq'"),
    articlesDue: () => one('SELECT count(*) AS n FROM article_due'),
    replica: () => openReplica(replicaFile()),
    databaseUrl(name) {
      const secret = readFileSync(join(folder, 'postgres.password'), 'utf8').trim()
      const port = readFileSync(join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[3]
      return `postgresql://postgres:${secret}@127.0.0.1:${port}/${name}`
    },
    serve: () => serve(folder),
  }
}

/** A run that was killed leaves its PostgreSQL on the folder, which nobody can clear while that still writes. */
function stopLeftBehind(folder: string) {
  const file = join(folder, 'postgres', 'cluster', 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  try {
    process.kill(pid, 'SIGQUIT')
    for (let tries = 0; tries < 100; tries++) {
      process.kill(pid, 0)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
    }
  } catch {
    // It is gone.
  }
}

/** Environment in which every command of the installation runs. */
export const environment = (folder: string): NodeJS.ProcessEnv => ({
  GONGKAI_DATA: folder,
  GONGKAI_HOST: '127.0.0.1',
  DATABASE_URL: '',
  LOG_LEVEL: 'warn',
  // Everything is asked for from one address here.
  LIMIT_SEARCHES: '0',
  LIMIT_FILES: '0',
  LIMIT_CALLS: '0',
  LIMIT_FORMS: '0',
  NODE_OPTIONS: '',
})

/** The whole program as it runs in production: both ports, jobs, PostgreSQL. */
async function serve(folder: string): Promise<Serving> {
  const portal = await freePort()
  const office = await freePort()
  const program = run('bin/gongkai', ['serve'], {
    env: { ...environment(folder), PORTAL_PORT: String(portal), OFFICE_PORT: String(office) },
    log: join(folder, '..', 'serve.log'),
  })
  const base = `http://127.0.0.1:${portal}`
  const msToFirstPage = await answers(`${base}/`, { within: 120_000, ended: program.ended })
  return { ...program, portal: base, office: `http://127.0.0.1:${office}`, msToFirstPage }
}

/** Waits until the replica has nothing left to do in quiet moments, as a portal has in ordinary operation. */
export async function settled(installation: Installation, say: (line: string) => void): Promise<void> {
  let told = performance.now()
  for (;;) {
    const due = installation.articlesDue()
    if (due === 0) return
    if (performance.now() - told > 10_000) {
      told = performance.now()
      say(`${due} articles still to be rendered ahead`)
    }
    await sleep(250)
  }
}
