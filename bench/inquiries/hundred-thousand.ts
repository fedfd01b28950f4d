import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { sealContent, sealWriter } from '../../src/capabilities/inquiries/writer.ts'
import { type Keyring, openKeyring } from '../../src/platform/keyring.ts'
import { faultCounty } from '../faults/county.ts'
import { type Figure, figureOf, spread } from '../figure.ts'
import { signIn } from '../figures/visible.ts'
import { benchFolder } from '../installation.ts'
import { moreUnits } from '../requests/rows.ts'

const all = 100_000
/** Days they are spread over: a year, as a large city has them. */
const days = 365
const times = 100
const target = '<=50'

const line = `('question', 'information', 'letter', 'wish', 'opinion', 'site_error')`
const words = `(array['公交线路','小区物业','停水通知','低保申请','学区划分','占道经营','噪音扰民','路灯维修','医保报销','养老金','宅基地','污水排放'])`

/** As they would stand after a year; everything else follows from the number of a line. */
const fill = `
  create unlogged table bench_inquiries as
  select i, (select coalesce(max(id), 0) from case_file) + i as id, u.id as unit_id,
    current_date - ((${all} - i)::bigint * ${days} / ${all})::int as day,
    (hashint4(i) & 1023) as a, (hashint4(i * 7 + 1) & 1023) as b, (hashint4(i * 13 + 5) & 8388607) as d,
    i > ${all} * 0.98 as open
  from generate_series(1, ${all}) i
  join (select id, row_number() over (order by id) - 1 as rank, count(*) over () as n from unit) u
    on u.rank = (hashint4(i * 11 + 3) & 8388607) % u.n`
const cases = `
  insert into case_file (id, kind, unit_id, number, code, status, summary, party, submitted_at, received_on, clock, due_on, closed_on,
    outcome, version, status_at) overriding system value
  select id, 'inquiry', unit_id, '政询〔' || extract(year from day) || '〕' || i || '号', to_char(day, 'YYYYMMDD') || '-' || lpad(i::text, 8, '0'),
    case when open then 'handling' else 'closed' end,
    '第' || d % 9973 || '小区' || ${words}[1 + d % 12] || '问题请求' || ${words}[1 + a % 12] || '一并答复', 'natural_person',
    day + time '08:00' + (a % 14) * interval '1 hour', day, case when open then 'running' else 'stopped' end, day + 7,
    case when open then null else day + 1 + b % 12 end, case when open then null else 'answered' end, 3, day + time '10:00'
  from bench_inquiries`
const inquiries = `
  insert into inquiry (case_id, kind, channel, topic, writer_sealed, writer_masked, content_sealed, caller_key, turn_unit_id, unit_ids, satisfaction)
  select id, (array['question','letter','information','wish','opinion','question'])[1 + a % 6],
    (array['portal','hotline','mailbox','counter'])[1 + b % 4],
    (array['transport','urban-construction','education','health','labour'])[1 + d % 5], repeat(md5(i::text), 8), '王**',
    repeat(md5('c' || i), 20), md5('k' || d % 60000), unit_id, array[unit_id],
    case when open or b > 500 then null else (array['satisfied','fair','dissatisfied'])[1 + d % 3] end
  from bench_inquiries`
const events = `
  insert into case_event (case_id, seq, at, happened_on, action, from_status, to_status, role, data)
  select id, 1, day + time '08:00', day, 'register', null, 'handling', 'writer', '{}' from bench_inquiries`
const counts = `
  insert into inquiry_count (case_id, kind, channel, topic, unit_id, received_on, weekday, hour, ended_on, outcome, days, passed_up,
    passed_on, refused, extended, late, explained, escalated, reopened, asked_before, satisfaction, alike_id)
  select p.id, q.kind, q.channel, q.topic, p.unit_id, day, extract(isodow from day), 8 + a % 14, case when not open then day + 1 + b % 12 end,
    case when not open then 'answered' end, case when not open then 1 + b % 9 end, a < 60, a between 60 and 160, a between 60 and 75,
    b between 100 and 150, b % 12 > 7 and not open, b % 50 = 0, b % 97 = 0, b % 301 = 0, d % 7 = 0, q.satisfaction,
    case when d % 50 = 0 then (select min(id) from bench_inquiries) + d % 400 else p.id end
  from bench_inquiries p join inquiry q on q.case_id = p.id`
const hands = `
  insert into inquiry_hand (case_id, unit_id, late, passed_up, passed_on, refused, extended, explained, escalated, reopened)
  select case_id, unit_id, late, passed_up, passed_on, refused, extended, explained, escalated, reopened from inquiry_count
  where case_id in (select id from bench_inquiries)`

/** What a list opens is sealed with the county's own keys. */
const seal = async (client: pg.Client, keyring: Keyring) => {
  const { rows } = await client.query<{ id: number }>('select id::int from bench_inquiries order by i')
  const place = (n: number) => ({ subject: '', text: '请问什么时候办理？'.repeat(8), place: `云溪县第${n % 300}村` })
  for (let at = 0; at < rows.length; at += 10_000) {
    const ids = rows.slice(at, at + 10_000).map(({ id }) => id)
    await client.query(
      `update inquiry i set content_sealed = s.content, writer_sealed = s.writer
      from unnest($1::bigint[], $2::text[], $3::text[]) as s (id, content, writer) where i.case_id = s.id`,
      [
        ids,
        ids.map((id) => sealContent(keyring, id, place(id))),
        ids.map((id) =>
          sealWriter(keyring, id, { name: '王小明', phone: '13800135678', email: '', address: '', pin: '' }),
        ),
      ],
    )
  }
}

/**
 * `script/bench inquiries figures`: milliseconds at the 95th percentile of lists and statistics of a county with a hundred thousand
 * inquiries of one year in 300 units, over the office's HTTP API.
 */
export async function* hundredThousand(fresh: boolean, say: (line: string) => void): AsyncIterable<Figure> {
  const folder = join(benchFolder, `inquiries-${all}`, 'data')
  const mark = join(folder, '..', 'complete')
  const county = await faultCounty('inquiries', { folder, clear: fresh })
  await county.start()
  const client = new pg.Client({ connectionString: county.databaseUrl() })
  await client.connect()
  try {
    if (!existsSync(mark)) {
      say(`writing ${all} inquiries`)
      await client.query('set session_replication_role = replica')
      await client.query('set synchronous_commit = off')
      for (const sql of [
        'drop table if exists bench_inquiries',
        moreUnits,
        fill,
        cases,
        inquiries,
        events,
        counts,
        hands,
      ])
        await client.query(sql)
      await seal(client, openKeyring(folder))
      await client.query(`select setval(pg_get_serial_sequence('case_file', 'id'), (select max(id) from case_file))`)
      await client.query('vacuum analyze')
      writeFileSync(mark, '')
    }
    const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from inquiry where kind in ${line}`)
    const items = rows[0]!.n
    const keeper = await signIn(county.office, 'songzhiyuan')
    const units = (await client.query<{ id: number }>('select id from unit order by id')).rows
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const back = (n: number) => new Date(Date.parse(today) - n * 86_400_000).toISOString().slice(0, 10)
    const month = (n: number) => ({ from: back(30 + (n % 300)), to: back(n % 300) })
    const year = { from: back(365), to: today }
    const kinds = ['question', 'letter', 'information', 'wish', 'opinion']
    const pages: Record<string, (n: number) => [path: string, query: Record<string, string | number>]> = {
      'inquiry-list-open': (n) => ['', { view: 'open', page: 1 + (n % 20) }],
      'inquiry-list-all': (n) => ['', { view: 'all', page: 1 + (n % 20), unitId: units[n % units.length]!.id }],
      'inquiry-list-of-a-figure': (n) => [
        '',
        { view: 'all', figure: 'overdue', receivedFrom: month(n).from, receivedTo: month(n).to },
      ],
      'inquiry-list-by-words': (n) => ['', { view: 'all', q: `第${(n * 37) % 9973}小区` }],
      'inquiry-figures-month': (n) => ['/statistics', month(n)],
      'inquiry-figures-unit-year': (n) => ['/statistics', { ...year, unitId: units[n % units.length]!.id }],
      'inquiry-figures-year': (n) => ['/statistics', { ...year, ...(n % 2 ? { kind: kinds[n % 5]! } : {}) }],
      'inquiry-figures-units-month': (n) => ['/statistics/units', month(n)],
      'inquiry-figures-alike-month': (n) => ['/statistics/alike', month(n)],
      'inquiry-figures-words-month': (n) => ['/statistics/words', month(n)],
    }
    for (const [figure, ask] of Object.entries(pages)) {
      const once = (n: number) => {
        const [path, query] = ask(n)
        return keeper(
          'GET',
          `/api/inquiries${path}?${new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]))}`,
        )
      }
      for (let n = 0; n < 5; n++) await once(times + n)
      const taken: number[] = []
      for (let n = 0; n < times; n++) {
        const start = performance.now()
        await once(n)
        taken.push(performance.now() - start)
      }
      const { p95, median } = spread(taken)
      yield figureOf({ figure, items, value: p95, unit: 'ms p95', target, more: { median } })
    }
  } finally {
    await client.end()
    await county.stop()
  }
}
