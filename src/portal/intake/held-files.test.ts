import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { answered, questionOf } from '../robots.ts'
import { NoRoom, openHeldFiles } from './held-files.ts'
import { openPortalSecret } from './portal-secret.ts'

const folder = mkdtempSync(join(tmpdir(), 'gongkai-held-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, text: string) => ({ name, mediaType: 'text/plain', bytes: Buffer.from(text) })
let hours = 0
const clock = () => Temporal.Instant.fromEpochMilliseconds(Date.now() + hours * 3_600_000)

test('files wait for their form, survive a start, and are gone when it was handed in or after six hours', () => {
  const secret = openPortalSecret(folder, undefined)
  const held = openHeldFiles(folder, secret, clock)
  const [id, other] = [randomUUID(), randomUUID()]
  held.add(id, file('一.txt', '甲'))
  held.add(id, file('二.txt', '乙'))
  held.add(other, file('三.txt', '丙'))
  held.remove(id, '1')
  held.remove(id, '../x')
  const again = openHeldFiles(folder, openPortalSecret(folder, undefined), clock)
  expect(again.of(id)).toEqual([{ place: '2', name: '二.txt', mediaType: 'text/plain', size: 3 }])
  expect(Buffer.from(again.open(id)[0]!.base64, 'base64').toString()).toBe('乙')
  again.drop(id)
  expect(again.of(id)).toEqual([])
  hours = 7
  again.add(id, file('四.txt', '丁'))
  expect(again.of(other)).toEqual([])
  expect(() => again.add('../../etc', file('x', 'x'))).toThrow(NoRoom)
  expect(readdirSync(join(folder, 'held-files'))).toEqual([id])
})

test('portals with one token know the same secret, others do not', () => {
  const [a, b] = [mkdtempSync(join(folder, 'a')), mkdtempSync(join(folder, 'b'))]
  const token = 'a-token-that-only-portals-know'
  const box = openPortalSecret(a, token).seal(Buffer.from('甲'), 'x')
  expect(openPortalSecret(b, token).open(box, 'x')?.toString()).toBe('甲')
  expect(openPortalSecret(b, token).open(box, 'y')).toBeUndefined()
  expect(openPortalSecret(b, undefined).open(box, 'x')).toBeUndefined()
  expect(openPortalSecret(a, token).hash('1', 'x')).toEqual(openPortalSecret(b, token).hash('1', 'x'))
})

test('every sum is answered by its digits, in any width, and by its word', () => {
  const secret = openPortalSecret(folder, undefined)
  const numerals = '零一二三四五六七八九十'
  for (let n = 0; n < 50; n++) {
    const id = randomUUID()
    const { a, b } = questionOf(id, secret)
    const sum = numerals.indexOf(a) + numerals.indexOf(b)
    expect(answered(id, ` ${sum} `, secret)).toBe(true)
    expect(
      answered(
        id,
        String(sum).replace(/\d/g, (d) => '０１２３４５６７８９'[Number(d)]!),
        secret,
      ),
    ).toBe(true)
    expect(answered(id, sum > 10 ? `十${numerals[sum - 10]}` : numerals[sum]!, secret)).toBe(true)
    for (const wrong of ['', '0', String(sum + 1), '加', '1e1']) expect(answered(id, wrong, secret)).toBe(false)
  }
})
