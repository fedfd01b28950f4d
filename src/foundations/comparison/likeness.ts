/** Pairs of neighbouring characters, the beginning of a long text standing for the whole. */
const pairsOf = (text: string): Set<string> => {
  const tidy = text.replace(/\s+/g, '').slice(0, 3000)
  const pairs = new Set<string>()
  for (let i = 0; i < tidy.length - 1; i++) pairs.add(tidy.slice(i, i + 2))
  if (tidy.length === 1) pairs.add(tidy)
  return pairs
}

/** How much two texts have in common, 0 to 1 (Sørensen–Dice over pairs of characters). Remembers what it cut up. */
export const textLikeness = () => {
  const known = new Map<string, Set<string>>()
  const cut = (text: string) => {
    const pairs = known.get(text) ?? pairsOf(text)
    known.set(text, pairs)
    return pairs
  }
  return (a: string, b: string): number => {
    const [x, y] = [cut(a), cut(b)]
    if (x.size + y.size === 0) return 0
    let common = 0
    for (const pair of x) if (y.has(pair)) common++
    return (2 * common) / (x.size + y.size)
  }
}
