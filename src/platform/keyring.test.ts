import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openKeyring } from './keyring.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongkai-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('what is sealed opens again, after a restart too, and never looks the same twice', () => {
  const ring = openKeyring(folder)
  const sealed = ring.seal('苏既鸣 JBSWY3DP', 'totp/1')
  expect(sealed).not.toContain('JBSWY3DP')
  expect(ring.seal('苏既鸣 JBSWY3DP', 'totp/1')).not.toBe(sealed)
  expect(openKeyring(folder).open(sealed, 'totp/1')).toBe('苏既鸣 JBSWY3DP')
  expect(ring.open(ring.seal('', 'x'), 'x')).toBe('')
})

test('what was moved or changed does not open', () => {
  const ring = openKeyring(folder)
  const sealed = ring.seal('secret', 'totp/1')
  expect(() => ring.open(sealed, 'totp/2')).toThrow()
  expect(() => ring.open(`${sealed.slice(0, -2)}AA`, 'totp/1')).toThrow()
  expect(() => ring.open(sealed.replace('k1.', 'k2.'), 'totp/1')).toThrow('no key k2')
  expect(() => ring.open('', 'totp/1')).toThrow()
})

test('a new current key seals, the old one still opens; nobody else reads the file', () => {
  const before = openKeyring(folder).seal('old', 'x')
  const file = join(folder, 'keys', 'data-keys.json')
  const ring = JSON.parse(readFileSync(file, 'utf8'))
  ring.keys.k2 = Buffer.alloc(32, 7).toString('base64')
  writeFileSync(file, JSON.stringify({ ...ring, current: 'k2' }))
  const after = openKeyring(folder)
  expect(after.seal('new', 'x')).toMatch(/^k2\./)
  expect(after.open(before, 'x')).toBe('old')
  expect(statSync(file).mode & 0o777).toBe(0o600)
})
