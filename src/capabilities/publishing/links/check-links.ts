import type { Platform } from '../../../foundations/context.ts'
import { type Answered, askAddress } from './ask.ts'
import { nextToCheck, rememberCheck } from './store.ts'

const mostAtOnce = 200
const together = 5

/** Looks at the external addresses whose turn it is; what it sees is a warning at the gate. Safe to run at any time. */
export const checkLinks = async (
  platform: Platform,
  ask: (url: string) => Promise<Answered> = askAddress,
): Promise<number> => {
  const urls = await nextToCheck(platform.db, platform.clock(), mostAtOnce)
  const queue = [...urls]
  const work = async () => {
    for (let url = queue.shift(); url; url = queue.shift())
      await rememberCheck(platform.db, url, platform.clock(), await ask(url))
  }
  await Promise.all(Array.from({ length: together }, work))
  return urls.length
}
