import { expect, test } from 'vitest'
import { textArray } from './text-array.ts'

test('one dimension of texts as PostgreSQL sends them: head, then length and UTF-8 bytes of each', () => {
  const head = (n: number) => `00000001000000000000001900000${n.toString(16).padStart(3, '0')}00000001`
  expect(textArray([]).toString('hex')).toBe(head(0))
  expect(textArray(['a', '公', '', '"\\{},']).toString('hex')).toBe(
    `${head(4)}0000000161${'00000003e585ac'}${'00000000'}00000005225c7b7d2c`,
  )
})
