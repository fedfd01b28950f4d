import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alive, type County, serveCounty } from '../support/county.ts'

/** The drill of the runbook, with the program as an operator runs it: make, destroy, restore, go on. */
let county: County
let archive: string
beforeAll(async () => {
  process.env.BACKUP_PASSPHRASE = 'a sentence that nobody guesses'
  county = await serveCounty('backup')
  archive = `${county.folder}-backups`
  await rm(archive, { recursive: true, force: true })
})
afterAll(async () => {
  delete process.env.BACKUP_PASSPHRASE
  await county?.close()
  if (archive) await rm(archive, { recursive: true, force: true })
})

const text = async (path: string) => {
  const answer = await fetch(county.portal + path)
  return answer.status === 200 ? answer.text() : String(answer.status)
}
/** The part of a page that is the item's own, once the portal has read the whole log. */
const article = async (path: string) => {
  for (let tries = 0; tries < 200; tries++) {
    const page = await text(path)
    const found = /<article[\s\S]*<\/article>/.exec(page)?.[0]
    if (found && (await text('/items/30')) !== '404') return found
    await sleep(50)
  }
  return undefined
}

test('a destroyed installation comes back from one archive', async () => {
  const before = { item: await article('/items/2'), log: await text('/api/v1/log?after=0&size=1000') }
  expect(before.item).toBeTruthy()
  const file = join(archive, 'county.tar')
  const made = await county.command('backup', 'create', file)
  expect(made, made.output).toMatchObject({ code: 0 })
  expect(made.output).toContain('密钥已用口令封存')
  const twice = await county.command('backup', 'create', file)
  expect(twice.code).toBe(1)
  expect(twice.output).toContain('已经存在')
  const verified = await county.command('backup', 'verify', file)
  expect(verified, verified.output).toMatchObject({ code: 0 })
  expect(verified.output).toMatch(/公开日志 publication log: 完整 holds/)
  expect(await readdir(archive)).toEqual(['county.tar'])

  const refused = await county.command('backup', 'restore', file)
  expect(refused.code).toBe(1)
  expect(refused.output).toContain('不是空的')

  await county.killServer()
  const pid = await county.postgresPid()
  process.kill(pid, 'SIGQUIT')
  for (let tries = 0; tries < 200 && alive(pid); tries++) await sleep(50)
  // Not even the folder is left: what is made for PostgreSQL's own user must be open to it.
  await rm(county.folder, { recursive: true, force: true })

  const torn = join(archive, 'torn.tar')
  await writeFile(torn, (await readFile(file)).subarray(0, 200_000))
  const half = await county.command('backup', 'restore', torn)
  expect([half.code, half.output]).toEqual([1, expect.stringMatching(/torn\.tar (解不开|里没有完整的备份)/)])
  const folder = join(archive, 'unpacked')
  await mkdir(folder)
  execFileSync('tar', ['-xf', file, '-C', folder])
  const [newest] = (await readdir(folder)).filter((name) => /^\d/.test(name))
  await truncate(join(folder, newest!, 'database', 'record.copy.gz'), 50)
  const damaged = await county.command('backup', 'restore', folder)
  expect([damaged.code, damaged.output]).toEqual([2, expect.stringContaining('没有恢复任何内容')])
  expect(existsSync(county.folder)).toBe(false)

  const restored = await county.command('backup', 'restore', file)
  expect(restored, restored.output).toMatchObject({ code: 0 })
  expect(restored.output).toContain('已恢复到')
  expect(existsSync(join(county.folder, 'keys', 'data-keys.json'))).toBe(true)
  await county.startAgain()
  expect(await article('/items/2')).toBe(before.item)
  expect(await text('/api/v1/log?after=0&size=1000')).toBe(before.log)
  const log = await county.command('log', 'verify')
  expect(log, log.output).toMatchObject({ code: 0 })
})
