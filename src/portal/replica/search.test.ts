import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chained, type Said } from '../../foundations/publication-log/chained.ts'
import { type OpenReplica, openReplica } from './open-replica.ts'
import { publish, record, unit } from './testing.ts'
import type { SearchQuery } from './types.ts'
import { openReplicaWriter, type ReplicaWriter } from './writer.ts'

let dir: string
let writer: ReplicaWriter
let replica: OpenReplica
const say = (...said: Said[]) => writer.apply([...chained(said, writer.position())])
const search = (q: string, more: Partial<SearchQuery> = {}) =>
  replica.search({ q, sort: 'relevance', page: 1, size: 100, ...more })
const find = (q: string, more: Partial<SearchQuery> = {}) => search(q, more).items.map((item) => item.id)

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'search-'))
  writer = openReplicaWriter(join(dir, 'r.sqlite'))
  replica = openReplica(join(dir, 'r.sqlite'), { today: () => '2026-05-01' })
})
afterEach(() => {
  replica.close()
  writer.close()
  rmSync(dir, { recursive: true })
})

describe('文号', () => {
  beforeEach(() => {
    say(
      publish(record(1, '关于节水的通知', '各村', { docNumber: '国办发〔2019〕54号' })),
      publish(record(2, '关于水价的通知', '根据《通知》（国办发〔2019〕54号）要求，制定水价。')),
      publish(record(3, '关于用电的通知', '根据国办发〔2019〕5号', { docNumber: '县府办发〔2019〕54号' })),
      publish(record(4, '信息公开条例', '正文', { docNumber: '国务院令第711号' })),
    )
  })

  test.each([
    '国办发〔2019〕54号',
    '国办发[2019]54号',
    '国办发(2019)54号',
    '国办发（2019）54号',
    '国办发【2019】54号',
    '国办发﹝2019﹞54号',
    '国办发〔2019〕第54号',
    '国办发〔2019〕54',
    '国办发 〔 2019 〕 54 号',
    '國辦發〔２０１９〕５４號',
    '“国办发〔2019〕54号”',
    '国办发〔2019〕054号',
  ])('%s finds the document that bears it, then the one that mentions it', (q) => {
    const result = search(q)
    expect(result.items.map((item) => item.id)).toEqual([1, 2])
    expect(result.readAs[0]).toEqual({ kind: 'doc_number', text: '国办发〔2019〕54号' })
  })

  test('without its code every document of that year and number is meant', () => {
    expect(find('〔2019〕54号').sort()).toEqual([1, 2, 3])
  })

  test.each(['国务院令第711号', '国务院令711号', '令第711号'])('an order: %s', (q) => {
    expect(find(q)[0]).toBe(4)
  })
})

test('an 索引号 is found whole and by its back part', () => {
  say(publish(record(1, '甲', '正文')), publish(record(12, '乙', '正文')))
  for (const q of ['00001434X/2024-00012', '00001434x/2024-00012', '2024-00012', '索引号：00001434X/2024-00012']) {
    expect([q, find(q)]).toEqual([q, [12]])
  }
})

test('traditional, full-width and upper-case spellings find the same', () => {
  say(publish(record(1, '政府信息公开条例', '为了保障公民依法获取政府信息，使用ＰＤＦ格式。')))
  for (const q of ['政府信息公开', '政府信息公開', '政府資訊公開條例', 'pdf', 'ＰＤＦ', 'PDF'])
    expect([q, find(q)]).toEqual([q, [1]])
})

test('a phrase stands as it was written, across tags and line ends', () => {
  say(
    publish(record(1, '甲', '支持<b>暂停举</b>办的展会项目')),
    publish(record(2, '乙', '展会很多，项目也多，有的暂停，有的举办')),
  )
  for (const q of [
    '“暂停举办的展会项目”',
    '"暂停举办的展会项目"',
    '「暂停举办的展会项目」',
    '《暂停举办的展会项目》',
  ]) {
    expect([q, find(q)]).toEqual([q, [1]])
  }
  expect(find('暂停 展会').sort()).toEqual([1, 2])
  expect(search('“暂停举办的展会项目”').readAs).toEqual([{ kind: 'phrase', text: '暂停举办的展会项目' }])
})

test('a question finds its answer although no text holds all its words', () => {
  say(
    publish(record(1, '关于进一步支持中小微企业的若干措施', '对因疫情影响暂停举办的展会项目，给予场租补助。')),
    publish(record(2, '展会管理办法', '展会主办单位应当备案。')),
    publish(record(3, '疫情防控通告', '减少聚集。')),
  )
  expect(find('北京市对于因疫情影响暂停举办的展会项目有何支持政策？')[0]).toBe(1)
})

test('a title says more than a body, and a repealed text less than one in force', () => {
  say(
    publish(record(1, '工作简报', '会议讨论了沙袋储备管理办法等事项，沙袋充足。')),
    publish(record(2, '沙袋储备管理办法', '第一条 为了规范储备，制定本办法。', { validity: 'repealed' })),
    publish(record(3, '沙袋储备管理办法', '第一条 为了规范储备，制定本办法。', { validity: 'effective' })),
  )
  expect(find('沙袋储备')).toEqual([3, 2, 1])
})

test('marks stand on escaped text', () => {
  say(publish(record(1, '<b>沙袋</b>', '1 &lt; 2 且 &lt;script&gt;alert(1)&lt;/script&gt; 沙袋“A&amp;B”')))
  const [hit] = search('沙袋').items
  expect(hit!.titleHtml).toBe('&lt;b&gt;<mark>沙袋</mark>&lt;/b&gt;')
  expect(hit!.snippetHtml).toBe('1 &lt; 2 且 &lt;script&gt;alert(1)&lt;/script&gt; <mark>沙袋</mark>“A&amp;B”')
})

test('the snippet is the stretch where the words stand together', () => {
  const filler = '各乡镇人民政府要高度重视，加强组织领导。'.repeat(30)
  say(publish(record(1, '通知', `沙袋另行发放。${filler}水泵和沙袋由水务局统一储备。${filler}`)))
  const { snippetHtml } = search('水泵 沙袋').items[0]!
  expect(snippetHtml).toContain('<mark>水泵</mark>和<mark>沙袋</mark>由水务局统一储备')
  expect(snippetHtml.replace(/<[^>]+>/g, '').length).toBeLessThan(140)
})

test('a wrong character of the same sound is corrected', () => {
  say(publish(record(1, '政务公开工作要点', '正文')))
  expect(search('政务工开').suggestions).toContain('政务公开')
})

test('an empty query lists everything by date, and strange input does no harm', () => {
  say(publish(record(1, '甲', '正文')), publish(record(2, '乙', '正文')))
  expect(find('')).toEqual([2, 1])
  for (const q of ['"', "'", '*', 'a OR b', 'NEAR(', '-', '的', '？', '\u0081', '《》', '〔2019〕', 'x'.repeat(5000)])
    search(q)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (q) => search(q).total >= 0),
    { numRuns: 200 },
  )
})

test('completions: titles that begin so, titles that hold it, numbers, and what others ask', () => {
  say(
    publish(record(1, '政府信息公开指南', '正文', { docNumber: '县府办发〔2024〕9号', keywords: ['指南'] })),
    publish(record(2, '关于修订政府信息公开目录的通知', '正文')),
  )
  expect(replica.suggest('政府信息公开', 5)).toEqual(['政府信息公开指南', '关于修订政府信息公开目录的通知'])
  expect(replica.suggest('县府办发[2024]', 5)).toEqual(['县府办发〔2024〕9号'])
  expect(replica.popularQueries(5)).toEqual(['指南'])
  for (let i = 0; i < 3; i++) for (const q of ['公租房', '19900001234', '张三 51160219890101']) replica.noteQuery(q)
  replica.noteQuery('只问过一次')
  expect(replica.popularQueries(5)).toEqual(['公租房', '指南'])
  expect(replica.suggest('公租', 5)).toContain('公租房')
})

describe('filters and facets', () => {
  let at: string
  let many: OpenReplica
  const kinds = ['notice', 'plan', 'news'] as const
  beforeAll(() => {
    at = mkdtempSync(join(tmpdir(), 'facets-'))
    const bulk = openReplicaWriter(join(at, 'r.sqlite'))
    const said: Said[] = [1, 2, 3].map((id) => ({
      kind: 'unit.changed',
      subject: `unit/${id}`,
      payload: unit(id, `单位${id}`),
    }))
    for (let id = 1; id <= 120; id++) {
      const words = ['沙袋', '水泵', '堤防'].filter((_, i) => (id >> i) & 1)
      said.push(
        publish(
          record(id, `第${id}期简报`, words.join('，') || '无', {
            unitId: 1 + (id % 3),
            kind: kinds[id % kinds.length === 0 ? 1 : id % 2],
            sectorId: id % 4 === 0 ? null : id % 4,
            validity: id % 5 === 0 ? 'repealed' : 'effective',
            publishedAt: `${2020 + (id % 6)}-06-01T02:00:00.000Z`,
          }),
        ),
      )
    }
    bulk.apply([...chained(said)])
    bulk.close()
    many = openReplica(join(at, 'r.sqlite'), { today: () => '2026-05-01' })
  })
  afterAll(() => {
    many.close()
    rmSync(at, { recursive: true })
  })

  test('every facet count is the total a reader gets by choosing it', () => {
    const queries = fc.record(
      {
        q: fc.constantFrom('沙袋', '水泵 堤防', '简报', '沙袋怎么领取', '', '“沙袋，水泵”'),
        unitId: fc.integer({ min: 1, max: 3 }),
        sectorId: fc.integer({ min: 1, max: 3 }),
        kind: fc.constantFrom(...kinds),
        year: fc.integer({ min: 2020, max: 2025 }),
        validity: fc.constantFrom('repealed' as const, 'effective' as const),
        from: fc.constant('2021-06-01'),
        sort: fc.constantFrom('relevance' as const, 'date' as const),
      },
      { requiredKeys: ['q', 'sort'] },
    )
    fc.assert(
      fc.property(queries, (query) => {
        const ask = (more: object) => many.search({ ...query, page: 1, size: 200, ...more })
        const { facets, total, items } = ask({})
        expect(items).toHaveLength(total)
        const key = { unit: 'unitId', sector: 'sectorId', kind: 'kind', year: 'year', validity: 'validity' } as const
        for (const name of Object.keys(key) as (keyof typeof key)[]) {
          for (const { value, count } of facets[name].slice(0, 2)) {
            const chosen = /^\d+$/.test(value) ? Number(value) : value
            expect(ask({ [key[name]]: chosen }).total).toBe(count)
          }
        }
        if (query.sort === 'date') {
          const dates = items.map((item) => item.publishedAt)
          expect(dates).toEqual([...dates].sort().reverse())
        }
      }),
      { numRuns: 60 },
    )
  })

  test('pages are parts of one order', () => {
    for (const sort of ['relevance', 'date'] as const) {
      const whole = many.search({ q: '沙袋', sort, page: 1, size: 60 }).items.map((item) => item.id)
      const parts = [1, 2, 3, 4].flatMap((page) =>
        many.search({ q: '沙袋', sort, page, size: 15 }).items.map((item) => item.id),
      )
      expect(parts).toEqual(whole)
    }
  })
})

test('any batching of the same log gives the same replica', () => {
  const said: Said[] = []
  for (let i = 0; i < 30; i++) {
    const id = 1 + (i % 7)
    if (i % 5 === 4) {
      const gone = {
        id,
        indexNumber: 'x',
        unitId: 1,
        withdrawnAt: '2026-01-01T00:00:00Z',
        ground: 'wrong',
        reason: '撤回',
      }
      said.push({ kind: 'record.withdrawn', subject: `record/${id}`, payload: gone })
    } else said.push(publish(record(id, `沙袋${i}`, `水泵 ${i % 3 ? '堤防' : '河道'}`, { edition: i + 1 })))
  }
  const entries = [...chained(said)]
  const state = (path: string) => {
    const r = openReplica(path, { today: () => '2026-05-01' })
    const found = ['沙袋', '堤防', '河道 水泵', ''].map((q) => r.search({ q, sort: 'relevance', page: 1, size: 50 }))
    const records = [1, 2, 3, 4, 5, 6, 7].map((id) => r.record(id))
    const seen = { position: r.position(), records, found: found.map(({ tookMs: _, ...rest }) => rest) }
    r.close()
    return seen
  }
  let run = 0
  const replay = (sizes: number[]) => {
    const path = join(dir, `batch-${run++}.sqlite`)
    const into = openReplicaWriter(path)
    for (let at = 0, n = 0; at < entries.length; at += sizes[n++ % sizes.length]!) {
      into.apply(entries.slice(at, at + sizes[n % sizes.length]!))
    }
    into.close()
    return state(path)
  }
  const whole = replay([entries.length])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }), (sizes) => {
      expect(replay(sizes)).toEqual(whole)
    }),
    { numRuns: 12 },
  )
})
