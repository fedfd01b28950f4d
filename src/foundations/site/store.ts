import { asDate } from '../../platform/clock.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'
import type { SiteChanged } from '../publication-log/entries.ts'
import { unsetSite } from './unset-site.ts'

const key = 'site'

/** The site as it was set last; empty fields when it never was. */
export const readSite = async (db: Connection): Promise<SiteChanged> => {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return { ...unsetSite, ...(row?.value as Partial<SiteChanged> | undefined) }
}

export const writeSite = async (trx: Trx, site: SiteChanged, at: Temporal.Instant): Promise<void> => {
  const row = { value: JSON.stringify(site), changed_at: asDate(at) }
  await trx
    .insertInto('setting')
    .values({ key, ...row })
    .onConflict((oc) => oc.column('key').doUpdateSet(row))
    .execute()
}
