import { join } from 'node:path'
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
    const { openBase } = await import('../app.ts')
    const { rebuildReplica } = await import('../portal/rebuild.ts')
    const { readLog, logHead } = await import('../foundations/publication-log/read.ts')
    const config = readConfig()
    const base = await openBase({ ...config, logLevel: 'warn' })
    try {
      const { seq } = await logHead(base.platform.db)
      const bar = progress('重建 rebuild')
      const done = await rebuildReplica({
        folder: join(config.dataFolder, 'portal'),
        read: (after, size) => readLog(base.platform.db, after, size),
        onProgress: (at) => bar.update(at / Math.max(1, seq), `${at}/${seq}`),
      })
      bar.stop()
      process.stdout.write(`副本已重建到日志第 ${done.seq} 条 / replica rebuilt up to entry ${done.seq}\n`)
    } finally {
      await base.close()
    }
  })

  const log = bilingual(program.command('log'), '公开日志', 'The publication log')
  bilingual(
    log.command('verify').option('--json', '输出 JSON / print JSON'),
    '逐条核对公开日志，有任何一条被改动、删除或插入都会指出',
    'Walks the whole publication log and names the first entry that was changed, removed or put in between',
  ).action(async (options: { json?: boolean }) => {
    const { openBase } = await import('../app.ts')
    const { verifyLog } = await import('../foundations/publication-log/verify.ts')
    const base = await openBase({ ...readConfig(), logLevel: 'warn' })
    try {
      const verdict = await verifyLog(base.platform.db)
      if (options.json) process.stdout.write(`${JSON.stringify(verdict)}\n`)
      else
        process.stdout.write(
          verdict.ok
            ? `公开日志完整，共 ${verdict.checked} 条 / the log holds, ${verdict.checked} entries\n`
            : `公开日志在第 ${verdict.brokenAt} 条处不符（${verdict.fault}）/ broken at entry ${verdict.brokenAt}\n`,
        )
      if (!verdict.ok) process.exitCode = 2
    } finally {
      await base.close()
    }
  })
}
