import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Figure, figureOf } from '../figure.ts'
import { type FaultCounty, faultCounty, until } from './county.ts'
import { readers } from './readers.ts'

const fileOf = (county: FaultCounty) => {
  const folder = join(county.folder, 'portal')
  return join(folder, readFileSync(join(folder, 'current'), 'utf8').trim())
}

/** Bytes of nonsense all over the file, the first page with its header left out. */
const scribble = (path: string) => {
  const size = statSync(path).size
  const file = openSync(path, 'r+')
  for (let at = 4_096; at < size; at += 20_000) writeSync(file, Buffer.alloc(2_000, 0xa5), 0, 2_000, at)
  closeSync(file)
}

const hurts: Record<string, (county: FaultCounty) => void> = {
  'cut in half': (county) => truncateSync(fileOf(county), Math.floor(statSync(fileOf(county)).size / 2)),
  emptied: (county) => truncateSync(fileOf(county), 0),
  'scribbled over': (county) => scribble(fileOf(county)),
  deleted: (county) => {
    const path = fileOf(county)
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
  },
  'deleted with its folder': (county) => {
    const folder = join(county.folder, 'portal')
    for (const file of readdirSync(folder)) rmSync(join(folder, file), { recursive: true, force: true })
  },
}

/** Whole again: every public page answers, the file is there, and anybody's walk over it finds it true to the log. */
const healed = (county: FaultCounty) =>
  until('the replica heals', 60_000, async () => {
    for (const path of ['/', '/items/2', '/latest', '/search?q=%E9%A2%84%E7%AE%97', '/api/v1/records/2'])
      if ((await fetch(county.portal + path)).status !== 200) return false
    if (!existsSync(fileOf(county))) return false
    return (await county.command('log', 'verify', join(county.folder, 'portal')).ended) === 0
  })

/** Tears and deletes the replica, while the portal is up and while it is down, and sees how long it takes to heal. */
export const replicaTorn = async (say: (line: string) => void): Promise<Figure> => {
  const county = await faultCounty('replica')
  const ms: Record<string, number> = {}
  const failedReads: Record<string, number> = {}
  const faults: string[] = []
  try {
    await county.start()
    await healed(county)
    for (const [how, hurt] of Object.entries(hurts))
      for (const when of ['up', 'down']) {
        const name = `${how}, ${when}`
        if (when === 'down') await county.stop()
        const crowd = when === 'up' ? readers(county.portal, 4) : undefined
        hurt(county)
        if (when === 'down') await county.start()
        try {
          ms[name] = Math.round(await healed(county))
        } catch (error) {
          faults.push(`${name}: ${(error as Error).message}`)
          // The next case begins from a whole one.
          await county.stop()
          await county.start()
        }
        failedReads[name] = (await crowd?.stop())?.failed.length ?? 0
        say(`${name}: ${ms[name] ?? 'not'} ms, ${failedReads[name]} failed reads`)
      }
  } finally {
    await county.remove()
  }
  return figureOf({
    figure: 'replica-torn',
    items: 0,
    value: faults.length,
    unit: 'replicas that did not heal',
    target: '<=0',
    more: { healedMs: ms, failedReads, faults },
  })
}
