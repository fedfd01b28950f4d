import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { registerAudit } from '../../src/foundations/audit/api.ts'
import { verifyAudit } from '../../src/foundations/audit/verify.ts'
import { auditActions } from '../../src/foundations/audit/words.zh.ts'
import { transact } from '../../src/foundations/context.ts'
import { home as root } from '../../src/platform/home.ts'
import { type Call, signedInAs, testOffice } from '../support/office.ts'
import { type Persona, person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

let platform: TestPlatform
let app: FastifyInstance
let clerk: Persona
let jilan: Persona
let auditor: Call

beforeEach(async () => {
  platform = await testPlatform()
  app = await testOffice(platform, (office) => registerAudit(office, platform))
  const home = await unit(platform)
  clerk = await person(platform, { role: 'clerk', unit: home, name: '闻以宁' })
  jilan = await person(platform, { role: 'auditor', unit: home, name: '纪蓝亭' })
  auditor = await signedInAs(app, platform, jilan)
})
afterEach(async () => {
  await app.close()
  await platform.close()
})

const note = (subject: string, detail: Record<string, unknown> = {}, action = 'record.saved') =>
  transact(platform.as(clerk), async (work) => work.audit({ action, subject, detail }))

/** What only somebody with the whole database in hand can do: the triggers are switched off for one statement. */
const tamper = (statement: ReturnType<typeof sql>) =>
  platform.owner.transaction().execute(async (trx) => {
    await sql`alter table audit_entry disable trigger all`.execute(trx)
    await statement.execute(trx)
    await sql`alter table audit_entry enable trigger all`.execute(trx)
  })

describe('the viewer', () => {
  test('shows the newest first, page by page, without gap or repetition', async () => {
    for (let i = 1; i <= 7; i++) await note(`record/${i}`)
    const seen: string[] = []
    for (let before = ''; ; ) {
      const { body } = await auditor('GET', `/api/audit?action=record.saved&size=3${before}`)
      seen.push(...body.items.map((item: { subject: string }) => item.subject))
      if (body.next === null) break
      before = `&before=${body.next}`
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((i) => `record/${i}`))
  })

  test('filters by who, what, on what and when, and gives every action its Chinese name', async () => {
    await note('record/12', { revision: 3 })
    await note('record/120')
    platform.time.set('2026-03-09T16:30:00Z')
    await note('record/12', {}, 'record.submitted')
    auditor = await signedInAs(app, platform, jilan)
    const found = async (query: string) =>
      (await auditor('GET', `/api/audit?${query}`)).body.items.map((item: { action: string; subject: string }) => [
        item.action,
        item.subject,
      ])
    expect(await found('subject=record/12')).toEqual([
      ['record.submitted', 'record/12'],
      ['record.saved', 'record/12'],
    ])
    expect(await found('subject=record')).toHaveLength(3)
    expect(await found(`actor=${clerk.personId}&action=record.saved`)).toHaveLength(2)
    expect(await found('actor=以宁&action=record.submitted')).toHaveLength(1)
    // 16:30 UTC on the 9th is the 10th in China.
    expect(await found('from=2026-03-10&to=2026-03-10&actor=闻')).toEqual([['record.submitted', 'record/12']])
    expect(await found('to=2026-03-09&actor=闻')).toHaveLength(2)
    const { body } = await auditor('GET', '/api/audit?subject=record/12&action=record.saved')
    expect(body.items[0]).toMatchObject({ actionLabel: '保存草稿', actorName: '闻以宁', detail: { revision: 3 } })
  })

  test('writes one entry for each time the log was read', async () => {
    await auditor('GET', '/api/audit?action=record.saved')
    await auditor('GET', '/api/audit?action=audit.read')
    const { body } = await auditor('GET', '/api/audit?action=audit.read')
    expect(body.items).toHaveLength(2)
    expect(body.items[1]).toMatchObject({ actorName: '纪蓝亭', detail: { action: 'record.saved' } })
  })
})

describe('the chain', () => {
  test('holds over what really happened', async () => {
    for (let i = 1; i <= 20; i++)
      await note(`record/${i}`, { title: '关于印发《办法》的通知', n: 1.5, list: [{ b: 1, a: null }] })
    const verdict = (await auditor('POST', '/api/audit/verification')).body
    expect(verdict).toMatchObject({ ok: true, brokenAt: null })
    expect(verdict.checked).toBeGreaterThan(20)
    expect((await auditor('GET', '/api/audit?action=audit.verified')).body.items[0].detail).toMatchObject({ ok: true })
  })

  test('stays one chain when many write at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, i) => note(`record/${i}`)))
    expect(await verifyAudit(platform.db)).toMatchObject({ ok: true })
  })

  test('keeps nothing of work that was rolled back', async () => {
    const before = (await verifyAudit(platform.db)).checked
    const failing = transact(platform.as(clerk), async (work) => {
      work.audit({ action: 'record.saved', subject: 'record/1' })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await verifyAudit(platform.db)).toMatchObject({ ok: true, checked: before })
  })

  test.each([
    ['who', sql`update audit_entry set actor_name = '别人' where subject = 'record/5'`],
    ['who, by id', sql`update audit_entry set actor_id = null where subject = 'record/5'`],
    ['what', sql`update audit_entry set action = 'record.discarded' where subject = 'record/5'`],
    ['the detail', sql`update audit_entry set detail = '{"n": 2}' where subject = 'record/5'`],
    ['when', sql`update audit_entry set at = at + interval '1 day' where subject = 'record/5'`],
    ['from where', sql`update audit_entry set ip = '10.9.9.9' where subject = 'record/5'`],
    [
      'row and line together',
      sql`update audit_entry set detail = '{"n": 2}', line = replace(line, '"n":1', '"n":2')
      where subject = 'record/5'`,
    ],
    ['the hash', sql`update audit_entry set hash = sha256('x') where subject = 'record/5'`],
    ['the row out of the middle', sql`delete from audit_entry where subject = 'record/5'`],
  ])('names the entry in which somebody changed %s', async (_what, statement) => {
    for (let i = 1; i <= 9; i++) await note(`record/${i}`, { n: 1 })
    const { seq } = await platform.db
      .selectFrom('audit_entry')
      .select('seq')
      .where('subject', '=', 'record/5')
      .executeTakeFirstOrThrow()
    await tamper(statement)
    const verdict = (await auditor('POST', '/api/audit/verification')).body
    expect(verdict).toMatchObject({ ok: false, brokenAt: seq, checked: seq - 1 })
  })

  test('misses entries cut off at its end', async () => {
    for (let i = 1; i <= 3; i++) await note(`record/${i}`)
    await tamper(sql`delete from audit_entry where seq = (select max(seq) from audit_entry)`)
    expect(await verifyAudit(platform.db)).toMatchObject({ ok: false })
  })
})

describe('append-only means append-only', () => {
  const tables = ['audit_entry', 'publication_log', 'event', 'revision', 'step']
  test.each(tables)('%s refuses update, delete and truncate', async (table) => {
    const column = { audit_entry: 'action', publication_log: 'kind', event: 'name', revision: 'title', step: 'action' }
    const name = sql.table(table)
    // The owner meets a trigger; the running program is not even let near.
    for (const statement of [
      sql`update ${name} set ${sql.ref(column[table as keyof typeof column])} = 'x'`,
      sql`delete from ${name}`,
      sql`truncate ${name} cascade`,
    ]) {
      await expect(statement.execute(platform.owner)).rejects.toThrow(/append-only/)
      await expect(statement.execute(platform.db)).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('a published payload can be blanked but never changed, deleted or brought back', async () => {
    await sql`update publication_payload set payload = null, blanked_by = 1 where seq = 1`.execute(platform.db)
    for (const statement of [
      sql`update publication_payload set payload = '{}', blanked_by = null where seq = 1`,
      sql`delete from publication_payload where seq = 1`,
    ])
      await expect(statement.execute(platform.db)).rejects.toThrow()
  })
})

test('every action written to the audit log has a Chinese name, and no name is without its action', async () => {
  const files = (await readdir(join(root, 'src'), { recursive: true })).filter((name) => /\.ts$/.test(name))
  const written = new Set<string>()
  for (const file of files.filter((name) => !name.endsWith('.test.ts'))) {
    const source = await readFile(join(root, 'src', file), 'utf8')
    for (const call of source.matchAll(/\baudit\(\{\s*action:\s*([^,\n]+),/g)) {
      const literal = /^'([^']+)'$/.exec(call[1]!)
      if (literal) written.add(literal[1]!)
      else {
        // The verbs of publishing's decisions are put together from a table of past tenses in the same file.
        const table = /`(\w+)\.\$\{(\w+)\[/.exec(call[1]!)
        const words = table && new RegExp(`const ${table[2]} = \\{([^}]+)\\}`).exec(source)?.[1]
        expect(words, `${file}: ${call[1]}`).toBeTruthy()
        for (const word of words!.matchAll(/'([^']+)'/g)) written.add(`${table![1]}.${word[1]}`)
      }
    }
  }
  expect([...written].filter((action) => !(action in auditActions))).toEqual([])
  expect(Object.keys(auditActions).filter((action) => !written.has(action))).toEqual([])
})
