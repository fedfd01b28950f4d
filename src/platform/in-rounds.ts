/**
 * Makes many callers share one round of work: one write to disk, one transaction. Whoever comes while a round is under way
 * waits for the next, so that nobody waits for company and a crowd costs little more than one.
 * @param work does a whole round; its answers stand in the order of what it was given. When it rejects, all of the round
 *   reject.
 * @param how `most`: so many in a round at most. `apart`: of a round that was rejected each is tried once more by itself,
 *   so that one which cannot be done leaves the others as they are; `work` may have left nothing behind then.
 */
export const inRounds = <T, R>(
  work: (round: T[]) => Promise<readonly R[]>,
  { most = Number.POSITIVE_INFINITY, apart = false }: { most?: number; apart?: boolean } = {},
): ((one: T) => Promise<R>) => {
  type Waiting = { one: T; resolve: (answer: R) => void; reject: (error: unknown) => void }
  let waiting: Waiting[] = []
  let underWay = false
  const go = async (round: Waiting[]): Promise<void> => {
    try {
      const answers = await work(round.map(({ one }) => one))
      round.forEach(({ resolve }, i) => {
        resolve(answers[i]!)
      })
    } catch (error) {
      if (apart && round.length > 1) for (const one of round) await go([one])
      else for (const { reject } of round) reject(error)
    }
  }
  const run = async () => {
    underWay = true
    // Whoever asks in the same turn of the loop goes along.
    await undefined
    while (waiting.length) {
      const round = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await go(round)
    }
    underWay = false
  }
  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject })
      if (!underWay) void run()
    })
}
