import type { Work } from '../../../foundations/context.ts'
import { appendChanged } from '../../../foundations/publication-log/append-changed.ts'
import { allSectors, type Sector, toSectorChanged, upsertSector } from '../store.ts'

/** Writes a sector under its code, new or changed, and tells the portals if anything changed. */
export const saveSector = async (work: Work, input: Omit<Sector, 'id'>): Promise<Sector> => {
  const known = (await allSectors(work.trx)).some((sector) => sector.code === input.code)
  const sector = await upsertSector(work.trx, input)
  const changed = await appendChanged(work.trx, work.at, [toSectorChanged(sector)])
  const subject = `sector/${sector.id}`
  const detail = { code: sector.code, name: sector.name }
  if (!known) work.audit({ action: 'sector.created', subject, detail })
  else if (changed) work.audit({ action: 'sector.changed', subject, detail })
  return sector
}
