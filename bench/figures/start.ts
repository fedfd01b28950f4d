import { writeFileSync } from 'node:fs'
import { type Figure, figureOf } from '../figure.ts'
import { benchFolder, type Installation, type Serving } from '../installation.ts'
import { answers, freePort, run } from '../process.ts'

/** A process that serves one page and does nothing else: what Node itself takes to start, and its memory. */
export async function bareProcess(): Promise<{ ms: number; megabytes: number }> {
  const file = `${benchFolder}/one-answer`
  writeFileSync(file, `${JSON.stringify({ url: '/', headers: {}, from: 0, length: 2 })}\n`)
  writeFileSync(`${file}.bytes`, 'ok')
  const port = await freePort()
  const bare = run('node', ['bench/bare-server.ts', file, String(port)])
  const ms = await answers(`http://127.0.0.1:${port}/`, { within: 30_000, ended: bare.ended })
  const megabytes = bare.memory().now
  await bare.stop()
  return { ms, megabytes }
}

/** Seconds from the start of the process until the home page answers, PostgreSQL started by it included. */
export const startFigure = (
  figure: 'start' | 'start-first',
  installation: Installation,
  ms: number,
  bareMs: number,
): Figure =>
  figureOf({
    figure,
    items: figure === 'start' ? installation.items : 0,
    value: ms / 1000,
    unit: 's',
    baseline: bareMs / 1000,
    target: '<=5',
    more: { what: figure === 'start' ? 'data there' : 'empty folder: database, tables and demo county made first' },
  })

/** Memory of the whole program (portal, office, jobs; not PostgreSQL) after everything above has been asked of it. */
export function memoryFigure(installation: Installation, serving: Serving, bareMegabytes: number): Figure {
  const { now, peak } = serving.memory()
  return figureOf({
    figure: 'memory',
    items: installation.items,
    value: now,
    unit: 'MB',
    baseline: bareMegabytes,
    target: '<=400',
    more: { peakMb: Math.round(peak) },
  })
}
