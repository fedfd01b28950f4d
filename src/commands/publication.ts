import { readFile } from 'node:fs/promises'
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
    log
      .command('verify')
      .option(
        '--checkpoint <file>',
        '以前签发的核验点：日志须由它延续而来 / a checkpoint signed earlier that the log must extend',
      )
      .option('--key <key>', '核验点的公钥 name+id+key / public key of the checkpoint')
      .option('--json', '输出 JSON / print JSON'),
    '逐条核对公开日志，有任何一条被改动、删除或插入都会指出',
    'Walks the whole publication log and names the first entry that was changed, removed or put in between',
  ).action(async (options: { json?: boolean; checkpoint?: string; key?: string }) => {
    const { openBase } = await import('../app.ts')
    const { verifyLog } = await import('../foundations/publication-log/verify.ts')
    const earlier = options.checkpoint ? await openEarlier(options.checkpoint, options.key) : undefined
    const base = await openBase({ ...readConfig(), logLevel: 'warn' })
    try {
      const verdict = await verifyLog(base.platform.db, earlier ? { earlier } : {})
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

  bilingual(
    log.command('checkpoint'),
    '核对公开日志并签发核验点（C2SP tlog-checkpoint）；公钥写在标准错误，核验点写在标准输出，可公布或存档',
    'Verifies the log and signs a checkpoint of it; the public key goes to standard error, the checkpoint to standard output',
  ).action(async () => {
    const { openBase } = await import('../app.ts')
    const { verifyLog } = await import('../foundations/publication-log/verify.ts')
    const { signCheckpoint, verifierText } = await import('../foundations/publication-log/checkpoint.ts')
    const { signingKey } = await import('../foundations/publication-log/signing-key.ts')
    const config = readConfig()
    const base = await openBase({ ...config, logLevel: 'warn' })
    try {
      const { ok, checked, root, brokenAt } = await verifyLog(base.platform.db)
      if (!ok) throw new Error(`公开日志在第 ${brokenAt} 条处不符，不能签发 / the log is broken at entry ${brokenAt}`)
      const origin = `${new URL(config.portalUrl ?? 'http://localhost').host}/gongkai-log`
      const signer = await signingKey(config.dataFolder, origin)
      process.stderr.write(`${verifierText(signer)}\n`)
      process.stdout.write(signCheckpoint({ origin, size: checked, root: Buffer.from(root, 'hex') }, signer))
    } finally {
      await base.close()
    }
  })
}

const openEarlier = async (file: string, key: string | undefined) => {
  const { openCheckpoint, readVerifier } = await import('../foundations/publication-log/checkpoint.ts')
  const verifier = readVerifier(key ?? '')
  if (!verifier) throw new Error('请用 --key 给出核验点的公钥 / give the public key of the checkpoint with --key')
  const earlier = openCheckpoint(await readFile(file, 'utf8'), verifier)
  if (!earlier) throw new Error('核验点的签名不符 / the checkpoint is not signed by this key')
  return earlier
}
