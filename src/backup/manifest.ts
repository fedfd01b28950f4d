import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

export const format = 'gongkai-backup/1'

/** What one backup holds, in `manifest.json` of its folder. It is written last: a folder without it is no backup. */
export const manifestShape = z.object({
  format: z.literal(format),
  /** Instant at which the tables were as they stand in the backup. */
  at: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({
      table: z.string(),
      columns: z.array(z.string()),
      rows: z.number(),
      bytes: z.number(),
      /** SHA-256 of the compressed file. */
      sha256: z.string(),
    }),
  ),
  sequences: z.record(z.string(), z.number()),
  /** Attachments, listed in `files.txt` as `hash size`; the bytes lie in `files/` beside all backups. */
  files: z.object({ count: z.number(), bytes: z.number(), sha256: z.string() }),
  /** `sealed`: in `keys.sealed`, under the passphrase. `left-out`: they must be kept elsewhere. */
  keys: z.enum(['sealed', 'left-out']),
  /** Settings of the process that made it, without secrets. */
  settings: z.record(z.string(), z.unknown()),
})
export type Manifest = z.infer<typeof manifestShape>

export const tablePath = (folder: string, table: string): string => join(folder, 'database', `${table}.copy.gz`)
/** Where the bytes of a hash lie, below the folder that holds all backups. */
export const filePath = (root: string, hash: string): string => join(root, 'files', hash.slice(0, 2), hash)

/** @throws Error when there is none or it cannot be read */
export const readManifest = async (folder: string): Promise<Manifest> => {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => {
    throw new Error(`${folder} 里没有备份 / there is no backup in ${folder}`)
  })
  try {
    return manifestShape.parse(JSON.parse(text))
  } catch {
    throw new Error(
      `${folder} 的 manifest.json 已损坏，这份备份不能用 / its manifest.json is damaged: not a usable backup`,
    )
  }
}

const named = /^\d{8}T\d{6}Z$/

/** Name of a backup's folder: `20260302T010000Z`. */
export const backupName = (at: Temporal.Instant): string => at.round('second').toString().replace(/[-:]/g, '')

/** Names of the finished backups below `root`, oldest first. */
export const backupsIn = async (root: string): Promise<string[]> => {
  const names = (await readdir(root).catch(() => [] as string[])).filter((name) => named.test(name)).sort()
  const finished: string[] = []
  for (const name of names) if ((await readdir(join(root, name))).includes('manifest.json')) finished.push(name)
  return finished
}

/** Hashes and sizes of a backup's attachments. */
export const readFileList = async (folder: string): Promise<{ hash: string; size: number }[]> =>
  (await readFile(join(folder, 'files.txt'), 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [hash = '', size] = line.split(' ')
      return { hash, size: Number(size) }
    })
