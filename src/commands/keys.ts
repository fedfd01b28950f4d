import type { Command } from 'commander'
import { readConfig } from '../platform/config.ts'
import { progress } from './progress.ts'
import { bilingual } from './words.ts'

/** The keys that seal what must not be read in the database. */
export const addKeys = (program: Command): void => {
  const keys = bilingual(program.command('keys'), '加密密钥', 'The keys of sealed values')
  bilingual(
    keys
      .command('rotate')
      .option('--reseal', '同时用新密钥重新加密已有内容 / also seal what is there with the new key'),
    '更换加密密钥：新内容用新密钥，旧密钥仍能解开旧内容；平台不必停机',
    'Makes a new key for new values; the old ones still open. The program may run meanwhile',
  ).action(async ({ reseal }: { reseal?: boolean }) => {
    const { openBase } = await import('../base.ts')
    const { sealedColumns } = await import('../sealed-columns.ts')
    const { system } = await import('../foundations/identity/actor.ts')
    const { transact } = await import('../foundations/context.ts')
    const { rotateKeys } = await import('../platform/keyring.ts')
    const { sealAnew } = await import('../platform/sealed-columns.ts')
    const base = await openBase({ ...readConfig(), logLevel: 'warn' })
    const ctx = { ...base.platform, actor: system }
    const subject = 'keys/data-keys'
    try {
      const key = rotateKeys(base.config.dataFolder)
      await transact(ctx, async ({ audit }) => audit({ action: 'keys.rotated', subject, detail: { key } }))
      process.stdout.write(
        `现用密钥 ${key}。请备份 keys 文件夹：没有它，加密的内容无法恢复。\n` +
          `The current key is ${key}. Back up the folder keys: without it nothing that is sealed can be read again.\n`,
      )
      if (!reseal) return
      const bar = progress('重新加密 reseal')
      const sealed = await sealAnew(base.platform.db, base.platform.keyring, sealedColumns, (done, total) =>
        bar.update(done / Math.max(1, total), `${done}/${total}`),
      )
      bar.stop()
      await transact(ctx, async ({ audit }) => audit({ action: 'keys.resealed', subject, detail: { key, sealed } }))
      process.stdout.write(`已重新加密 ${sealed} 项 / ${sealed} values sealed with ${key}\n`)
    } finally {
      await base.close()
    }
  })
}
