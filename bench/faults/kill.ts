import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { verifyAudit } from '../../src/foundations/audit/verify.ts'
import { newestCheckpoint, openStored } from '../../src/foundations/publication-log/checkpoints.ts'
import { verifyLog } from '../../src/foundations/publication-log/verify.ts'
import { connect } from '../../src/platform/db/connect.ts'
import { type Figure, figureOf } from '../figure.ts'
import { officeOf } from '../figures/visible.ts'
import { type FaultCounty, faultCounty, until } from './county.ts'

const clerks = 3
const importLines = 4_000

/** What the office has said yes to: the item, its title, whether it said that it is published. */
type Acknowledged = Map<number, { title: string; published: boolean }>

const characters = '渠道堤防水库泵站灌区防汛抗旱饮水安全巡查维修养护资金项目监督验收计划安排通报检查整改汇总公示'
const words = (n: number, length: number) =>
  Array.from({ length }, (_, i) => characters[(n * 31 + i * i * 7 + i * n) % characters.length]).join('')

/** Clerks and leaders at work until the program is gone: whatever is acknowledged is noted the moment it is heard. */
const working = async (county: FaultCounty, known: Acknowledged, serial: () => number) => {
  const office = await officeOf(county.office).catch(() => undefined)
  if (!office) return async () => undefined
  const clerk = async () => {
    try {
      for (;;) {
        const n = serial()
        const title = `关于${words(n, 8)}第${n}号的通知`
        const waiting = await office.upToSignOff(title, `<p>${words(n, 60)}。</p><p>${words(n + 1, 40)}。</p>`)
        known.set(waiting.recordId, { title, published: false })
        await office.decide(waiting)
        known.set(waiting.recordId, { title, published: true })
      }
    } catch {
      // The program was killed; what was not acknowledged may be there or not, but not in part.
    }
  }
  const all = Promise.all(Array.from({ length: clerks }, clerk))
  return () => all
}

/** What must never be seen after a power cut, each as a query that finds it. */
const halfDone: [what: string, sql: string][] = [
  ['published without a place in the log', "select id from edition where status = 'published' and log_seq is null"],
  [
    'in the log without being published',
    `select l.seq from publication_log l where l.kind = 'record.published'
      and not exists (select from edition e where e.log_seq = l.seq)`,
  ],
  [
    'a place in the log that is not there',
    'select id from edition where log_seq is not null and not exists (select from publication_log l where l.seq = log_seq)',
  ],
  [
    'a record without an edition',
    'select id from record r where not exists (select from edition e where e.record_id = r.id)',
  ],
  ['an edition without a text', 'select id from edition where current_revision_id is null'],
  [
    'two live editions',
    "select record_id from edition where status = 'published' group by record_id having count(*) > 1",
  ],
]

const lookAround = async (county: FaultCounty, known: Acknowledged, faults: string[], round: string) => {
  const client = new pg.Client({ connectionString: county.databaseUrl() })
  await client.connect()
  try {
    for (const [what, sql] of halfDone) {
      const { rowCount } = await client.query(sql)
      if (rowCount) faults.push(`${round}: ${what} (${rowCount})`)
    }
    const { rows } = await client.query<{ seq: number }>('select seq from publication_head')
    const head = Number(rows[0]!.seq)
    // What the replica shows is exactly what the log says, once it has read it.
    await until('the replica catches up', 60_000, async () => (await position(county)) >= head)
    for (const [id, { title, published }] of known) {
      const edition = await client.query('select status, title from edition where record_id = $1', [id])
      const standing = edition.rows[0]
      if (standing?.title !== title) faults.push(`${round}: record ${id} was acknowledged and is lost`)
      if (published && standing?.status !== 'published') faults.push(`${round}: publication of ${id} is lost`)
      const seen = await fetch(`${county.portal}/api/v1/records/${id}`)
      const body = await seen.text()
      const isPublic = standing?.status === 'published'
      if ((seen.status === 200) !== isPublic || (isPublic && !body.includes(title)))
        faults.push(`${round}: record ${id} is ${standing?.status} and the portal says ${seen.status}`)
    }
  } finally {
    await client.end()
  }
}

const position = async (county: FaultCounty) => {
  const text = await (await fetch(`${county.portal}/metrics`)).text()
  return Number(/gongkai_publication_log_position\{side="portal"\} (\d+)/.exec(text)?.[1] ?? 0)
}

/** Entries of both chains at the last walk. */
type Walked = { log: number; audit: number }

/** Both chains from end to end, what signed checkpoints say of the log included: after every kill. */
const walked = async (county: FaultCounty, faults: string[], round: string): Promise<Walked> => {
  const { db, close } = connect(county.databaseUrl(), { max: 2 })
  try {
    const earlier = openStored(await newestCheckpoint(db))
    const log = await verifyLog(db, earlier ? { earlier } : {})
    if (!log.ok) faults.push(`${round}: the publication log does not hold at ${log.brokenAt}`)
    const audit = await verifyAudit(db)
    if (!audit.ok) faults.push(`${round}: the audit log does not hold at ${audit.brokenAt}`)
    return { log: log.checked, audit: audit.checked }
  } finally {
    await close()
  }
}

/** The log in the database and the replica, walked from end to end by the command that anybody may run. */
const verified = async (county: FaultCounty, faults: string[], round: string) => {
  for (const args of [
    ['log', 'verify'],
    ['log', 'verify', join(county.folder, 'portal')],
  ]) {
    const code = await county.command(...args).ended
    if (code !== 0) faults.push(`${round}: gongkai ${args.join(' ')} ended with ${code}`)
  }
}

const importFile = (path: string) => {
  const line = (n: number) =>
    JSON.stringify({
      id: `old-${n}`,
      title: `关于${words(n, 10)}的旧通知${n}`,
      html: `<p>${words(n, 50)}。</p>`,
      kind: 'notice',
      issuer: '云溪县财政局',
      issued_on: '2020-05-05',
      extra: { published_on: '2020-05-06' },
    })
  writeFileSync(path, Array.from({ length: importLines }, (_, n) => `${line(n)}\n`).join(''))
}

/**
 * Kills the serving program with SIGKILL at random moments while clerks publish and an import runs, every third time
 * the import as well, and looks after each whether anything acknowledged is lost or anything half done can be seen.
 */
export const killed = async (kills: number, say: (line: string) => void): Promise<Figure> => {
  const county = await faultCounty('kill')
  const faults: string[] = []
  const known: Acknowledged = new Map()
  const lines = join(county.folder, '..', 'import.jsonl')
  let serial = 0
  const starts: number[] = []
  let walk: Walked = { log: 0, audit: 0 }
  try {
    await county.start()
    importFile(lines)
    for (let n = 1; n <= kills; n++) {
      const wait = await working(county, known, () => ++serial)
      const importing = county.command('import', 'records', lines)
      await sleep(500 + Math.random() * 3_500)
      const alsoImport = n % 3 === 0
      if (alsoImport) importing.child.kill('SIGKILL')
      await county.kill()
      importing.child.kill('SIGTERM')
      await Promise.all([wait(), importing.ended])
      const began = performance.now()
      await county.start()
      starts.push(performance.now() - began)
      const round = `kill ${n}`
      await lookAround(county, known, faults, round)
      walk = await walked(county, faults, round)
      if (n % 10 === 0 || n === kills) await verified(county, faults, round)
      say(`${round}: ${[...known.values()].filter((one) => one.published).length} published, ${faults.length} faults`)
    }
    // The import goes on from where it was and brings in each line once.
    const code = await county.command('import', 'records', lines).ended
    if (code !== 0) faults.push(`the import does not end well: ${code}`)
    const client = new pg.Client({ connectionString: county.databaseUrl() })
    await client.connect()
    const { rows } = await client.query("select count(*)::int as n from revision where title like '%旧通知%'")
    await client.end()
    if (rows[0].n !== importLines) faults.push(`the import brought in ${rows[0].n} of ${importLines}`)
    await verified(county, faults, 'at the end')
    walk = await walked(county, faults, 'at the end')
  } finally {
    await county.remove()
  }
  return figureOf({
    figure: 'killed',
    items: importLines,
    value: faults.length,
    unit: 'faults',
    target: '<=0',
    more: {
      kills,
      acknowledged: known.size,
      published: [...known.values()].filter((one) => one.published).length,
      logEntriesWalked: walk.log,
      auditEntriesWalked: walk.audit,
      slowestStartMs: Math.round(Math.max(...starts)),
      faults: faults.slice(0, 10),
    },
  })
}
