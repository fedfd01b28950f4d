import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importRecords } from '../../src/capabilities/publishing/index.ts'
import { parseIndexNumber } from '../../src/foundations/numbers/index.ts'
import type { RecordPublished } from '../../src/foundations/publication-log/entries.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { verifyLog } from '../../src/foundations/publication-log/verify.ts'
import { home } from '../../src/platform/home.ts'
import { corpusDocuments, linesFile } from './lines.ts'
import { fingerprint, type PublishingStage, publishingStage } from './stage.ts'

let stage: PublishingStage
beforeAll(async () => {
  stage = await publishingStage()
})
afterAll(() => stage.close())

const bring = (...files: string[]) => importRecords(stage.platform.as(), files)
const count = async (what = sql`true`) => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from record where source_id is not null and ${what}`.execute(stage.platform.db)
  return rows[0]!.n
}
const bySource = async (sourceId: string) => {
  const { id } = await stage.platform.db
    .selectFrom('record')
    .select('id')
    .where('source_id', '=', sourceId)
    .executeTakeFirstOrThrow()
  return (await stage.calls.supervisor('GET', `/api/records/${id}`)).body
}

describe('an export with good and bad lines', () => {
  const good = (n: number) => ({
    id: `good-${n}`,
    title: `第${n}条旧闻`,
    body: '旧网站上的正文。',
    issuer: n === 2 ? '云溪县民政局' : '云溪县水务局',
    issued_on: '2018-05-02',
    kind: 'notice',
    extra: { published_on: '2018-05-04', url: `http://old.example/${n}.html` },
  })
  const lines = [
    good(1),
    '{"id":"cut","title":"断了的一行","body":',
    { id: 'untitled', title: ' ', body: '正文' },
    { id: 'empty', title: '没有正文', body: '' },
    { ...good(7), id: 'wrong-day', issued_on: '2018-02-30' },
    { ...good(7), id: 'nul', issuer: '水务\u0000局' },
    { ...good(7), id: 'half', extra: { keywords: '半个字\ud83d' } },
    { ...good(7), id: 'long', title: '长'.repeat(400) },
    { ...good(7), id: { no: 'id' } },
    { ...good(7), id: 'number', title: 12 },
    '[]',
    '',
    good(2),
    { ...good(1), title: '同一编号再来一次' },
    good(3),
  ]
  const wrong = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]

  test('the good ones go in, the bad ones are named by line, id and reason', async () => {
    const { file, remove } = await linesFile(lines)
    const report = await bring(file)
    expect(report).toMatchObject({ read: 14, added: 3, already: 1 })
    expect(report.refused.map(({ line }) => line)).toEqual(wrong)
    for (const { file: name, reason } of report.refused) {
      expect(name).toBe('export.jsonl')
      expect(reason).toMatch(/\p{Script=Han}{2}/u)
      expect(reason).not.toMatch(/expected|received|Invalid/)
    }
    expect(report.refused.map(({ id }) => id)).toEqual([
      null,
      'untitled',
      'empty',
      'wrong-day',
      'nul',
      'half',
      'long',
      null,
      'number',
      null,
    ])
    const { rows } = await sql<{ added: number; refused: unknown[] }>`
      select added, refused from record_import order by id desc limit 1`.execute(stage.platform.db)
    expect(rows[0]).toMatchObject({ added: 3, refused: report.refused.map(({ line }) => ({ line })) })
    await remove()
  })

  test('its history says 迁入, its dates are the old ones, its unit is the issuer', async () => {
    const moved = await bySource('good-1')
    expect(moved).toMatchObject({ unitName: '云溪县水务局', status: 'published', publicUrl: expect.any(String) })
    expect(moved.migrated).toEqual({ sourceId: 'good-1', note: '从原网站迁入：http://old.example/1.html' })
    expect(moved.timeline).toEqual([
      expect.objectContaining({
        action: 'migrate',
        actionLabel: '从原网站迁入',
        actorName: '系统',
        toStatus: 'published',
      }),
    ])
    expect(parseIndexNumber(moved.indexNumber)).toMatchObject({ year: 2018 })
    expect((await bySource('good-2')).unitName).toBe('云溪县民政局')
    const entry = (await readLog(stage.platform.db, 0, 10_000)).find(
      ({ subject }) => subject === `record/${moved.recordId}`,
    )
    expect((entry!.payload as RecordPublished).publishedAt).toBe('2018-05-03T16:00:00.000Z')
  })

  test('a second run changes nothing but the list of runs', async () => {
    const { file, remove } = await linesFile(lines)
    const before = await count()
    expect(await bring(file)).toMatchObject({ added: 0, already: 4 })
    expect(await count()).toBe(before)
    await remove()
  })

  test('a moved item is corrected like any other', async () => {
    const { recordId, indexNumber } = await bySource('good-3')
    const begun = await stage.calls.clerk('POST', `/api/records/${recordId}/correction`, { reason: '补充正文。' })
    expect(begun.body).toMatchObject({ status: 'draft', edition: 2, liveEdition: 1, indexNumber })
  })

  test('plain, gzipped and with a byte order mark are read alike', async () => {
    const { file, folder, remove } = await linesFile([
      `\ufeff${JSON.stringify({ id: 'bom', title: '带签名', body: '文' })}`,
    ])
    const packed = join(folder, 'packed.jsonl.gz')
    await writeFile(packed, gzipSync(JSON.stringify({ id: 'packed', title: '压缩的', body: '文' })))
    expect(await bring(file, packed)).toMatchObject({ read: 2, added: 2, refused: [] })
    await remove()
  })

  test('a unit that does not exist stops the move before it begins', async () => {
    const before = await fingerprint(stage.platform)
    await expect(importRecords(stage.platform.as(), [], { unitCode: 'nobody' })).rejects.toThrow(/没有代码/)
    expect(await fingerprint(stage.platform)).toBe(before)
  })
})

describe('a move that was stopped', () => {
  const many = (prefix: string, n: number) =>
    Array.from({ length: n }, (_, i) => ({ id: `${prefix}-${i}`, title: `第${i}条`, body: `第${i}条的正文。` }))
  const withPrefix = (prefix: string) => count(sql`source_id like ${`${prefix}-%`}`)

  test('after a batch goes on where it was', async () => {
    const { file, remove } = await linesFile(many('stopped', 1_300))
    const stop = importRecords(stage.platform.as(), [file], {
      onProgress: () => {
        throw new Error('stopped by hand')
      },
    })
    await expect(stop).rejects.toThrow('stopped by hand')
    expect(await withPrefix('stopped')).toBe(250)
    expect(await bring(file)).toMatchObject({ added: 1_050, already: 250 })
    expect(await withPrefix('stopped')).toBe(1_300)
    await remove()
  })

  test('by a killed process leaves whole batches, and the next run adds exactly the rest', async () => {
    const { file, folder, remove } = await linesFile(many('killed', 4_000))
    const child = spawn(join(home, 'bin', 'gongkai'), ['import', 'records', file], {
      env: { ...process.env, DATABASE_URL: stage.platform.url, GONGKAI_DATA: folder },
      stdio: 'ignore',
    })
    const ended = new Promise((done) => child.once('exit', (code, signal) => done(signal ?? code)))
    while ((await withPrefix('killed')) === 0 && child.exitCode === null) await sleep(5)
    // The head of the log is held, so that the next batch stands in the middle of its transaction when the end comes.
    await stage.platform.db.transaction().execute(async (trx) => {
      await sql`select seq from publication_head for update`.execute(trx)
      await sleep(100)
      child.kill('SIGKILL')
      expect(await ended).toBe('SIGKILL')
    })
    const there = await withPrefix('killed')
    expect([there > 0, there < 4_000, there % 250]).toEqual([true, true, 0])
    expect(await bring(file)).toMatchObject({ added: 4_000 - there, already: there })
    expect(await withPrefix('killed')).toBe(4_000)
    expect(await verifyLog(stage.platform.db)).toMatchObject({ ok: true })
    await remove()
  })
})

const corpus = existsSync(corpusDocuments)
describe.skipIf(!corpus)(`the real documents (skipped when ${corpusDocuments} is absent)`, () => {
  let files: string[]
  beforeAll(async () => {
    const names = await readdir(corpusDocuments)
    files = names.filter((name) => name.endsWith('.jsonl.gz')).map((name) => join(corpusDocuments, name))
  })

  test('all go in, none is refused; a second run adds nothing', async () => {
    const before = await count()
    const report = await bring(...files)
    expect(report.refused).toEqual([])
    expect(report.read).toBeGreaterThan(2_000)
    expect(report.added + report.already).toBe(report.read)
    expect(await count()).toBe(before + report.added)
    const again = await bring(...files)
    expect(again).toMatchObject({ added: 0, already: report.read, refused: [] })
    expect(await verifyLog(stage.platform.db)).toMatchObject({ ok: true })
  })
})
