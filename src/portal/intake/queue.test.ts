import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SealedSubmission } from '../../foundations/intake/submission.ts'
import { openQueue, QueueFull } from './queue.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'queue-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const sealed = (size = 60): SealedSubmission => ({
  id: randomUUID(),
  kind: 'request',
  key: 'k',
  box: Buffer.alloc(size, 7).toString('base64'),
})
const journals = () => readdirSync(folder).filter((name) => name.endsWith('.journal'))
const ids = async (queue: ReturnType<typeof openQueue>) => (await queue.waiting(1_000_000)).map(({ id }) => id)

describe('what waits', () => {
  test('stands in one journal in the order in which it came, and is there after a restart', async () => {
    const queue = openQueue(folder)
    const all = Array.from({ length: 1_000 }, () => sealed())
    await Promise.all(all.map(queue.add))
    expect(journals()).toEqual(['00000001.journal'])
    expect(queue.size()).toBe(1_000)

    const again = openQueue(folder)
    expect(await ids(again)).toEqual(all.map(({ id }) => id))
    for (const one of all.slice(0, 20)) expect(await again.read(one.id)).toEqual(one)
  })

  test('does not come back once the office has it; an empty journal goes', async () => {
    const queue = openQueue(folder)
    const [a, b, c] = [sealed(), sealed(), sealed()]
    await Promise.all([a, b].map(queue.add))
    await queue.done(a.id)
    expect(await ids(openQueue(folder))).toEqual([b.id])
    await queue.done(b.id)
    expect(journals()).toEqual([])
    await queue.add(c)
    expect(await ids(openQueue(folder))).toEqual([c.id])
  })

  test('is taken once under one id, the first', async () => {
    const queue = openQueue(folder)
    const first = sealed()
    await Promise.all([queue.add(first), queue.add({ ...first, box: 'AAAA' })])
    await queue.add({ ...first, box: 'AAAA' })
    expect(await ids(queue)).toEqual([first.id])
    expect(await queue.read(first.id)).toEqual(first)
  })

  test('of 20 MB does not fill the journals for ever', async () => {
    const queue = openQueue(folder)
    const big = sealed(20 * 1024 * 1024)
    const small = sealed()
    await queue.add(big)
    await queue.add(small)
    expect(journals()).toHaveLength(2)
    expect(await queue.read(big.id)).toEqual(big)
    await queue.done(big.id)
    expect(journals()).toEqual(['00000002.journal'])
  })
})

describe('after a power cut', () => {
  test.each([1, 20, 60, 100])(
    'a line that lost its last %d bytes was never acknowledged and is left out',
    async (n) => {
      const [whole, torn] = [sealed(), sealed()]
      const queue = openQueue(folder)
      await queue.add(whole)
      await queue.add(torn)
      const file = join(folder, journals()[0]!)
      writeFileSync(file, readFileSync(file).subarray(0, -n))
      const again = openQueue(folder)
      expect(await ids(again)).toEqual([whole.id])
      expect(await again.aside()).toBe(0)
      // Nothing is written behind the torn line.
      const next = sealed()
      await again.add(next)
      expect(await ids(openQueue(folder))).toEqual([whole.id, next.id])
    },
  )

  test('a changed line is put aside and the others are delivered', async () => {
    const all = [sealed(), sealed(), sealed()]
    const queue = openQueue(folder)
    for (const one of all) await queue.add(one)
    const file = join(folder, journals()[0]!)
    const bytes = readFileSync(file)
    bytes[Math.floor(bytes.length / 2)]! ^= 1
    writeFileSync(file, bytes)
    const again = openQueue(folder)
    expect(await ids(again)).toEqual([all[0]!.id, all[2]!.id])
    expect(await again.aside()).toBe(1)
    expect(await openQueue(folder).aside()).toBe(1)
  })
})

test('files of an earlier version, or put back by an operator, are delivered too', async () => {
  const old = sealed()
  const queue = openQueue(folder)
  await queue.waiting(10)
  writeFileSync(join(folder, `${old.id}.json`), JSON.stringify(old))
  expect(await ids(queue)).toEqual([old.id])
  expect(await queue.read(old.id)).toEqual(old)
  await queue.done(old.id)
  expect(readdirSync(folder)).toEqual(['refused'])

  writeFileSync(join(folder, `${old.id}.json`), '{"id":"')
  expect(await ids(queue)).toEqual([old.id])
  expect(await queue.read(old.id)).toBeUndefined()
  await queue.putAside(old.id)
  expect([await ids(queue), await queue.aside()]).toEqual([[], 1])
})

test('what the office refuses lies aside as a file of its own', async () => {
  const queue = openQueue(folder)
  const one = sealed()
  await queue.add(one)
  await queue.putAside(one.id)
  expect(JSON.parse(readFileSync(join(folder, 'refused', `${one.id}.json`), 'utf8'))).toEqual(one)
  expect([await ids(openQueue(folder)), await queue.aside()]).toEqual([[], 1])
})

describe('a full queue', () => {
  test('says so by number, and takes more when the office has taken some', async () => {
    const queue = openQueue(folder, { count: 3, bytes: 1e9 })
    const all = [sealed(), sealed(), sealed(), sealed()]
    const answers = await Promise.allSettled(all.map(queue.add))
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected'])
    expect((answers[3] as PromiseRejectedResult).reason).toBeInstanceOf(QueueFull)
    await queue.done(all[0]!.id)
    await queue.add(all[3]!)
    expect(await ids(queue)).toHaveLength(3)
  })

  test('says so by bytes', async () => {
    const queue = openQueue(folder, { count: 100, bytes: 10_000 })
    await queue.add(sealed(3_000))
    await queue.add(sealed(3_000))
    await expect(queue.add(sealed(3_000))).rejects.toBeInstanceOf(QueueFull)
    await queue.add(sealed(100))
    expect(await ids(openQueue(folder))).toHaveLength(3)
  })
})

test('a folder that is removed under a running portal is made again', async () => {
  const queue = openQueue(folder)
  await queue.add(sealed())
  rmSync(folder, { recursive: true })
  const one = sealed()
  await expect(queue.add(one)).rejects.toThrow()
  await queue.add(one)
  expect(await ids(openQueue(folder))).toEqual([one.id])
})
