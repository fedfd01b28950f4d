import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chained, type Said } from '../../foundations/publication-log/chained.ts'
import { type OpenReplica, openReplica } from './open-replica.ts'
import { ReplicaBroken } from './replica-broken.ts'
import { column, publish, record, unit, withdraw } from './testing.ts'
import type { ArticleRenderer } from './types.ts'
import { openReplicaWriter, type ReplicaWriter } from './writer.ts'

let dir: string
let path: string
let writer: ReplicaWriter
let replica: OpenReplica
let today: string
const say = (...said: Said[]) => writer.apply([...chained(said, writer.position())])
const list = (more = {}) => replica.list({ page: 1, size: 50, ...more }).items.map((item) => item.id)
const find = (q: string) => replica.search({ q, sort: 'relevance', page: 1, size: 50 }).items.map((item) => item.id)
const renderer = (version: string): ArticleRenderer => ({
  version,
  render: (r, from) =>
    r.state === 'published'
      ? `${version} ${r.record.title} ${from.unit(r.record.unitId)?.name} ${r.record.validity}`
      : `${version} ${r.reason}`,
})
const article = (id: number) => {
  const bytes = replica.article(id)
  return bytes && Buffer.from(bytes).toString('utf8')
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'replica-'))
  path = join(dir, 'replica.sqlite')
  today = '2026-05-01'
  writer = openReplicaWriter(path, { today: () => today, renderer: renderer('v1') })
  replica = openReplica(path, { today: () => today })
  say(
    { kind: 'unit.changed', subject: 'unit/1', payload: unit(1, '县人民政府办公室') },
    { kind: 'unit.changed', subject: 'unit/2', payload: unit(2, '县水务局') },
    { kind: 'column.changed', subject: 'column/1', payload: column(1, null, '法定主动公开内容') },
    { kind: 'column.changed', subject: 'column/2', payload: column(2, 1, '规范性文件') },
  )
})
afterEach(() => {
  replica.close()
  writer.close()
  rmSync(dir, { recursive: true })
})

describe('what the log says, the replica shows', () => {
  test('site, units, columns, sectors and catalogue items are put in and replaced', () => {
    const item = {
      id: 7,
      sectorId: 3,
      seq: '2',
      level1: '水利',
      level2: '防汛',
      level3: '',
      content: '',
      basis: '',
      timeLimit: '',
      disclosingBody: '',
      channels: [],
      audience: '',
      mode: 'proactive' as const,
      levels: [],
      removed: false,
    }
    say(
      {
        kind: 'sector.changed',
        subject: 'sector/3',
        payload: { id: 3, code: 'water', name: '水利', position: 1, leadUnitId: 2 },
      },
      { kind: 'catalogue-item.changed', subject: 'catalogue-item/7', payload: item },
      { kind: 'catalogue-item.changed', subject: 'catalogue-item/8', payload: { ...item, id: 8, seq: '10' } },
      publish(record(1, '防汛物资储备情况', '沙袋', { catalogueItemId: 7, sectorId: 3 })),
    )
    expect(replica.unitByCode('u2')?.name).toBe('县水务局')
    expect(replica.columnByCode('c2')?.parentId).toBe(1)
    expect(replica.sectorByCode('water')?.name).toBe('水利')
    expect(replica.catalogueItems(3).map((i) => [i.id, i.published])).toEqual([
      [7, 1],
      [8, 0],
    ])
    say({ kind: 'catalogue-item.changed', subject: 'catalogue-item/8', payload: { ...item, id: 8, removed: true } })
    expect(replica.catalogueItems(3).map((i) => i.id)).toEqual([7])
  })

  test('a new edition takes the place of the one before, in lists and in search', () => {
    say(publish(record(1, '关于防汛的通知', '准备沙袋')))
    say(publish(record(1, '关于抗旱的通知', '准备水泵', { edition: 2 })))
    expect(list()).toEqual([1])
    expect(find('沙袋')).toEqual([])
    expect(find('水泵')).toEqual([1])
    const shown = replica.record(1)
    expect(shown?.state === 'published' && shown.record.edition).toBe(2)
    expect(shown?.logSeq).toBe(6)
  })

  test('publishing and replacing in one batch leaves only the last edition', () => {
    say(
      publish(record(1, '甲', '沙袋')),
      publish(record(1, '乙', '水泵')),
      publish(record(2, '丙', '沙袋')),
      withdraw(2),
    )
    expect(find('沙袋')).toEqual([])
    expect(find('水泵')).toEqual([1])
  })

  test('a withdrawal leaves a tombstone and nothing else', () => {
    const attachments = [{ hash: 'ab', name: '储备清单.xlsx', size: 9, mediaType: 'application/x', position: 1 }]
    say(
      publish(
        record(1, '沙袋储备绝密清单', '沙袋在粮库', {
          attachments,
          keywords: ['沙袋'],
          docNumber: '县府办发〔2024〕9号',
        }),
      ),
    )
    say(publish(record(2, '水泵', '参照县府办发〔2024〕9号')))
    expect(replica.attachment(1, 1)?.name).toBe('储备清单.xlsx')
    expect(article(1)).toContain('沙袋储备绝密清单')
    say(withdraw(1))
    expect(list()).toEqual([2])
    for (const q of ['沙袋', '沙袋储备绝密清单', '“沙袋在粮库”', '储备清单', '00001434X/2024-00001'])
      expect(find(q)).toEqual([])
    expect(find('县府办发〔2024〕9号')).toEqual([2])
    expect(replica.suggest('沙袋', 10)).toEqual([])
    expect(replica.suggest('县府办发〔2024〕', 10)).not.toContain('县府办发〔2024〕9号')
    expect(replica.popularQueries(10)).toEqual([])
    expect(replica.attachment(1, 1)).toBeUndefined()
    expect(article(1)).toBe('v1 内容有误，已撤回。')
    expect(replica.record(1)).toMatchObject({
      state: 'withdrawn',
      withdrawnOn: '2026-04-01',
      reason: '内容有误，已撤回。',
    })
    expect(replica.recordByIndexNumber('00001434X/2024-00001')).toBe(1)
    expect(replica.related(2, 5)).toEqual([])
    expect(replica.after({ after: 0, size: 10 }).items.map((r) => r.id)).toEqual([2])
    expect(replica.addresses({ after: 0, size: 10 }).map((r) => r.id)).toEqual([2])
    expect(replica.figures(today).total).toBe(1)
    const raw = new DatabaseSync(path)
    raw.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    raw.exec("INSERT INTO terms (terms) VALUES ('integrity-check')")
    raw.exec("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, terms, 'row')")
    const words = raw
      .prepare('SELECT term FROM temp.words')
      .all()
      .map((row) => String(row.term))
    expect(words.filter((word) => word.includes('沙袋') || word.includes('绝密'))).toEqual([])
    raw.close()
  })

  test('an entry whose payload was blanked is passed over', () => {
    const entries = [
      ...chained([publish(record(1, '甲', '沙袋')), publish(record(2, '乙', '沙袋'))], writer.position()),
    ]
    writer.apply([{ ...entries[0]!, payload: null } as never, entries[1]!])
    expect(find('沙袋')).toEqual([2])
    expect(replica.record(1)).toBeUndefined()
  })

  test('a repeal changes what is shown and nothing of the text', () => {
    say(publish(record(1, '沙袋管理办法', '沙袋', { kind: 'normative_document', validity: 'effective' })))
    expect(replica.figures(today).effectiveNormative).toBe(1)
    const repeal = { on: '2026-04-30', by: '县府发〔2026〕3号', reason: '已有新办法' }
    say({ kind: 'record.validity-changed', subject: 'record/1', payload: { id: 1, validity: 'repealed', repeal } })
    expect(replica.record(1)).toMatchObject({ record: { validity: 'repealed', repeal } })
    expect(list({ validity: 'repealed' })).toEqual([1])
    expect(replica.figures(today).effectiveNormative).toBe(0)
    expect(find('沙袋')).toEqual([1])
  })

  test('a renamed unit has its new name on every line, and its fragments are rendered anew', () => {
    say(publish(record(1, '甲', '沙袋', { unitId: 2 })))
    expect(article(1)).toContain('县水务局')
    say({ kind: 'unit.changed', subject: 'unit/2', payload: unit(2, '县水利局') })
    expect(replica.list({ page: 1, size: 1 }).items[0]!.unitName).toBe('县水利局')
    expect(article(1)).toBeUndefined()
    expect(writer.fillArticles(10)).toBe(1)
    expect(article(1)).toContain('县水利局')
    expect(writer.fillArticles(10)).toBe(0)
  })

  test('another markup version makes every fragment due', () => {
    say(publish(record(1, '甲', '沙袋')))
    writer.close()
    writer = openReplicaWriter(path, { today: () => today, renderer: renderer('v2') })
    expect(article(1)).toBeUndefined()
    expect(writer.fillArticles(10)).toBe(1)
    expect(article(1)).toContain('v2')
  })

  test('entry into force and expiry come with the calendar, in lists, records and fragments', () => {
    const dates = { validity: 'effective' as const, effectiveOn: '2026-06-01', expiresOn: '2026-12-31' }
    say(publish(record(1, '沙袋管理办法', '沙袋', { kind: 'normative_document', ...dates })))
    for (const [day, expected] of [
      ['2026-05-31', 'not_yet_effective'],
      ['2026-06-01', 'effective'],
      ['2026-12-31', 'effective'],
      ['2027-01-01', 'expired'],
    ] as const) {
      today = day
      expect([day, replica.record(1)]).toMatchObject([day, { record: { validity: expected } }])
      expect(list({ validity: expected })).toEqual([1])
      writer.fillArticles(10)
      expect(article(1)).toContain(expected)
    }
    today = '2026-07-01'
    expect(article(1)).toBeUndefined()
  })
})

describe('lists', () => {
  beforeEach(() => {
    say(
      publish(record(1, '甲', '沙袋', { unitId: 1, columnId: 1, publishedAt: '2023-05-01T02:00:00Z' })),
      publish(record(2, '乙', '沙袋', { unitId: 2, columnId: 2, publishedAt: '2024-12-31T16:30:00Z', kind: 'plan' })),
      publish(record(3, '丙', '水泵', { unitId: 2, columnId: 2, publishedAt: '2024-12-31T15:30:00Z' })),
    )
  })

  test('are newest first, by Shanghai days', () => {
    expect(list()).toEqual([2, 3, 1])
    expect(list({ year: 2025 })).toEqual([2])
    expect(replica.list({ page: 2, size: 2 }).items.map((i) => i.id)).toEqual([1])
    expect(replica.newest({ unitId: 2, limit: 1 }).map((i) => i.publishedOn)).toEqual(['2025-01-01'])
  })

  test('a parent column stands for its descendants, also in counts', () => {
    expect(list({ columnId: 1 })).toEqual([2, 3, 1])
    expect(list({ columnId: 2 })).toEqual([2, 3])
    expect(Object.fromEntries(replica.columnCounts())).toEqual({ 1: 3, 2: 2 })
    expect(Object.fromEntries(replica.columnCounts(1))).toEqual({ 1: 1, 2: 0 })
  })

  test('every facet count is the total of the list it leads to', () => {
    for (const chosen of [
      {},
      { unitId: 2 },
      { unitId: 2, kind: 'plan' as const },
      { year: 2023 },
      { year: 2025, unitId: 1 },
    ]) {
      const facets = replica.listFacets({ ...chosen, page: 1, size: 1 })
      for (const { value, count } of facets.unit) expect(list({ ...chosen, unitId: Number(value) })).toHaveLength(count)
      for (const { value, count } of facets.kind) expect(list({ ...chosen, kind: value })).toHaveLength(count)
      for (const { value, count } of facets.year) expect(list({ ...chosen, year: Number(value) })).toHaveLength(count)
    }
  })

  test('pages by key go through all and end', () => {
    const first = replica.after({ after: 0, size: 2 })
    expect([first.items.map((r) => r.id), first.next]).toEqual([[1, 2], 2])
    expect(replica.after({ after: 2, size: 2 })).toMatchObject({ items: [{ id: 3 }], next: null })
    expect(replica.after({ after: 0, unitId: 2, columnId: 1, size: 5 }).items.map((r) => r.id)).toEqual([2, 3])
  })
})

describe('the chain', () => {
  const fault = (step: () => void) => {
    try {
      step()
    } catch (error) {
      return error instanceof ReplicaBroken ? [error.fault, error.seq] : error
    }
  }

  test('a gap, a changed payload and a changed order are refused, and nothing of the batch stays', () => {
    const entries = [
      ...chained([publish(record(1, '甲', '沙袋')), publish(record(2, '乙', '沙袋'))], writer.position()),
    ]
    const before = writer.position()
    expect(fault(() => writer.apply(entries.slice(1)))).toEqual(['gap', 6])
    const changed = { ...entries[1]!, payload: record(2, '乙', '水泵') } as never
    expect(fault(() => writer.apply([entries[0]!, changed]))).toEqual(['chain', 6])
    expect(writer.position()).toEqual(before)
    expect(list()).toEqual([])
    writer.apply(entries)
    expect(fault(() => writer.apply(entries))).toEqual(['gap', 5])
    expect(find('沙袋')).toHaveLength(2)
  })

  test('goes on where it stopped after being closed', () => {
    const entries = [
      ...chained([publish(record(1, '甲', '沙袋')), publish(record(2, '乙', '沙袋'))], writer.position()),
    ]
    writer.apply(entries.slice(0, 1))
    writer.close()
    writer = openReplicaWriter(path, { today: () => today })
    expect(writer.position()).toMatchObject({ seq: 5, hash: entries[0]!.hash })
    writer.apply(entries.slice(1))
    expect(replica.position().seq).toBe(6)
  })

  test('a file of another version or no database at all asks for a rebuild', () => {
    const other = join(dir, 'other.sqlite')
    writeFileSync(other, 'this is not a database, '.repeat(400))
    expect(fault(() => openReplica(other))).toEqual(['corrupt', undefined])
    rmSync(other)
    openReplicaWriter(other).close()
    const raw = new DatabaseSync(other)
    raw.exec("UPDATE meta SET value = 'replica/0' WHERE key = 'schema'")
    raw.close()
    expect(fault(() => openReplicaWriter(other))).toEqual(['schema', undefined])
    expect(fault(() => openReplica(other))).toEqual(['schema', undefined])
  })
})
