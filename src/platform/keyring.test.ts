import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openKeyring, rotateKeys } from './keyring.ts'

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

test('a new key seals, the old ones still open, in the program that runs as well; nobody else reads the file', () => {
  const running = openKeyring(folder)
  const first = running.seal('old', 'x')
  expect([running.currentKey(), rotateKeys(folder), running.currentKey()]).toEqual(['k1', 'k2', 'k2'])
  const second = running.seal('new', 'x')
  expect(second).toMatch(/^k2\./)
  expect(rotateKeys(folder)).toBe('k3')
  for (const ring of [running, openKeyring(folder)]) {
    expect([ring.open(first, 'x'), ring.open(second, 'x')]).toEqual(['old', 'new'])
    expect(ring.seal('newest', 'x')).toMatch(/^k3\./)
  }
  const keys = join(folder, 'keys')
  expect(readdirSync(keys)).toEqual(['data-keys.json'])
  expect(statSync(join(keys, 'data-keys.json')).mode & 0o777).toBe(0o600)
})

test('keys are as many as they were made, and each of its own', () => {
  openKeyring(folder)
  for (let n = 0; n < 10; n++) rotateKeys(folder)
  const { current, keys } = JSON.parse(readFileSync(join(folder, 'keys', 'data-keys.json'), 'utf8'))
  expect(current).toBe('k11')
  expect(new Set(Object.values(keys)).size).toBe(11)
})
