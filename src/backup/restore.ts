import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { connectClient } from '../platform/db/hosts.ts'
import { migrate, readMigrations } from '../platform/db/migrate.ts'
import { loadTables } from '../platform/db/table-copy.ts'
import type { Tell } from './create.ts'
import { writeHashed } from './hashed-files.ts'
import { filePath, type Manifest, readFileList, tablePath } from './manifest.ts'
import { openKeys } from './sealed-keys.ts'

const sealedShape = z.object({ keys: z.record(z.string(), z.string()), settings: z.unknown() })

/** @throws Error unless nothing but keys put there beforehand is in the data folder */
export const assertEmpty = async (dataFolder: string): Promise<void> => {
  const names = (await readdir(dataFolder).catch(() => [] as string[])).filter((name) => name !== 'keys')
  if (names.length)
    throw new Error(
      `数据文件夹 ${dataFolder} 不是空的，不会覆盖。请换一个空文件夹（GONGKAI_DATA），或先移走原有数据。\n` +
        `The data folder is not empty and will not be overwritten; use an empty one or move the old data away.`,
    )
}

/**
 * Puts the tables of a backup into a database without tables: first the structure they were taken from, then the rows,
 * then whatever migrations came since.
 * @param owner address of the owner of the tables
 * @param role of the running program, when it is another
 */
export const restoreTables = async (
  folder: string,
  manifest: Manifest,
  database: { owner: string; role: string | undefined },
  tell: Tell = () => undefined,
): Promise<void> => {
  const { files } = await readMigrations()
  const known = new Set(files.map(({ name }) => name))
  const newer = manifest.migrations.filter((name) => !known.has(name))
  if (newer.length)
    throw new Error(
      `备份来自较新的程序（${newer.join('、')}），请先更新程序 / the backup was made by a newer program: update first`,
    )
  const client = await connectClient(database.owner)
  const { rowCount } = await client
    .query(`select from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace limit 1`)
    .finally(() => client.end())
  if (rowCount)
    throw new Error('数据库里已经有表，不会覆盖 / the database has tables already and will not be overwritten')
  await migrate(database.owner, undefined, manifest.migrations)
  await loadTables(
    database.owner,
    manifest,
    (table, rows) => pipeline(createReadStream(tablePath(folder, table)), createGunzip(), rows),
    (done, of) => tell(done / of, `${done}/${of} 表 tables`),
  )
  await migrate(database.owner, database.role)
}

/** Puts the attachments back, each checked against its hash. */
export const restoreFiles = async (
  root: string,
  folder: string,
  dataFolder: string,
  tell: Tell = () => undefined,
): Promise<void> => {
  const files = await readFileList(folder)
  for (const [i, { hash }] of files.entries()) {
    const to = join(dataFolder, 'files', hash.slice(0, 2), hash)
    await writeHashed(to, createReadStream(filePath(root, hash)), [], hash)
    if (i % 50 === 0) tell(i / files.length, `${i}/${files.length} 附件 files`)
  }
}

/**
 * Puts the keys back, and the secret settings into `restored-settings.json` for somebody to take over.
 * @throws Error when the passphrase is another, or there are keys already
 */
export const restoreKeys = async (folder: string, dataFolder: string, passphrase: string): Promise<void> => {
  const sealed = await readFile(join(folder, 'keys.sealed'))
  // Made before what only the program may enter: PostgreSQL has a user of its own.
  await mkdir(dataFolder, { recursive: true })
  const { keys, settings } = sealedShape.parse(JSON.parse(openKeys(sealed, passphrase).toString('utf8')))
  await mkdir(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 })
  for (const [name, text] of Object.entries(keys))
    if (/^[\w.-]+$/.test(name))
      await writeFile(join(dataFolder, 'keys', name), Buffer.from(text, 'base64'), { mode: 0o600, flag: 'wx' })
  await writeFile(join(dataFolder, 'restored-settings.json'), `${JSON.stringify(settings, null, 1)}\n`, { mode: 0o600 })
}
