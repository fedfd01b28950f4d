import { expect, test } from 'vitest'
import { boundedCache } from './bounded-cache.ts'

test('keeps what was used last within its bytes', () => {
  const cache = boundedCache<{ bytes: number; name: string }>(80)
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) cache.set(name, { bytes: 10, name })
  expect(cache.bytes).toBe(80)
  cache.get('a')
  cache.set('i', { bytes: 10, name: 'i' })
  expect(cache.get('a')?.name).toBe('a')
  expect(cache.get('b')).toBeUndefined()
  expect(cache.bytes).toBe(80)
})

test('replacing an entry counts it once, clearing counts none, a huge one is not kept', () => {
  const cache = boundedCache<{ bytes: number }>(80)
  cache.set('a', { bytes: 10 })
  cache.set('a', { bytes: 8 })
  expect(cache.bytes).toBe(8)
  cache.set('huge', { bytes: 11 })
  expect(cache.get('huge')).toBeUndefined()
  cache.clear()
  expect(cache.bytes).toBe(0)
})
