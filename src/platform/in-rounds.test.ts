import { expect, test } from 'vitest'
import { inRounds } from './in-rounds.ts'

const odd = async (round: number[]) => {
  if (round.some((n) => n % 2 === 0)) throw new Error('even')
  return round.map((n) => n * 10)
}
const settled = async (ask: (n: number) => Promise<number>, all: number[]) =>
  (await Promise.allSettled(all.map(ask))).map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))

test('what comes in one turn goes in one round, so many at most', async () => {
  const rounds: number[][] = []
  const ask = inRounds(
    async (round: number[]) => {
      rounds.push(round)
      return round
    },
    { most: 3 },
  )
  expect(await settled(ask, [1, 2, 3, 4])).toEqual([1, 2, 3, 4])
  expect(rounds).toEqual([[1, 2, 3], [4]])
})

test('of a round that is rejected all are, or only those that cannot be done', async () => {
  expect(await settled(inRounds(odd), [1, 2, 3])).toEqual(['even', 'even', 'even'])
  expect(await settled(inRounds(odd, { apart: true }), [1, 2, 3])).toEqual([10, 'even', 30])
})
