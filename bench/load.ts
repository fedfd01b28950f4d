import autocannon from 'autocannon'
import type { Measured } from './process.ts'
import { repeatable } from './search/generate.ts'

const connections = 20

export type Load = {
  perSecond: number
  /** Microseconds of the server's processor time per request: says the same on a busy machine. */
  cpuMicros: number
}

/**
 * Requests per second when 20 connections ask as fast as they are answered. Each connection goes round its own share of
 * the addresses, so that no two ask for the same page at the same time.
 * @throws when any answer is not 200
 */
export async function load(
  server: Pick<Measured, 'cpu'>,
  origin: string,
  urls: string[],
  seconds: { warm: number; measured: number },
): Promise<Load> {
  await shoot(origin, urls, seconds.warm)
  const before = server.cpu()
  const result = await shoot(origin, urls, seconds.measured)
  const spent = server.cpu() - before
  const bad = result.non2xx + result.errors + result.timeouts
  if (bad > 0) throw new Error(`${bad} of ${result.requests.total} answers from ${origin} were not 200`)
  return { perSecond: result.requests.total / result.duration, cpuMicros: (spent * 1e6) / result.requests.total }
}

/** Several rounds of the same addresses, each in another order: what comes next must not be told by what came before. */
function laps(urls: string[]): string[] {
  const random = repeatable(urls.length)
  return Array.from({ length: 5 }, () =>
    urls.map((url) => ({ url, at: random() })).sort((a, b) => a.at - b.at),
  ).flatMap((lap) => lap.map(({ url }) => url))
}

function shoot(origin: string, urls: string[], duration: number): Promise<autocannon.Result> {
  let client = 0
  return new Promise((resolve, reject) => {
    autocannon(
      {
        url: origin,
        connections,
        duration,
        setupClient(one) {
          const mine = client++ % connections
          const share = urls.length < connections ? urls : laps(urls.filter((_, i) => i % connections === mine))
          one.setRequests(share.map((path) => ({ method: 'GET', path })))
        },
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    )
  })
}
