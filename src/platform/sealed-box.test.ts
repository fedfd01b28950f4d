import { expect, test } from 'vitest'
import { closeBox, newPrivateKey, openBox, privateKeyText, publicKeyText, readPrivateKey } from './sealed-box.ts'

const key = newPrivateKey()
const words = '联系电话 0000'
const box = closeBox(publicKeyText(key), Buffer.from(words), 'a/1')

test('opens for the holder of the key, also read back from a file', () => {
  expect(openBox(readPrivateKey(privateKeyText(key)), box, 'a/1').toString()).toBe(words)
})
test('two boxes of the same words look different and show nothing of them', () => {
  expect(closeBox(publicKeyText(key), Buffer.from(words), 'a/1').equals(box)).toBe(false)
  expect(box.includes(words)).toBe(false)
})
test('does not open with another key, elsewhere, changed or cut', () => {
  expect(() => openBox(newPrivateKey(), box, 'a/1')).toThrow()
  expect(() => openBox(key, box, 'a/2')).toThrow()
  for (let at = 0; at < box.length; at += 7) {
    const changed = Buffer.from(box)
    changed[at]! ^= 1
    expect(() => openBox(key, changed, 'a/1'), String(at)).toThrow()
  }
  expect(() => openBox(key, box.subarray(0, 40), 'a/1')).toThrow()
})
