import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGzip } from 'node:zlib'
import type { Config } from '../platform/config.ts'
import { dumpTables } from '../platform/db/table-copy.ts'
import { syncFolder, type Written, writeHashed } from './hashed-files.ts'
import { backupName, filePath, format, type Manifest, tablePath } from './manifest.ts'
import { sealKeys } from './sealed-keys.ts'

export type Tell = (share: number, note: string) => void

const isHash = /^[0-9a-f]{64}$/

/** Attachments in the data folder. What is there and no longer named does no harm. */
const storedFiles = async (dataFolder: string) => {
  const names = await readdir(join(dataFolder, 'files'), { recursive: true }).catch(() => [] as string[])
  return names
    .map((name) => name.slice(3))
    .filter((name) => isHash.test(name))
    .sort()
}

/** Settings worth keeping; `secret` ones only under the passphrase. */
const settingsOf = (config: Config) => {
  const { databaseUrl, databaseOwnerUrl, portalToken, singleSignOn, backup, ...open } = config
  return { open, secret: { databaseUrl, databaseOwnerUrl, portalToken, singleSignOn, backup } }
}

const keysOf = async (config: Config): Promise<Buffer> => {
  const folder = join(config.dataFolder, 'keys')
  const keys: Record<string, string> = {}
  for (const name of await readdir(folder).catch(() => [] as string[]))
    keys[name] = (await readFile(join(folder, name))).toString('base64')
  return Buffer.from(JSON.stringify({ keys, settings: settingsOf(config).secret }))
}

type Wanted = {
  config: Config
  databaseUrl: string
  root: string
  at: Temporal.Instant
  passphrase: string | undefined
  tell?: Tell
}

/**
 * Makes a backup in a folder of its own below `root`, while the program goes on: tables as of one moment, then the
 * attachments they name (only those that `root` does not have yet), then the keys under the passphrase.
 * @returns its folder and manifest
 */
export const createBackup = async (given: Wanted): Promise<{ folder: string; manifest: Manifest; added: number }> => {
  const { root, tell = () => undefined } = given
  await mkdir(root, { recursive: true, mode: 0o700 })
  const name = backupName(given.at)
  const folder = join(root, name)
  if (await stat(folder).catch(() => undefined)) throw new Error(`${folder} 已经存在 / exists already`)
  const making = join(root, `.${name}.part`)
  await rm(making, { recursive: true, force: true })
  await mkdir(making, { mode: 0o700 })
  try {
    const { manifest, added } = await fill(making, given)
    await rename(making, folder)
    await syncFolder(root)
    tell(1, '')
    return { folder, manifest, added }
  } catch (error) {
    // What cannot become a backup would only take the room of the next one.
    await rm(making, { recursive: true, force: true })
    throw error
  }
}

/** Writes all that belongs to one backup into its folder, the manifest last. */
const fill = async (making: string, given: Wanted): Promise<{ manifest: Manifest; added: number }> => {
  const { config, root, tell = () => undefined } = given
  const written = new Map<string, Written>()
  const dumped = await dumpTables(
    given.databaseUrl,
    async (table, rows) => {
      written.set(table, await writeHashed(tablePath(making, table), rows, [createGzip()]))
    },
    (done, of) => tell((done / of) * 0.5, `${done}/${of} 表 tables`),
  )

  const hashes = await storedFiles(config.dataFolder)
  let [added, bytes, lines] = [0, 0, '']
  for (const [i, hash] of hashes.entries()) {
    const from = join(config.dataFolder, 'files', hash.slice(0, 2), hash)
    const { size } = await stat(from)
    if (!(await stat(filePath(root, hash)).catch(() => undefined))) {
      await writeHashed(filePath(root, hash), createReadStream(from), [], hash)
      added += 1
    }
    bytes += size
    lines += `${hash} ${size}\n`
    if (i % 50 === 0) tell(0.5 + (i / hashes.length) * 0.5, `${i}/${hashes.length} 附件 files`)
  }
  await writeFile(join(making, 'files.txt'), lines, { mode: 0o600 })
  if (given.passphrase)
    await writeFile(join(making, 'keys.sealed'), sealKeys(await keysOf(config), given.passphrase), { mode: 0o600 })

  const manifest: Manifest = {
    format,
    at: given.at.toString(),
    migrations: dumped.migrations,
    tables: dumped.tables.map((table) => ({ ...table, ...written.get(table.table)! })),
    sequences: dumped.sequences,
    files: { count: hashes.length, bytes, sha256: createHash('sha256').update(lines).digest('hex') },
    keys: given.passphrase ? 'sealed' : 'left-out',
    settings: settingsOf(config).open,
  }
  await writeFile(join(making, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 })
  for (const file of ['files.txt', 'manifest.json', '.']) await syncFolder(join(making, file))
  return { manifest, added }
}
