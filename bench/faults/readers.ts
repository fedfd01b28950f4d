import { setTimeout as sleep } from 'node:timers/promises'

/** What anybody reads; every one of them comes from the replica alone. */
const publicAddresses = [
  '/',
  '/open',
  '/latest',
  '/units',
  '/units/czj',
  '/sectors',
  '/items/2',
  '/search?q=%E9%A2%84%E7%AE%97',
  '/feeds/all.xml',
  '/sitemap.xml',
  '/api/v1/search?q=%E9%A2%84%E7%AE%97',
  '/api/v1/records/2',
  '/api/v1/records?size=20',
]

/** Citizens who go on reading whatever happens; tells what they met. */
export const readers = (portal: string, count: number) => {
  const failed: string[] = []
  const times: number[] = []
  let on = true
  const read = async (n: number) => {
    for (let i = n; on; i++) {
      const path = publicAddresses[i % publicAddresses.length]!
      const start = performance.now()
      const status = await fetch(portal + path, { signal: AbortSignal.timeout(10_000) })
        .then(async (answer) => {
          await answer.arrayBuffer()
          return answer.status
        })
        .catch((error) => String(error.cause ?? error))
      times.push(performance.now() - start)
      if (status !== 200) failed.push(`${path} ${status}`)
      await sleep(5)
    }
  }
  const all = Promise.all(Array.from({ length: count }, (_, n) => read(n)))
  return {
    async stop() {
      on = false
      await all
      return { reads: times.length, failed, times }
    },
  }
}
