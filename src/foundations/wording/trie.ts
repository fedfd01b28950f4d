/** Words as a tree of UTF-16 units. At each place of a text the walk is as long as the longest word begun there. */
export type Trie<T> = { next: Map<number, Trie<T>>; here?: T }

export const emptyTrie = <T>(): Trie<T> => ({ next: new Map() })

/** The leaf of `word`, made when it is not there yet. */
export const leafOf = <T>(trie: Trie<T>, word: string): Trie<T> => {
  let at = trie
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i)
    let next = at.next.get(unit)
    if (!next) {
      next = emptyTrie()
      at.next.set(unit, next)
    }
    at = next
  }
  return at
}

/** Calls `found` for every word that begins at `start`, shorter ones first. */
export const wordsAt = <T>(
  trie: Trie<T>,
  text: string,
  start: number,
  found: (value: T, end: number) => void,
): void => {
  let at: Trie<T> | undefined = trie
  for (let i = start; i < text.length; i++) {
    at = at.next.get(text.charCodeAt(i))
    if (!at) return
    if (at.here !== undefined) found(at.here, i + 1)
  }
}
