import { type Ctx, transact } from '../../context.ts'
import { appendChanged } from '../../publication-log/append-changed.ts'
import type { SiteChanged } from '../../publication-log/entries.ts'
import type { SiteInformation } from '../site-information.ts'
import { readSite, writeSite } from '../store.ts'
import { unsetSite } from '../unset-site.ts'

const fields = Object.keys(unsetSite) as (keyof SiteChanged)[]

/**
 * Sets what every public page says of the site; portals hear of it at once. What is as it was is neither written nor
 * published again. Whether the county is fictional stays as it was.
 */
export const saveSite = (ctx: Ctx, given: SiteInformation): Promise<void> =>
  transact(ctx, async ({ trx, at, audit }) => {
    const before = await readSite(trx)
    const now = { ...before, ...given }
    const changed = fields.filter((field) => now[field] !== before[field])
    if (!changed.length) return
    // One order of fields, however they came: the log compares the text of payloads.
    const site = Object.fromEntries(fields.map((field) => [field, now[field]])) as SiteChanged
    await writeSite(trx, site, at)
    await appendChanged(trx, at, [{ kind: 'site.changed', subject: 'site', payload: site }])
    const only = (from: SiteChanged) => Object.fromEntries(changed.map((field) => [field, from[field]]))
    audit({ action: 'site.changed', subject: 'setting/site', detail: { from: only(before), to: only(site) } })
  })
