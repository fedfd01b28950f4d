import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { readConfig } from '../platform/config.ts'
import { progress } from './progress.ts'
import { bilingual } from './words.ts'

export const addPublication = (program: Command): void => {
  const portal = bilingual(program.command('portal'), '公众门户的副本', "The portal's replica")
  bilingual(
    portal.command('rebuild'),
    '从公开日志重建门户副本；门户照常服务，建成后自动切换',
    'Rebuilds the replica from the publication log while the portal goes on serving, then switches over',
  ).action(async () => {
    const { openBase } = await import('../base.ts')
    const { remoteLog } = await import('../portal-side.ts')
    const { apartFromOffice } = await import('../platform/db/open-database.ts')
    const { rebuildReplica } = await import('../portal/rebuild.ts')
    const { readLog, logHead } = await import('../foundations/publication-log/read.ts')
    const config = readConfig()
    const folder = join(config.dataFolder, 'portal')
    const say = (seq: number) =>
      process.stdout.write(`副本已重建到日志第 ${seq} 条 / replica rebuilt up to entry ${seq}\n`)
    if (apartFromOffice(config)) {
      const source = remoteLog(config)
      const of = await source.length?.().catch(() => undefined)
      const bar = progress('重建 rebuild')
      const onProgress = (at: number) => bar.update(of ? Math.min(1, at / of) : 0, of ? `${at}/${of}` : `${at}`)
      const done = await rebuildReplica({ folder, read: source.read, onProgress }).finally(bar.stop)
      return void say(done.seq)
    }
    const base = await openBase({ ...config, logLevel: 'warn' })
    try {
      const { seq } = await logHead(base.platform.db)
      const bar = progress('重建 rebuild')
      const done = await rebuildReplica({
        folder,
        read: (after, size) => readLog(base.platform.db, after, size),
        onProgress: (at) => bar.update(at / Math.max(1, seq), `${at}/${seq}`),
      })
      bar.stop()
      say(done.seq)
    } finally {
      await base.close()
    }
  })

  bilingual(
    portal.command('copy').argument('<file>', '存到 / where to'),
    '把门户副本存成一个文件（门户照常服务），可用 log verify 核对；不要直接复制 .sqlite 文件，最新的变动在旁边的 -wal 里',
    'Copies the replica into one file while the portal serves, for log verify; a plain copy of the .sqlite lacks what is in its -wal',
  ).action(async (file: string) => {
    const { copyReplica } = await import('../portal/replica/copy-replica.ts')
    const { servedReplica } = await import('../portal/replica-store.ts')
    const seq = await copyReplica(servedReplica(join(readConfig().dataFolder, 'portal')), resolve(file))
    process.stdout.write(`已存为 ${file}，到日志第 ${seq} 条 / kept as ${file}, up to entry ${seq}\n`)
  })
}
