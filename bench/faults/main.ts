import type { Figure } from '../figure.ts'
import { databaseStopped } from './database.ts'
import { diskFull } from './disk.ts'
import { fuzzed } from './fuzzed.ts'
import { killed } from './kill.ts'
import { replicaTorn } from './replica.ts'

export const faultNames = ['kill', 'database', 'replica', 'disk', 'fuzz'] as const

/** What `script/bench faults [name…]` does: everything that can go wrong, made to go wrong. */
export async function* faults(
  names: string[],
  given: { kills: number; calls: number; seed: number },
  say: (line: string) => void,
): AsyncIterable<Figure> {
  const wrong = names.find((name) => !faultNames.some((one) => one === name))
  if (wrong) throw new Error(`no fault is called ${wrong}; there are: ${faultNames.join(', ')}`)
  const wanted = (name: (typeof faultNames)[number]) => names.length === 0 || names.includes(name)
  if (wanted('kill')) yield await killed(given.kills, say)
  if (wanted('database')) yield await databaseStopped(say)
  if (wanted('replica')) yield await replicaTorn(say)
  if (wanted('disk')) yield await diskFull(say)
  if (wanted('fuzz')) yield await fuzzed(given.calls, given.seed, say)
}
