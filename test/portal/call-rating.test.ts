import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CallDesk, SurveyView } from '../../src/foundations/intake/call-desk.ts'
import { notFound, Problem } from '../../src/platform/http/problem.ts'
import { officeAway, startPortal } from './start.ts'

/** /r/:code, opened from an SMS: without scripts, sign-in or cookies. */

let portal: Awaited<ReturnType<typeof startPortal>>
let said: SurveyView = { line: '96128', on: '2026-06-12', until: '2026-06-19', over: false, rating: null }
const rated: number[] = []
let trouble: Error | undefined
const known = '20260612-7K3M9QXT'
const desk: CallDesk = {
  async look({ code }) {
    if (trouble) throw trouble
    if (code !== known) throw notFound('没有')
    return said
  },
  async rate({ rating, ...given }) {
    await desk.look(given)
    rated.push(rating)
    said = { ...said, rating: said.rating ?? rating }
    return said
  },
}
beforeAll(async () => {
  portal = await startPortal(undefined, { desks: { ...officeAway, calls: desk } })
})
afterAll(() => portal.close())

const post = (code: string, fields: Record<string, string>) =>
  portal.app.inject({
    method: 'POST',
    url: `/r/${code}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })

it('asks one question, takes one answer and thanks', async () => {
  const form = await portal.get(`/r/${known}`)
  expect(form.statusCode).toBe(200)
  expect(form.headers).toMatchObject({ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' })
  expect(form.body).toContain('2026年6月12日')
  expect(form.body).toContain('noindex')
  expect(form.body.match(/type="radio"/g)).toHaveLength(3)
  const nothing = await post(known, {})
  expect(nothing.statusCode).toBe(422)
  expect(nothing.body).toContain('请先选择满意、基本满意或者不满意。')
  expect((await post(known, { rating: '9' })).statusCode).toBe(422)
  expect(rated).toEqual([])
  const sent = await post(known, { rating: '3' })
  expect([sent.statusCode, sent.headers.location]).toEqual([303, `/r/${known}`])
  const thanks = await portal.get(`/r/${known}`)
  expect(thanks.body).toContain('您的评价：不满意。')
  expect(thanks.body).not.toContain('type="radio"')
})

it('says when the days are over, the code is none, too much is tried, or the office is away', async () => {
  said = { ...said, over: true, rating: null }
  expect((await portal.get(`/r/${known}`)).body).toContain('评价的时间已经过了')
  const none = await portal.get('/r/20260612-00000000')
  expect([none.statusCode, none.body.includes('没有找到这次通话的评价')]).toEqual([404, true])
  trouble = new Problem(429, 'too-many', '请稍后再试', '请过30秒再试。', { extra: { seconds: 30 } })
  expect(await portal.get(`/r/${known}`)).toMatchObject({ statusCode: 429, headers: { 'retry-after': '30' } })
  trouble = new Error('away')
  const away = await post(known, { rating: '1' })
  expect([away.statusCode, away.body.includes('您的评价还没有提交')]).toEqual([503, true])
})
