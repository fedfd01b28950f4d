import type { Work } from '../context.ts'
import { appendChanged } from '../publication-log/append-changed.ts'
import { allUnits, toUnitChanged } from './store.ts'

/** Tells the portals of every unit of which they do not know the present state. Returns how many that were. */
export const publishUnits = async (work: Work): Promise<number> =>
  appendChanged(work.trx, work.at, (await allUnits(work.trx)).map(toUnitChanged))
