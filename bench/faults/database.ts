import { setTimeout as sleep } from 'node:timers/promises'
import { type Figure, figureOf, spread } from '../figure.ts'
import { faultCounty, until } from './county.ts'
import { readers } from './readers.ts'

const citizens = 12

/**
 * PostgreSQL falls silent, is stopped and is killed while citizens read: how many public reads fail, and how long the
 * office is away each time.
 */
export const databaseStopped = async (say: (line: string) => void): Promise<Figure> => {
  const county = await faultCounty('database')
  const away: Record<string, number> = {}
  try {
    await county.start()
    const crowd = readers(county.portal, citizens)
    await sleep(2_000)
    const back = () =>
      until('the office is back', 90_000, async () => (await fetch(`${county.office}/readyz`)).status === 200)
    const hurt = {
      // Every process of the server holds its breath: connections stay open and nothing is answered.
      silent: async () => {
        const pid = county.postgresPid()
        process.kill(pid, 'SIGSTOP')
        await sleep(4_000)
        process.kill(pid, 'SIGCONT')
      },
      stopped: async () => void process.kill(county.postgresPid(), 'SIGINT'),
      killed: async () => void process.kill(county.postgresPid(), 'SIGKILL'),
    }
    for (const [how, doIt] of Object.entries(hurt)) {
      await doIt()
      await sleep(500)
      away[how] = Math.round(await back())
      say(`database ${how}: the office was back after ${away[how]} ms`)
      await sleep(1_000)
    }
    const { reads, failed, times } = await crowd.stop()
    const { p99, max } = spread(times)
    return figureOf({
      figure: 'database-stopped',
      items: 0,
      value: failed.length,
      unit: 'failed public reads',
      target: '<=0',
      more: { reads, p99Ms: Math.round(p99), maxMs: Math.round(max), officeAwayMs: away, failed: failed.slice(0, 10) },
    })
  } finally {
    await county.remove()
  }
}
