import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from '../../src/platform/db/embedded.ts'
import { home } from '../../src/platform/home.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'
import { freePort, portalToken } from './stage.ts'

/** `bin/gongkai serve --roles …`: each role as a process of its own. */

const folder = join(home, '.tmp', `roles-${process.pid}`)
let database: TestDatabase
const ports = { office: 0, worker: 0, portal: 0 }
const children: ChildProcess[] = []
const printed = new Map<ChildProcess, string>()

const program = (data: string, args: string[], more: Record<string, string>) => {
  const child = spawn(join(home, 'bin', 'gongkai'), ['serve', ...args], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      NODE_ENV: 'production',
      DATABASE_URL: '',
      GONGKAI_DATA: join(folder, data),
      GONGKAI_HOST: '127.0.0.1',
      PORTAL_PORT: String(ports.portal),
      OFFICE_PORT: String(ports.office),
      WORKER_PORT: String(ports.worker),
      PORTAL_TOKEN: portalToken,
      LOG_LEVEL: 'warn',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (data) => printed.set(child, (printed.get(child) ?? '') + data))
  return child
}
const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise<number | null>((resolve) => child.once('exit', resolve))
const status = (port: number, path: string) =>
  fetch(`http://127.0.0.1:${port}${path}`).then(
    (a) => a.status,
    () => 0,
  )
const until = async (what: () => Promise<boolean>) => {
  for (let tries = 0; !(await what()); tries++) {
    if (tries > 600) throw new Error(`waited too long:\n${[...printed.values()].join('\n')}`)
    await sleep(50)
  }
}

beforeAll(async () => {
  database = await freshDatabase()
  for (const role of ['office', 'worker', 'portal'] as const) ports[role] = await freePort()
})
afterAll(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  await Promise.all(children.map(ended))
  await database?.drop()
  await rm(folder, { recursive: true, force: true })
})

test('office, worker and portal run apart; the portal opens no database; each is there once for its data', async () => {
  const withDatabase = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl }
  const office = program('office', ['--roles', 'office'], withDatabase)
  await until(async () => (await status(ports.office, '/readyz')) === 200)
  expect(await status(ports.portal, '/healthz')).toBe(0)
  program('office', ['--roles', 'worker'], withDatabase)
  const portal = program('portal', ['--roles', 'portal'], { OFFICE_URL: `http://127.0.0.1:${ports.office}` })
  await until(async () => (await status(ports.worker, '/readyz')) === 200)
  await until(async () => (await status(ports.portal, '/readyz')) === 200)
  await until(async () => (await status(ports.portal, '/items/2')) === 200)
  // The worker signs, the office hands it on, the portal proves with it.
  await until(async () => (await status(ports.portal, '/api/v1/log/checkpoint')) === 200)
  expect(await (await fetch(`http://127.0.0.1:${ports.worker}/metrics`)).text()).toContain('gongkai_chain_broken')
  expect(existsSync(join(folder, 'portal', 'postgres'))).toBe(false)
  expect(existsSync(join(folder, 'portal', 'keys'))).toBe(false)

  const again = program('office', ['--roles', 'office,worker'], withDatabase)
  expect(await ended(again)).toBe(0)
  expect(printed.get(again)).toContain('平台已在运行')
  const wrong = program('other', ['--roles', 'cook'], withDatabase)
  expect(await ended(wrong)).toBe(1)
  expect(printed.get(wrong)).toContain('没有“cook”这个角色')

  office.kill('SIGKILL')
  await ended(office)
  expect(await status(ports.portal, '/items/2')).toBe(200)
  portal.kill('SIGTERM')
  expect(await ended(portal)).toBe(0)
})

test('two roles that start PostgreSQL on one folder at the same moment share it', async () => {
  const cluster = join(folder, 'shared')
  const start = () => startEmbedded(cluster, { flags: ['-c', 'fsync=off'] })
  await (await start()).stop()
  const both = await Promise.all([start(), start()])
  expect(both.map(({ reused }) => reused).sort()).toEqual([false, true])
  expect(both[0]!.url('postgres')).toBe(both[1]!.url('postgres'))
  for (const one of both) await one.stop()
})
