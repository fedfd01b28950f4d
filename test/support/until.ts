import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until something is so; gives how long that took, in milliseconds. Fails after `most` of them. */
export const until = async (what: () => Promise<boolean>, most = 60_000): Promise<number> => {
  const start = performance.now()
  while (!(await what())) {
    if (performance.now() - start > most) throw new Error('waited too long')
    await sleep(25)
  }
  return performance.now() - start
}
