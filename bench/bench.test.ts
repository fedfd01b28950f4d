import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { units } from '../db/seeds/demo/index.ts'
import { captureAnswers } from './answers.ts'
import { bareServer } from './bare-server.ts'
import { figureOf, growthOf, meets, spread } from './figure.ts'
import { itemLines } from './items.ts'
import { load } from './load.ts'
import { hasCorpus } from './search/corpus.ts'

describe('a figure', () => {
  test.each([
    ['<=10', 10, null, true],
    ['<=10', 10.01, null, false],
    ['>=1500', 1499, null, false],
    ['>=0.5x', 100, 0.5, true],
    ['>=0.5x', 100, 0.49, false],
    ['>=0.5x', 100, null, false],
  ] as const)('of target %s, value %d and ratio %s is enough: %s', (target, value, ratio, ok) => {
    expect(meets(target, value, ratio)).toBe(ok)
  })

  test('is one line with its baseline, and grows from the smaller size to the larger', () => {
    const at = (items: number, value: number) =>
      figureOf({ figure: 'f', items, value, unit: 'ms', baseline: 4, target: '<=10' })
    expect(at(100, 2)).toEqual({
      figure: 'f',
      items: 100,
      value: 2,
      unit: 'ms',
      baseline: 4,
      ratio: 0.5,
      target: '<=10',
      ok: true,
    })
    expect(growthOf([at(1000, 6), at(100, 2)])).toEqual([
      { figure: 'growth', of: 'f', from: 100, to: 1000, value: 3, unit: 'times' },
    ])
  })

  test('of many times is read at its shares', () => {
    expect(spread(Array.from({ length: 100 }, (_, i) => i))).toEqual({ median: 50, p95: 95, p99: 99, max: 99 })
  })
})

describe('the baseline', () => {
  const open: { close(): void }[] = []
  afterEach(() => {
    for (const one of open.splice(0)) one.close()
  })
  const listen = async (server: ReturnType<typeof createServer>) => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    open.push(server)
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  test('sends the bytes and headers that were captured, for every address, under load', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'))
    const page = (url: string) => Buffer.from(`第 ${url} 页 `.repeat(20))
    const real = await listen(
      createServer((request, response) => {
        response.writeHead(200, { 'x-page': request.url!, 'content-length': page(request.url!).length })
        response.end(page(request.url!))
      }),
    )
    const urls = Array.from({ length: 100 }, (_, i) => `/items/${i}`)
    await captureAnswers(real, urls, join(folder, 'answers'))
    const bare = await listen(bareServer(join(folder, 'answers')))
    for (const url of urls) {
      const answer = await fetch(bare + url)
      expect([answer.headers.get('x-page'), Buffer.from(await answer.arrayBuffer())]).toEqual([url, page(url)])
    }
    const { perSecond } = await load({ cpu: () => 0 }, bare, urls, { warm: 1, measured: 1 })
    expect(perSecond).toBeGreaterThan(100)
    rmSync(folder, { recursive: true })
  })
})

test.skipIf(!hasCorpus())('items are cut from the corpus, each once, issued by units of the demo county', () => {
  const items = [...itemLines(100)].map((line) => JSON.parse(line) as { id: string; issuer: string })
  expect(new Set(items.map(({ id }) => id)).size).toBe(100)
  const names = new Set(units.map((unit) => unit.name))
  for (const { issuer } of items) expect(names).toContain(issuer)
})
