import type { Command } from 'commander'
import { readConfig } from '../platform/config.ts'
import { lockFolder } from '../platform/folder-lock.ts'
import { bilingual } from './words.ts'

export const addServe = (program: Command): void => {
  bilingual(
    program
      .command('serve')
      .option('--no-demo', '数据为空时不建示范县 / do not make the demo county when there is no data'),
    '启动平台：公众门户与工作端（首次启动自动建库；数据为空时建立示范县）',
    'Serves portal and office; makes the database, and the demo county when there is no data yet',
  ).action(async (options: { demo: boolean }) => {
    // Loaded here so that other commands start without it.
    const { openBase, serve } = await import('../app.ts')
    const { install } = await import('../installation.ts')
    const config = readConfig()
    const unlock = lockFolder(config.dataFolder)
    if (!unlock) {
      process.stdout.write(
        `平台已在运行，使用同一数据文件夹 ${config.dataFolder}；无需再次启动。\n` +
          `Already serving from this data folder; nothing to do.\n`,
      )
      return
    }
    const base = await openBase(config)
    const demo = await install(base, { demo: options.demo, say: (line) => process.stdout.write(`${line}\n`) })
    const running = await serve(base)
    process.stdout.write(
      [
        '',
        `公众门户 portal  ${running.portalUrl}`,
        `工作端   office  ${running.officeUrl}   （接口说明 API docs ${running.officeUrl}/api/docs）`,
        ...(demo
          ? [
              '',
              '示范县账号 demo accounts（密码 password：' + demo.password + '）',
              ...demo.accounts.map((line) => `  ${line}`),
            ]
          : []),
        '',
        '',
      ].join('\n'),
    )
    let stopping = false
    const stop = async (signal: string) => {
      if (stopping) return
      stopping = true
      base.log.info({ signal }, 'stopping')
      // Whatever does not let go in time (a hung connection) must not keep the machine from shutting down.
      setTimeout(() => process.exit(1), 20_000).unref()
      await running.stop()
      unlock()
      process.exit(0)
    }
    process.on('SIGINT', () => void stop('SIGINT'))
    process.on('SIGTERM', () => void stop('SIGTERM'))
  })

  bilingual(program.command('migrate'), '更新数据库结构', 'Brings the database schema up to date').action(async () => {
    const { openBase } = await import('../app.ts')
    const { install } = await import('../installation.ts')
    const base = await openBase(readConfig())
    await install(base, { demo: false, say: (line) => process.stdout.write(`${line}\n`) })
    await base.close()
    process.stdout.write('数据库已是最新 / the database is up to date\n')
  })
}
