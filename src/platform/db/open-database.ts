import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { type Begun, ensureDatabase, startEmbedded } from './embedded.ts'
import { hostsOf } from './hosts.ts'
import { migrate } from './migrate.ts'

const databaseName = 'gongkai'

export type OpenDatabase = { url: string; ownerUrl: string; stop: () => Promise<void> }

/** Finds or starts PostgreSQL; the tables may be of any age, or not there at all. */
export const openDatabase = async (config: Config, begun?: Begun): Promise<OpenDatabase> => {
  const { databaseUrl: url, databaseOwnerUrl: ownerUrl = url } = config
  if (url && ownerUrl) {
    begun?.({ first: false })
    return { url, ownerUrl, stop: async () => undefined }
  }
  const embedded = await startEmbedded(join(config.dataFolder, 'postgres'), begun ? { begun } : {})
  await ensureDatabase(embedded.url('postgres'), databaseName)
  return { url: embedded.applicationUrl(databaseName), ownerUrl: embedded.url(databaseName), stop: embedded.stop }
}

/** The same with the tables brought up to date. */
export const openMigrated = async (config: Config, begun?: Begun): Promise<OpenDatabase> => {
  const opened = await openDatabase(config, begun)
  await migrate(opened.ownerUrl, roleOf(opened))
  return opened
}

/** Whom the owner grants its rights; undefined when the owner runs the program itself. */
export const roleOf = ({ url, ownerUrl }: Pick<OpenDatabase, 'url' | 'ownerUrl'>): string | undefined =>
  ownerUrl === url ? undefined : decodeURIComponent(new URL(hostsOf(url)[0]!).username)

/** A portal that knows its office only by address: no database, no files but its own. */
export const apartFromOffice = (config: Config): boolean =>
  Boolean(config.officeUrl) && !config.databaseUrl && !existsSync(join(config.dataFolder, 'postgres'))
