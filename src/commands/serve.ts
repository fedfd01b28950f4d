import type { Command } from 'commander'
import { type Config, readConfig } from '../platform/config.ts'
import { lockFolder } from '../platform/folder-lock.ts'
import { readRoles, type ServerRole } from '../platform/roles.ts'
import { bilingual } from './words.ts'

export const addServe = (program: Command): void => {
  bilingual(
    program
      .command('serve')
      .option(
        '--roles <roles>',
        '本进程承担的角色：office,portal,worker / what this process does',
        'office,portal,worker',
      )
      .option('--no-demo', '数据为空时不建示范县 / do not make the demo county when there is no data'),
    '启动平台：公众门户与工作端（首次启动自动建库；数据为空时建立示范县）',
    'Serves portal and office; makes the database, and the demo county when there is no data yet',
  ).action(async (options: { demo: boolean; roles: string }) => {
    const config = readConfig()
    const roles = readRoles(options.roles)
    const unlock = holdRoles(config.dataFolder, roles)
    if (!unlock) {
      process.stdout.write(
        `平台已在运行，使用同一数据文件夹 ${config.dataFolder}；无需再次启动。\n` +
          `Already serving from this data folder; nothing to do.\n`,
      )
      return
    }
    // Heard from the first moment on: whoever is asked to end while it starts ends in good order too, PostgreSQL included.
    const asked = Promise.withResolvers<string>()
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        asked.resolve(signal)
        // Whatever does not let go in time (a hung connection) must not keep the machine from shutting down.
        setTimeout(() => process.exit(1), 20_000).unref()
      })
    const { stop, log } = await start(config, roles, options.demo)
    const signal = await asked.promise
    log.info({ signal }, 'stopping')
    await stop()
    unlock()
    process.exit(0)
  })

  bilingual(program.command('migrate'), '更新数据库结构', 'Brings the database schema up to date').action(async () => {
    const { openBase } = await import('../base.ts')
    const { install } = await import('../installation.ts')
    const base = await openBase(readConfig())
    await install(base, { demo: false, say: (line) => process.stdout.write(`${line}\n`) })
    await base.close()
    process.stdout.write('数据库已是最新 / the database is up to date\n')
  })
}

/** One process for each role of a data folder. */
const holdRoles = (folder: string, roles: ServerRole[]): (() => void) | undefined => {
  const held = roles.map((role) => lockFolder(folder, `serving-${role}`))
  const unlock = () => {
    for (const letGo of held) letGo?.()
  }
  if (held.every(Boolean)) return unlock
  unlock()
  return undefined
}

const say = (...lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`)

const start = async (config: Config, roles: ServerRole[], demo: boolean) => {
  const { apartFromOffice, openMigrated } = await import('../platform/db/open-database.ts')
  const apart = roles.length === 1 && roles[0] === 'portal' && apartFromOffice(config)
  const begun = Promise.withResolvers<{ first: boolean }>()
  const opening = apart ? undefined : openMigrated(config, begun.resolve)
  opening?.catch(() => undefined).then(() => begun.resolve({ first: false }))
  // Loading holds the whole thread: PostgreSQL works meanwhile only on what it has begun before.
  const { first } = apart ? { first: false } : await begun.promise
  // Loaded here so that other commands start without it.
  const { openBase, openGround } = await import('../base.ts')
  const { serve } = await import('../app.ts')
  const { servePortalApart } = await import('../portal-side.ts')
  if (apart) {
    const ground = openGround(config)
    const portal = await servePortalApart(ground)
    say('', `公众门户 portal  ${portal.url}   （跟随 follows ${config.officeUrl}）`, '')
    return { stop: portal.stop, log: ground.log }
  }
  const { install } = await import('../installation.ts')
  if (first && demo && roles.includes('office'))
    void import('../demo/published.ts').then(({ writeAhead }) => writeAhead())
  const base = await openBase(config, undefined, opening)
  const made = roles.includes('office') ? await install(base, { demo, say }) : undefined
  if (made?.finish) base.unready.add('demo')
  const running = await serve(base, roles)
  say(
    '',
    ...(running.portalUrl ? [`公众门户 portal  ${running.portalUrl}`] : []),
    ...(running.officeUrl
      ? [`工作端   office  ${running.officeUrl}   （接口说明 API docs ${running.officeUrl}/api/docs）`]
      : []),
    ...(running.workerUrl ? [`后台任务 worker  ${running.workerUrl}/metrics`] : []),
    ...(made?.demo
      ? [
          '',
          `示范县账号 demo accounts（密码 password：${made.demo.password}）`,
          ...made.demo.accounts.map((line) => `  ${line}`),
        ]
      : []),
    '',
  )
  // The citizen's side is served first; what the county works on comes while it serves.
  let stopping = false
  let finishing: Promise<unknown> | undefined
  void running.followed.then(() => {
    if (stopping) return
    finishing = Promise.resolve(made?.finish?.(() => !stopping))
      .catch((err) => base.log.error({ err }, 'the demo county is not complete'))
      .finally(() => base.unready.delete('demo'))
  })
  return {
    async stop() {
      // A portal that is still taking in its log is not waited for: that may take minutes.
      stopping = true
      await finishing
      await running.stop()
    },
    log: base.log,
  }
}
