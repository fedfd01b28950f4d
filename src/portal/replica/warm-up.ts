import type { Replica } from './types.ts'

/** Questions of citizens and titles of items that are asked ahead. */
const asked = { popular: 40, titles: 80 }

/**
 * Asks what citizens will ask before they do: the dictionary, the lists of common words and the compiled program are
 * then there for the first of them, who would wait half as long again. A step is one search; nothing is noted.
 *
 * @returns one step; it says true when nothing is left to ask
 */
export function warmUp(replica: Pick<Replica, 'list' | 'popularQueries' | 'search'>): () => boolean {
  let questions: string[] | undefined
  return () => {
    questions ??= [
      ...replica.list({ page: 1, size: asked.titles }).items.map((item) => item.title),
      ...replica.popularQueries(asked.popular).toReversed(),
    ]
    const q = questions.pop()
    if (q === undefined) return true
    replica.search({ q, sort: 'relevance', page: 1, size: 20 })
    return false
  }
}
