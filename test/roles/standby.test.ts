import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, serve } from '../../src/app.ts'
import { openBase } from '../../src/base.ts'
import { verifyAudit } from '../../src/foundations/audit/verify.ts'
import { transact } from '../../src/foundations/context.ts'
import { system } from '../../src/foundations/identity/actor.ts'
import { appendToLog } from '../../src/foundations/publication-log/append.ts'
import { logHead } from '../../src/foundations/publication-log/read.ts'
import { verifyLog } from '../../src/foundations/publication-log/verify.ts'
import { readConfig } from '../../src/platform/config.ts'
import { unreachable } from '../../src/platform/db/connect.ts'
import { home } from '../../src/platform/home.ts'
import { site } from '../portal/county.ts'
import { onBoth, primaryAndStandby, type Server } from '../support/cluster.ts'
import { until } from '../support/until.ts'
import { freePort } from './stage.ts'

/** The drill: the database server dies while clerks publish, its standby is promoted, the program goes on by itself. */

const folder = join(home, '.tmp', `standby-${process.pid}`)
let primary: Server
let standby: Server
let running: Running
const ports = { portal: 0, office: 0 }
beforeAll(async () => {
  const made = await primaryAndStandby(folder, [await freePort(), await freePort()])
  ;({ primary, standby } = made)
  await primary.query('create database gongkai')
  const both = (who: 'owner' | 'application') => onBoth([primary, standby], made.secrets, who, 'gongkai')
  Object.assign(ports, { portal: await freePort(), office: await freePort() })
  const config = readConfig({
    GONGKAI_DATA: join(folder, 'data'),
    GONGKAI_HOST: '127.0.0.1',
    PORTAL_PORT: String(ports.portal),
    OFFICE_PORT: String(ports.office),
    DATABASE_URL: both('application'),
    DATABASE_OWNER_URL: both('owner'),
    LOG_LEVEL: 'silent',
    LIMIT_SEARCHES: '0',
    LIMIT_FILES: '0',
    LIMIT_CALLS: '0',
  })
  running = await serve(await openBase(config))
})
afterAll(async () => {
  await running?.stop()
  await primary?.kill()
  await standby?.kill()
  await rm(folder, { recursive: true, force: true })
})

const status = (url: string) =>
  fetch(url).then(
    async (answer) => {
      await answer.arrayBuffer()
      return answer.status
    },
    () => 0,
  )

test('nothing acknowledged is lost, the chains hold, the public reads on', async () => {
  const { platform } = running.base
  const ctx = { ...platform, actor: system }
  const acknowledged: number[] = []
  const surprises: unknown[] = []
  let refused = 0
  let writing = true
  /** One public change with its line of the audit log, as every act is. */
  const publish = (n: number) =>
    transact(ctx, async (work) => {
      const payload = { ...site, motto: `第${n}次` }
      const [seq] = await appendToLog(work.trx, work.at, [{ kind: 'site.changed', subject: 'site', payload }])
      work.audit({ action: 'units.changed', subject: `drill/${n}` })
      return seq!
    })
  await publish(0)
  const hand = async (which: number) => {
    for (let n = 1; writing; n++) {
      try {
        acknowledged.push(await publish(which * 100_000 + n))
      } catch (error) {
        refused += 1
        if (!unreachable(error)) surprises.push(error)
        await sleep(20)
      }
    }
  }
  const hands = Promise.all([1, 2, 3].map(hand))
  const pages: number[] = []
  let reading = true
  const reader = (async () => {
    await until(async () => (await status(`http://127.0.0.1:${ports.portal}/`)) === 200)
    while (reading) {
      pages.push(await status(`http://127.0.0.1:${ports.portal}/`))
      await sleep(10)
    }
  })()

  await until(async () => acknowledged.length > 60)
  const [state] = await primary.query('select sync_state, count(*)::int as n from pg_stat_replication group by 1')
  expect(state).toEqual({ sync_state: 'sync', n: 1 })
  await primary.kill()
  const before = acknowledged.length
  await until(async () => refused > 3)
  await until(async () => (await status(`http://127.0.0.1:${ports.office}/readyz`)) === 503)
  await standby.promote()
  await until(async () => acknowledged.length > before + 60)
  writing = false
  await hands
  await until(async () => (await status(`http://127.0.0.1:${ports.office}/readyz`)) === 200)

  expect(surprises).toEqual([])
  const rows = await platform.db.selectFrom('publication_log').select('seq').orderBy('seq').execute()
  const there = new Set(rows.map(({ seq }) => Number(seq)))
  expect(acknowledged.filter((seq) => !there.has(seq))).toEqual([])
  expect(new Set(acknowledged).size).toBe(acknowledged.length)
  expect(await verifyLog(platform.db)).toMatchObject({ ok: true })
  expect(await verifyAudit(platform.db)).toMatchObject({ ok: true })
  const { seq } = await logHead(platform.db)
  await until(async () => {
    const text = await (await fetch(`http://127.0.0.1:${ports.portal}/metrics`)).text()
    return text.includes(`gongkai_publication_log_position{side="portal"} ${seq}`)
  })
  reading = false
  await reader
  expect(pages.length).toBeGreaterThan(20)
  expect(pages.filter((code) => code !== 200)).toEqual([])
})
