import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { backupName, backupsIn, filePath, readFileList, readManifest } from './manifest.ts'

/**
 * Removes all but the newest `keep` backups, then the attachments that none of those left names.
 * @returns names of the backups removed
 */
export const keepNewest = async (root: string, keep: number, now: Temporal.Instant): Promise<string[]> => {
  await sweepHalves(root, now)
  const names = await backupsIn(root)
  const gone = names.slice(0, Math.max(0, names.length - keep))
  for (const name of gone) await rm(join(root, name), { recursive: true })
  if (gone.length === 0) return gone
  const named = new Set<string>()
  for (const name of names.slice(gone.length))
    for (const { hash } of await readFileList(join(root, name))) named.add(hash)
  for (const path of await readdir(join(root, 'files'), { recursive: true }).catch(() => [] as string[])) {
    const hash = path.slice(3)
    if (/^[0-9a-f]{64}$/.test(hash) && !named.has(hash)) await rm(filePath(root, hash))
  }
  return gone
}

/** Removes what was begun more than a day ago and never became a backup: the power went, or somebody killed it. */
const sweepHalves = async (root: string, now: Temporal.Instant) => {
  const yesterday = backupName(now.subtract({ hours: 24 }))
  for (const name of await readdir(root).catch(() => [] as string[])) {
    const half = /^\.(\d{8}T\d{6}Z)\.part$/.exec(name)?.[1]
    if (half && half < yesterday) await rm(join(root, name), { recursive: true, force: true })
  }
}

/** When the newest backup was taken; undefined when there is none. */
export const newestBackup = async (root: string): Promise<Temporal.Instant | undefined> => {
  const name = (await backupsIn(root)).at(-1)
  return name === undefined ? undefined : Temporal.Instant.from((await readManifest(join(root, name))).at)
}
