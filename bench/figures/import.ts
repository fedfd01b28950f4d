import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Figure, figureOf } from '../figure.ts'
import { environment, type Installation, type Serving } from '../installation.ts'
import { itemLines, writeItems } from '../items.ts'
import { answers, run } from '../process.ts'

/**
 * Items per second that `bin/gongkai import records` brings in while the portal serves, from the start of the command
 * until the replica can find the last one. Baseline: the same lines put into one table of the same PostgreSQL server,
 * nothing read, checked, chained or indexed but the key.
 */
export async function importFigure(
  installation: Installation,
  serving: Serving,
  say: (line: string) => void,
): Promise<Figure> {
  const { items } = installation
  const file = installation.itemsFile
  if (!existsSync(file)) await writeItems(items, file)
  // What the demo county works on is still being made when its pages are served already.
  await answers(`${serving.office}/readyz`, { within: 120_000, ended: serving.ended })
  const before = installation.replayed()
  const watch = watchHome(serving.portal)
  const cpu = serving.cpu()
  const start = performance.now()
  const command = run('bin/gongkai', ['import', 'records', '--json', file], {
    env: environment(installation.folder),
    log: installation.beside('import.log'),
  })
  let importedAfter = 0
  let importerCpu = 0
  command.ended.then(() => {
    importedAfter = performance.now() - start
  })
  while (installation.replayed() < before + items) {
    if (!importedAfter) importerCpu = cpuOr(command.cpu, importerCpu)
    else if ((await command.ended) !== 0) throw new Error('the import failed')
    if (performance.now() - start > 900_000) throw new Error('the replica did not reach the last item in 15 minutes')
    await sleep(100)
  }
  const seconds = (performance.now() - start) / 1000
  await command.ended
  const portalCpu = serving.cpu() - cpu
  const slowestPageMs = await watch.stop()
  say(`${items} items in ${seconds.toFixed(1)} s`)
  const bare = await bareInsert(installation)
  return figureOf({
    figure: 'import',
    items,
    value: items / seconds,
    unit: 'items/s',
    baseline: items / bare,
    target: '>=1500',
    more: {
      seconds: Math.round(seconds * 10) / 10,
      commandSeconds: Math.round(importedAfter / 100) / 10,
      importerCpuMicros: Math.round((importerCpu * 1e6) / items),
      portalCpuMicros: Math.round((portalCpu * 1e6) / items),
      slowestPageMs: Math.round(slowestPageMs),
    },
  })
}

const cpuOr = (cpu: () => number, last: number) => {
  try {
    return cpu()
  } catch {
    return last
  }
}

/** A reader who opens the home page once a second meanwhile. */
function watchHome(portal: string) {
  let on = true
  let slowest = 0
  const going = (async () => {
    while (on) {
      const start = performance.now()
      const answer = await fetch(`${portal}/`)
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`the home page answered ${answer.status} during the import`)
      slowest = Math.max(slowest, performance.now() - start)
      await sleep(1_000)
    }
    return slowest
  })()
  return {
    stop() {
      on = false
      return going
    },
  }
}

/** Seconds that the same lines take into one table in batches of 500. */
async function bareInsert({ items, databaseUrl }: Installation): Promise<number> {
  const admin = new pg.Client({ connectionString: databaseUrl('postgres') })
  await admin.connect()
  await admin.query('drop database if exists bench_bare')
  await admin.query('create database bench_bare')
  const client = new pg.Client({ connectionString: databaseUrl('bench_bare') })
  await client.connect()
  await client.query('create table line (id bigint primary key, line text not null)')
  let spent = 0
  let ids: number[] = []
  let lines: string[] = []
  const put = async () => {
    const start = performance.now()
    await client.query('insert into line select * from unnest($1::bigint[], $2::text[])', [ids, lines])
    spent += performance.now() - start
    ids = []
    lines = []
  }
  let id = 0
  for (const line of itemLines(items)) {
    ids.push(++id)
    lines.push(line)
    if (ids.length === 500) await put()
  }
  if (ids.length > 0) await put()
  await client.end()
  await admin.query('drop database bench_bare')
  await admin.end()
  return spent / 1000
}
