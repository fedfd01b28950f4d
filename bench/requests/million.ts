import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { sealApplicant, sealContent } from '../../src/capabilities/requests/applicant.ts'
import type { Applicant, RequestContent } from '../../src/capabilities/requests/request.ts'
import { cases } from '../../src/foundations/casework/index.ts'
import { type Keyring, openKeyring } from '../../src/platform/keyring.ts'
import { type FaultCounty, faultCounty } from '../faults/county.ts'
import { benchFolder } from '../installation.ts'
import { moreUnits, parts, plan } from './rows.ts'

export const all = 1_000_000
export const open = 20_000
/** Plan lines written with one statement. */
const atOnce = 50_000
/** Those that are sealed with the county's own keys and can be opened, as a condition on the plan. */
const openedOnes = {
  open: `i > ${all - open} and i % 20 = 7`,
  ended: `i <= ${all - open} and i % 250 = 7`,
  /** By the one who asks and asks: two thousand in one unit. */
  same: 'i % 10000 = 0',
}

export const portalToken = 'portal-token-of-the-bench'
/** Last four digits of the telephone of everybody here. */
export const proof = '5678'

export type Million = FaultCounty & { client: pg.Client }

const applicant: Applicant = {
  party: 'natural_person',
  name: '王小明',
  identityKind: 'resident',
  identityNumber: '110101199003070011',
  representative: '',
  agent: '',
  guardian: '',
  phone: `1380013${proof}`,
  email: 'wang@example.cn',
  address: '云溪县城关镇人民路12号3单元501室',
  postcode: '310000',
}
const content: RequestContent = {
  asks: 'information',
  what: '申请公开渠道维修养护项目的批准文件、招标公告、资金使用明细及验收报告。'.repeat(4),
  features: '',
  form: 'electronic',
  way: 'online',
}

/** The county of a million requests, serving; made by the first run and kept. */
export const million = async (fresh: boolean, say: (line: string) => void): Promise<Million> => {
  const folder = join(benchFolder, `requests-${all}`, 'data')
  const mark = join(folder, '..', 'complete')
  const county = await faultCounty('requests', {
    folder,
    env: { PORTAL_TOKEN: portalToken },
    clear: fresh,
  })
  await county.start()
  const client = new pg.Client({ connectionString: county.databaseUrl() })
  await client.connect()
  if (!existsSync(mark)) {
    await fill(client, openKeyring(folder), say)
    writeFileSync(mark, '')
  }
  return Object.assign(county, { client })
}

const fill = async (client: pg.Client, keyring: Keyring, say: (line: string) => void) => {
  // Owner's rights: rows are written as they would stand after years, not through the program.
  await client.query('set session_replication_role = replica')
  await client.query('set synchronous_commit = off')
  await client.query("set work_mem = '256MB'")
  const { rows } = await client.query<{ begun: boolean }>("select to_regclass('bench_plan') is not null as begun")
  if (!rows[0]!.begun)
    for (const sql of [moreUnits, plan(all, open), 'create unique index on bench_plan (i)', 'analyze bench_plan'])
      await client.query(sql)
  const filler = {
    applicant: sealApplicant(keyring, 1, applicant).length,
    content: sealContent(keyring, 1, content).length,
  }
  // A run that was ended on the way goes on from where it was.
  const done = await client.query<{ i: number | null }>(
    'select max(i) as i from bench_plan where id = (select max(case_id) from request)',
  )
  for (let from = (done.rows[0]!.i ?? 0) + 1; from <= all; from += atOnce) {
    await client.query('begin')
    for (const part of Object.values(parts)) await client.query(part(from, from + atOnce - 1, filler))
    await client.query('commit')
    say(`${(from + atOnce - 1).toLocaleString('en')} of ${all.toLocaleString('en')} cases`)
  }
  await client.query(`select setval(pg_get_serial_sequence('case_file', 'id'), (select max(id) from case_file))`)
  await client.query(`insert into case_serial (series, unit_id, year, last)
    select 'request', id, extract(year from current_date), ${all} from unit on conflict do nothing`)
  await client.query('insert into case_day select * from plain_case_days()')
  say('sealing those that are opened')
  const ids = [...(await opened(client, 'open')), ...(await opened(client, 'ended')), ...(await opened(client, 'same'))]
  for (const id of ids) {
    await client.query('update request set applicant_sealed = $2, content_sealed = $3 where case_id = $1', [
      id,
      sealApplicant(keyring, id, applicant),
      sealContent(keyring, id, content),
    ])
    await client.query(
      'insert into case_note (id, case_id, seq, text_sealed) values ($2, $1, 1, $3)',
      noteOf(keyring, id),
    )
  }
  say('vacuum')
  await client.query('vacuum analyze')
}

const noteOf = (keyring: Keyring, id: number) => {
  const note = crypto.randomUUID()
  return [id, note, keyring.seal('已电话联系申请人。', cases.notePlace(note))]
}

/** Ids of cases that can be opened, spread over all years and units, as many as there are. */
export const opened = async (client: pg.Client, which: keyof typeof openedOnes): Promise<number[]> => {
  const { rows } = await client.query<{ id: number }>(
    `select id::int from bench_plan where status <> 'void' and ${openedOnes[which]} order by d`,
  )
  return rows.map(({ id }) => id)
}
