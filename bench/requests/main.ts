import type { Figure } from '../figure.ts'
import { million } from './million.ts'
import { handedIn } from './minute.ts'
import { requestPages } from './pages.ts'

export const requestNames = ['pages', 'minute'] as const

/** What `script/bench requests [name…]` measures: a county of a million requests, and a minute of very many. */
export async function* requests(
  names: string[],
  given: { fresh: boolean; seconds: number; perSecond: number },
  say: (line: string) => void,
): AsyncIterable<Figure> {
  const wrong = names.find((name) => !requestNames.some((one) => one === name))
  if (wrong) throw new Error(`no part is called ${wrong}; there are: ${requestNames.join(', ')}`)
  const wanted = (name: (typeof requestNames)[number]) => names.length === 0 || names.includes(name)
  if (wanted('pages')) {
    const county = await million(given.fresh, say)
    try {
      yield* requestPages(county, say)
    } finally {
      await county.client.end()
      await county.stop()
    }
  }
  if (wanted('minute')) yield* handedIn(given, say)
}
