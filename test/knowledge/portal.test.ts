import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chained, type Said } from '../../src/foundations/publication-log/chained.ts'
import type { KnowledgePublished, KnowledgeWithdrawn } from '../../src/foundations/publication-log/entries.ts'
import { entries } from '../portal/county.ts'
import { startPortal } from '../portal/start.ts'

/** /questions and what belongs to it, from the replica alone. */

const entry = (id: number, question: string, answer: string, more: Partial<KnowledgePublished> = {}): Said => ({
  kind: 'knowledge.published',
  subject: `knowledge/${id}`,
  payload: {
    id,
    unitId: 2,
    topic: 'civil-affairs',
    question,
    phrasings: [],
    answerHtml: `<p>${answer}</p>`,
    sources: [],
    reviewOn: '2026-12-31',
    publishedAt: '2026-05-01T01:00:00Z',
    version: 1,
    flagged: false,
    ...more,
  },
})
const gone = (id: number, more: Partial<KnowledgeWithdrawn> = {}): Said => ({
  kind: 'knowledge.withdrawn',
  subject: `knowledge/${id}`,
  payload: { id, unitId: 2, withdrawnAt: '2026-05-02T01:00:00Z', reason: '规定有变。', mergedInto: null, ...more },
})

const said: Said[] = [
  entry(1, '申请低保要什么条件？', '家庭人均收入低于标准的可以申请。', {
    phrasings: ['吃低保够不够资格'],
    sources: [
      { recordId: 1, title: '旧标题' },
      { recordId: 999_999, title: '已经没有的文件' },
    ],
  }),
  entry(2, '自来水停了找谁？', '拨打供水热线。', { unitId: 5, topic: 'urban-construction' }),
  entry(3, '高龄津贴怎么领？', '不用申请。', { flagged: true }),
  entry(4, '低保去哪里办？', '乡镇。'),
  gone(4, { mergedInto: 1, reason: '与“申请低保要什么条件？”问的是同一件事，已合并。' }),
  entry(5, '公墓价格是多少？', '三千元。'),
  gone(5),
  entry(6, '</script><b>坏问题</b>怎么办？', '没事。', { topic: 'other' }),
]

const took: { kind: string; data: unknown }[] = []
let portal: Awaited<ReturnType<typeof startPortal>>
beforeAll(async () => {
  const last = entries.at(-1)!
  portal = await startPortal([...entries, ...chained(said, { seq: last.seq, hash: last.hash })], {
    takeIn: async (kind, _id, data) => {
      took.push({ kind, data })
      return 'R1'
    },
  })
})
afterAll(() => portal.close())

const page = async (url: string) => {
  const { statusCode, body, headers } = await portal.get(encodeURI(url))
  return { status: statusCode, body, to: headers.location }
}
const json = async (url: string) => {
  const answer = await portal.get(encodeURI(url))
  return { status: answer.statusCode, body: answer.json() }
}

test('listed by topic and unit with counts, searched in other words', async () => {
  const all = await page('/questions')
  expect(all.body).toContain('共 4 个问题')
  expect(all.body).not.toContain('公墓')
  expect((await page('/questions?topic=urban-construction')).body).toContain('共 1 个问题')
  const found = await page('/questions?q=吃低保够资格吗')
  expect(found.body).toContain('找到')
  expect(found.body).toContain('href="/questions/1"')
  expect((await page('/questions?q=没有这样的词语组合')).body).toContain('没有找到与')
  expect((await page('/questions?page=9')).status).toBe(404)
})

test('an answer with its sources as they stand, contact, structured data, and nothing that could run', async () => {
  const { body } = await page('/questions/1')
  expect(body).toContain('已撤回')
  expect(body).not.toContain('旧标题')
  expect(body).toContain('请问答复单位')
  const data = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(body)![1]!
  expect(JSON.parse(data)).toMatchObject({ '@type': 'QAPage', mainEntity: { name: '申请低保要什么条件？' } })
  expect((await page('/questions/3')).body).toContain('这条答复正在复核')
  const bad = (await page('/questions/6')).body
  expect(bad).not.toContain('<b>坏问题')
  expect(JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(bad)![1]!).mainEntity.name).toContain(
    '</script>',
  )
})

test('merged leads on, withdrawn says why, unknown is not found; the same for programs', async () => {
  expect(await page('/questions/4')).toMatchObject({ status: 301, to: '/questions/1' })
  const withdrawn = await page('/questions/5')
  expect([withdrawn.status, withdrawn.body.includes('规定有变。'), withdrawn.body.includes('三千元')]).toEqual([
    410,
    true,
    false,
  ])
  for (const id of ['77', '0', 'x', '99999999999999']) expect((await page(`/questions/${id}`)).status).toBe(404)
  expect((await json('/api/v1/questions/4')).body).toMatchObject({
    status: 410,
    url: 'http://www.qinglan.example/questions/1',
  })
  expect((await json('/api/v1/questions/5')).status).toBe(410)
  expect((await json('/api/v1/questions/77')).status).toBe(404)
  expect((await json('/api/v1/questions?unit=nowhere')).status).toBe(422)
  expect((await json('/api/v1/questions/1')).body).toMatchObject({
    topic: { name: '民政' },
    unit: { code: 'civil-affairs' },
  })
})

test('search before asking: the nearest answers, with how much of the question they hold', async () => {
  const { body } = await json('/api/v1/questions/suggest?q=低保的条件')
  expect(body.items[0]).toMatchObject({ id: 1, url: 'http://www.qinglan.example/questions/1' })
  expect(body.items[0].covered).toBeGreaterThan(0.9)
  expect((await json('/api/v1/questions/suggest?q=低')).body.items).toEqual([])
})

describe('on other pages', () => {
  test('above what a search finds, when it meets the question', async () => {
    expect((await page('/search?q=低保条件')).body).toContain('常见问题里的答案')
    expect((await page('/search?q=财政预算')).body).not.toContain('常见问题里的答案')
  })
  test('at home and in the site map', async () => {
    expect((await page('/')).body).toContain('href="/questions"')
    const map = (await page('/sitemaps/questions.xml')).body
    expect([...map.matchAll(/questions\/(\d+)</g)].map((m) => Number(m[1])).sort()).toEqual([1, 2, 3, 6])
  })
})

test('a vote is counted and says nothing of who gave it', async () => {
  const vote = (id: number, wanted: string) =>
    portal.app.inject({ method: 'POST', url: `/questions/${id}/vote`, payload: { wanted } })
  expect((await vote(1, 'yes')).body).toContain('谢谢')
  expect((await vote(1, 'no')).body).toContain('请问答复单位')
  expect((await vote(5, 'yes')).statusCode).toBe(404)
  expect(took).toEqual([
    { kind: 'answer-vote', data: { entryId: 1, wanted: true } },
    { kind: 'answer-vote', data: { entryId: 1, wanted: false } },
  ])
})
