import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { alive, serveCounty } from '../support/county.ts'

/**
 * SIGTERM ends the program and the PostgreSQL it started, on the first start, which made the database, on later ones, and
 * while it still starts.
 */
test('asked to end, it ends by itself and leaves nothing running', async () => {
  const county = await serveCounty('end', { anew: true })
  try {
    for (const again of [false, true]) {
      if (again) await county.startAgain()
      const pid = await county.postgresPid()
      expect(alive(pid)).toBe(true)
      expect([again, await county.endServer()]).toEqual([again, 0])
      expect([again, alive(pid)]).toEqual([again, false])
    }
    const starting = county.startAgain().catch(() => undefined)
    let pid: number | undefined
    while (!pid) pid = await county.postgresPid().catch(() => sleep(20, undefined))
    expect(await county.endServer()).toBe(0)
    expect(alive(pid)).toBe(false)
    await starting
  } finally {
    await county.close()
  }
})
