/**
 * Do two entries ask the same? Judged by the words they are asked in: the shares of telling words that both have, counted
 * against the shorter question, so that "低保怎么申请" meets "城乡低保怎么申请办理". Word order and little words do not
 * matter.
 */
export type Asked = { id: number; words: readonly string[] }

/** Shares from which on two are shown to a person; a person decides. */
const enough = 0.75
/** A question of one word is the beginning of too many others. */
const fewest = 2

/** Weight of every word: one that stands in most questions (办理, 申请) says little. */
export const weightsOf = (all: readonly Asked[]): Map<string, number> => {
  const count = new Map<string, number>()
  for (const { words } of all) for (const word of new Set(words)) count.set(word, (count.get(word) ?? 0) + 1)
  return new Map([...count].map(([word, n]) => [word, Math.log(1 + all.length / n)]))
}

/** How alike two are, 0 to 1. Words that `weights` does not know weigh as much as the rarest. */
export const likeness = (a: readonly string[], b: readonly string[], weights: ReadonlyMap<string, number>): number => {
  const rarest = Math.max(1, ...weights.values())
  const weigh = (words: Iterable<string>) => [...words].reduce((sum, word) => sum + (weights.get(word) ?? rarest), 0)
  const [one, other] = [new Set(a), new Set(b)]
  if (Math.min(one.size, other.size) < fewest) return one.size === other.size && one.isSubsetOf(other) ? 1 : 0
  const shared = weigh(one.intersection(other))
  const [least, most] = [weigh(one), weigh(other)].sort((x, y) => x - y) as [number, number]
  // Mostly of the shorter, a little of the longer: a long question holds many short ones.
  return least === 0 ? 0 : 0.6 * (shared / least) + 0.4 * (shared / most)
}

export type Pair = { a: number; b: number; likeness: number }

/** Pairs that may ask the same, the most alike first. Only those are compared that share a word. */
export const alikePairs = (all: readonly Asked[]): Pair[] => {
  const weights = weightsOf(all)
  const holding = new Map<string, number[]>()
  all.forEach(({ words }, i) => {
    for (const word of new Set(words)) holding.set(word, [...(holding.get(word) ?? []), i])
  })
  // What stands in a fifth of all questions brings nobody together.
  const common = Math.max(20, all.length / 5)
  const pairs: Pair[] = []
  all.forEach(({ id, words }, i) => {
    const near = new Set<number>()
    for (const word of new Set(words)) {
      const others = holding.get(word)!
      if (others.length <= common) for (const j of others) if (j > i) near.add(j)
    }
    for (const j of near) {
      const other = all[j]!
      const like = likeness(words, other.words, weights)
      if (like >= enough) pairs.push({ a: id, b: other.id, likeness: Math.round(like * 100) / 100 })
    }
  })
  return pairs.sort((x, y) => y.likeness - x.likeness)
}

/** Those of `all` that may ask the same as `words` do, the most alike first. */
export const alikeTo = (words: readonly string[], all: readonly Asked[]): number[] => {
  const weights = weightsOf(all)
  return all
    .map((one) => ({ id: one.id, like: likeness(words, one.words, weights) }))
    .filter(({ like }) => like >= enough)
    .sort((x, y) => y.like - x.like)
    .map(({ id }) => id)
}
