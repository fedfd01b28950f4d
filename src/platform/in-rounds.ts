/**
 * Makes many callers share one round of work: one write to disk, one transaction. Whoever comes while a round is under way
 * waits for the next, so that nobody waits for company and a crowd costs little more than one.
 * @param work does a whole round, at most `most` at once; its answers stand in the order of what it was given. When it
 *   rejects, all of the round reject.
 */
export const inRounds = <T, R>(
  work: (round: T[]) => Promise<readonly R[]>,
  most = Number.POSITIVE_INFINITY,
): ((one: T) => Promise<R>) => {
  type Waiting = { one: T; resolve: (answer: R) => void; reject: (error: unknown) => void }
  let waiting: Waiting[] = []
  let underWay = false
  const run = async () => {
    underWay = true
    // Whoever asks in the same turn of the loop goes along.
    await undefined
    while (waiting.length) {
      const round = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        const answers = await work(round.map(({ one }) => one))
        round.forEach(({ resolve }, i) => {
          resolve(answers[i]!)
        })
      } catch (error) {
        for (const { reject } of round) reject(error)
      }
    }
    underWay = false
  }
  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject })
      if (!underWay) void run()
    })
}
