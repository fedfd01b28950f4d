import type { Base } from '../base.ts'
import { damageOf } from './check.ts'
import { createBackup } from './create.ts'
import { keepNewest, newestBackup } from './retention.ts'

/** The nightly backup: made, read again whole, and only then are older ones let go. */
export const backUp = async ({
  config,
  database,
  platform,
  log,
}: Pick<Base, 'config' | 'database' | 'platform' | 'log'>): Promise<void> => {
  const { folder: root, keep, passphrase } = config.backup
  if (!root) return
  const { folder, manifest } = await createBackup({
    config,
    databaseUrl: database.url,
    root,
    at: platform.clock(),
    passphrase,
  })
  const damage = await damageOf(root, folder)
  if (damage.length) throw new Error(`the backup just made is damaged: ${damage[0]!.file} ${damage[0]!.what}`)
  const removed = await keepNewest(root, keep, platform.clock())
  log.info({ folder, files: manifest.files.count, keys: manifest.keys, removed }, 'backup made')
}

/** Says in the metrics how old the newest backup is, and rings when it is too old. */
export const watchBackups = async ({
  config,
  platform,
  metrics,
  log,
}: Pick<Base, 'config' | 'platform' | 'metrics' | 'log'>): Promise<void> => {
  const { folder: root, alarmHours } = config.backup
  if (!root) return
  const newest = await newestBackup(root)
  const hours = newest ? platform.clock().since(newest).total('hours') : Number.POSITIVE_INFINITY
  metrics.backupAt.set(newest ? newest.epochMilliseconds / 1000 : 0)
  metrics.backupOverdue.set(hours > alarmHours ? 1 : 0)
  if (hours > alarmHours) log.warn({ hours: newest ? Math.round(hours) : null }, 'the last good backup is too old')
}
