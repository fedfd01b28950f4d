import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Command } from 'commander'
import { type Config, readConfig } from '../platform/config.ts'
import { progress } from './progress.ts'
import { bilingual } from './words.ts'

const line = (text: string) => process.stdout.write(`${text}\n`)

/** `backup create|verify|restore`: everything of an installation in one folder, or in one `.tar` file. */
export const addBackup = (program: Command): void => {
  const backup = bilingual(program.command('backup'), '备份与恢复', 'Backup and restore')

  bilingual(
    backup
      .command('create')
      .argument('[target]', '文件夹（增量，可放多份）或 .tar 文件；默认 BACKUP_DIR / folder or .tar file'),
    '备份数据库、附件与密钥；平台照常运行。密钥用 BACKUP_PASSPHRASE 封存，未设置则不备份密钥',
    'Backs up database, attachments and keys while the platform runs; keys only under BACKUP_PASSPHRASE',
  ).action(async (target: string | undefined) => {
    const config = readConfig()
    const to = target ? resolve(target) : config.backup.folder
    if (!to) throw new Error('请写明备份到哪里，或设置 BACKUP_DIR / say where to, or set BACKUP_DIR')
    if (!isArchive(to)) return void (await create(config, to))
    if (await stat(to).catch(() => undefined)) throw new Error(`${to} 已经存在 / exists already`)
    await withFolder(dirname(to), async (root) => {
      await create(config, root)
      await tar(['-cf', `${to}.part`, '-C', root, '.'])
      await rename(`${to}.part`, to)
      line(`已存为 kept as ${to}`)
    })
  })

  bilingual(
    backup
      .command('verify')
      .argument('<source>', '备份文件夹、其中一份，或 .tar 文件 / folder, one backup in it, or .tar file')
      .option('--quick', '只核对文件，不试恢复 / compare files only'),
    '逐字节核对备份，再恢复到临时数据库，核对公开日志与审计日志',
    'Reads every byte of a backup, restores it into a scratch database and verifies both logs there',
  ).action(async (source: string, options: { quick?: boolean }) => {
    await opened(source, async ({ root, folder }) => {
      const ok = await verify(root, folder, options.quick ?? false)
      if (!ok) process.exitCode = 2
    })
  })

  bilingual(
    backup.command('restore').argument('<source>', '备份文件夹、其中一份，或 .tar 文件 / as for verify'),
    '恢复到空的数据文件夹（GONGKAI_DATA）与空数据库，并核对',
    'Restores into an empty data folder and an empty database, and verifies',
  ).action(async (source: string) => {
    await opened(source, async ({ root, folder }) => {
      if (!(await restore(readConfig(), root, folder))) process.exitCode = 2
    })
  })
}

const isArchive = (path: string) => path.endsWith('.tar')

const tar = (args: string[]) =>
  new Promise<void>((done, failed) => {
    const child = spawn('tar', args, { stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', failed)
    child.once('close', (code) => (code === 0 ? done() : failed(new Error(`tar: ${code}`))))
  })

const withFolder = async <T>(beside: string, work: (folder: string) => Promise<T>): Promise<T> => {
  await mkdir(beside, { recursive: true })
  const folder = await mkdtemp(join(beside, '.gongkai-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One backup, wherever it lies: the newest of a folder, a folder itself, or out of an archive. */
const opened = async <T>(source: string, work: (one: { root: string; folder: string }) => Promise<T>): Promise<T> => {
  const { backupsIn } = await import('../backup/manifest.ts')
  const path = resolve(source)
  if (!(await stat(path).catch(() => undefined))) throw new Error(`没有 ${path} / there is no such file or folder`)
  const inside = async (root: string) => {
    const newest = (await backupsIn(root)).at(-1)
    if (newest) return work({ root, folder: join(root, newest) })
    return work({ root: dirname(root), folder: root })
  }
  if (!isArchive(path)) return inside(path)
  return withFolder(dirname(path), async (folder) => {
    await tar(['-xf', path, '-C', folder]).catch((error) => {
      throw new Error(
        `${path} 解不开：文件不完整、已损坏，或者磁盘放不下（解开后放在它旁边）。/ cannot be unpacked beside itself: damaged, or no room (${error.message})`,
      )
    })
    if (!(await backupsIn(folder)).length)
      throw new Error(`${path} 里没有完整的备份，文件可能被截断 / holds no whole backup: it may have been cut off`)
    return inside(folder)
  })
}

const create = async (config: Config, root: string) => {
  const { openBase } = await import('../base.ts')
  const { createBackup } = await import('../backup/create.ts')
  const base = await openBase({ ...config, logLevel: 'warn' })
  const bar = progress('备份 backup')
  try {
    const { folder, manifest, added } = await createBackup({
      config,
      databaseUrl: base.database.url,
      root,
      at: base.platform.clock(),
      passphrase: config.backup.passphrase,
      tell: bar.update,
    })
    bar.stop()
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    line(
      `已备份 ${manifest.tables.length} 张表 ${rows} 行、${manifest.files.count} 个附件（新增 ${added} 个）到 ${folder}\n` +
        `Backed up ${manifest.tables.length} tables, ${rows} rows, ${manifest.files.count} files (${added} new)`,
    )
    line(
      manifest.keys === 'sealed'
        ? '密钥已用口令封存在内，请另处保管口令。\nThe keys are in it, sealed: keep the passphrase elsewhere.'
        : '注意：没有备份密钥（未设置 BACKUP_PASSPHRASE）。请另行妥善保存数据文件夹中的 keys，丢失后加密的内容无法读出。\n' +
            'Note: the keys are NOT in it. Keep the folder keys elsewhere; without it what is encrypted is lost.',
    )
  } finally {
    bar.stop()
    await base.close()
  }
}

const said = ({ log, audit }: Awaited<ReturnType<typeof import('../backup/try-out.ts')['verifyDatabase']>>) => {
  line(`公开日志 publication log: ${log.ok ? '完整 holds' : '不符 BROKEN'}，${log.checked} 条`)
  line(`审计日志 audit log: ${audit.ok ? '完整 holds' : '不符 BROKEN'}，${audit.checked} 条`)
  return log.ok && audit.ok
}

/** Reads every byte and says what is missing or changed. */
const allThere = async (root: string, folder: string): Promise<boolean> => {
  const { damageOf } = await import('../backup/check.ts')
  const bar = progress('核对 verify')
  const damage = await damageOf(root, folder, bar.update).finally(bar.stop)
  for (const { file, what } of damage) line(`${what === 'missing' ? '缺少 missing' : '被改动 changed'}: ${file}`)
  return damage.length === 0
}

const verify = async (root: string, folder: string, quick: boolean): Promise<boolean> => {
  const { readManifest } = await import('../backup/manifest.ts')
  const manifest = await readManifest(folder)
  if (!(await allThere(root, folder))) return false
  line(`文件完整 all files hold: ${folder}（${manifest.at}）`)
  if (quick) return true
  const { ensureDatabase, startEmbedded } = await import('../platform/db/embedded.ts')
  const { tryOut } = await import('../backup/try-out.ts')
  // Beside the data, where PostgreSQL's own user may enter.
  return withFolder(readConfig().dataFolder, async (scratch) => {
    const { chmod } = await import('node:fs/promises')
    await chmod(scratch, 0o755)
    const server = await startEmbedded(join(scratch, 'postgres'), { flags: ['-c', 'fsync=off'] })
    const trying = progress('试恢复 try')
    try {
      await ensureDatabase(server.url('postgres'), 'tried')
      return said(await tryOut(folder, manifest, server.url('tried'), trying.update))
    } finally {
      trying.stop()
      await server.stop()
    }
  })
}

const restore = async (config: Config, root: string, folder: string): Promise<boolean> => {
  const { assertEmpty, restoreFiles, restoreKeys, restoreTables } = await import('../backup/restore.ts')
  const { readManifest } = await import('../backup/manifest.ts')
  const { verifyDatabase } = await import('../backup/try-out.ts')
  const { openDatabase, roleOf } = await import('../platform/db/open-database.ts')
  const manifest = await readManifest(folder)
  await assertEmpty(config.dataFolder)
  if (!(await allThere(root, folder))) {
    line('备份已损坏，没有恢复任何内容；请换一份备份 / the backup is damaged, nothing was restored: take another')
    return false
  }
  if (manifest.keys === 'sealed') {
    if (!config.backup.passphrase)
      throw new Error('备份中的密钥已封存，请设置 BACKUP_PASSPHRASE / the keys are sealed: set BACKUP_PASSPHRASE')
    await restoreKeys(folder, config.dataFolder, config.backup.passphrase)
  } else line('备份中没有密钥：请把另行保存的 keys 放进数据文件夹 / no keys in it: put yours into the data folder')
  const tables = progress('数据库 database')
  const database = await openDatabase(config)
  try {
    await restoreTables(folder, manifest, { owner: database.ownerUrl, role: roleOf(database) }, tables.update)
    tables.stop()
    const files = progress('附件 files')
    await restoreFiles(root, folder, config.dataFolder, files.update).finally(files.stop)
    const ok = said(await verifyDatabase(database.url))
    line(`已恢复到 ${manifest.at} 的状态 / restored as of ${manifest.at}`)
    return ok
  } catch (error) {
    throw new Error(
      `恢复没有完成：${(error as Error).message}\n排除原因后，清空 ${config.dataFolder} 和数据库再恢复一次；备份没有改动。` +
        ' / not complete: mend the cause, empty both and restore again; the backup is as it was',
    )
  } finally {
    tables.stop()
    await database.stop()
  }
}
