import { expect, test } from 'vitest'
import { alive, serveCounty } from '../support/county.ts'

/** SIGTERM ends the program and the PostgreSQL it started, on the first start, which made the database, and on later ones. */
test('asked to end, it ends by itself and leaves nothing running', { timeout: 120_000 }, async () => {
  const county = await serveCounty('end', { anew: true })
  try {
    for (const again of [false, true]) {
      if (again) await county.startAgain()
      const pid = await county.postgresPid()
      expect(alive(pid)).toBe(true)
      expect([again, await county.endServer()]).toEqual([again, 0])
      expect([again, alive(pid)]).toEqual([again, false])
    }
  } finally {
    await county.close()
  }
})
