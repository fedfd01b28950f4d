import { randomBytes, randomUUID } from 'node:crypto'
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { damageOf } from '../../src/backup/check.ts'
import { createBackup } from '../../src/backup/create.ts'
import { backupsIn, filePath, readManifest, tablePath } from '../../src/backup/manifest.ts'
import { backUp, watchBackups } from '../../src/backup/nightly.ts'
import { assertEmpty, restoreFiles, restoreKeys, restoreTables } from '../../src/backup/restore.ts'
import { keepNewest } from '../../src/backup/retention.ts'
import { openKeys, sealKeys } from '../../src/backup/sealed-keys.ts'
import { tryOut, verifyDatabase } from '../../src/backup/try-out.ts'
import { takeFeedback } from '../../src/capabilities/inquiries/index.ts'
import { openContent } from '../../src/capabilities/inquiries/writer.ts'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { openFiles } from '../../src/foundations/files/files.ts'
import { openIntakeKeys } from '../../src/foundations/intake/intake-keys.ts'
import { receiveSubmission } from '../../src/foundations/intake/receive.ts'
import { sealSubmission } from '../../src/foundations/intake/submission.ts'
import { type Config, readConfig } from '../../src/platform/config.ts'
import { applicationRole } from '../../src/platform/db/application-role.ts'
import { connect } from '../../src/platform/db/connect.ts'
import { openKeyring } from '../../src/platform/keyring.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { type PublishingStage, publishingStage } from '../publishing/stage.ts'
import { unit } from '../support/people.ts'

/** Backups: made while people work, read again, restored elsewhere, and what is wrong with one is found. */

const passphrase = 'a sentence that nobody guesses'
let stage: PublishingStage
let folder: string
let config: Config
let databases: string[] = []

const admin = async (statement: string) => {
  const client = new pg.Client({ connectionString: inject('postgres') })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
/** An empty database of the same server: the address of its owner and of the program. */
const emptyDatabase = async () => {
  const name = `b_${randomBytes(6).toString('hex')}`
  await admin(`create database ${name}`)
  databases.push(name)
  const at = (kind: 'postgres' | 'application') => {
    const url = new URL(inject(kind))
    url.pathname = `/${name}`
    return url.href
  }
  return { owner: at('postgres'), url: at('application') }
}
const make = (root: string, at = '2026-03-02T03:30:00Z', secret: string | undefined = passphrase) =>
  createBackup({
    config,
    databaseUrl: stage.platform.url,
    root,
    at: Temporal.Instant.from(at),
    passphrase: secret,
  })

beforeAll(async () => {
  stage = await publishingStage()
  folder = await mkdtemp(join(tmpdir(), 'gongkai-backup-'))
  config = readConfig({ GONGKAI_DATA: join(folder, 'data'), BACKUP_DIR: join(folder, 'nightly'), BACKUP_KEEP: '2' })
})
afterAll(async () => {
  await stage?.close()
  for (const name of databases) await admin(`drop database if exists ${name} with (force)`)
  databases = []
  await rm(folder, { recursive: true, force: true })
})

const attachment = async (text: string) => {
  // Where the stage's actions look for it, and in the data folder that is backed up.
  await stage.platform.files.put(Buffer.from(text))
  const { hash, size } = await openFiles(join(config.dataFolder, 'files')).put(Buffer.from(text))
  await stage.platform.db
    .insertInto('stored_file')
    .values({ hash, size, media_type: 'text/csv', kind: 'csv' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return { hash, name: '名录.csv' }
}
const everyRow = async (url: string) => {
  const { pool, close } = connect(url, { max: 1 })
  try {
    const { rows } = await pool.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    )
    const all: Record<string, string> = {}
    for (const { name } of rows)
      all[name] = (
        await pool.query<{ hash: string }>(
          `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${name} t`,
        )
      ).rows[0]!.hash
    const { migration: _at, ...kept } = all
    return kept
  } finally {
    await close()
  }
}

test('everything comes back: rows, ids that go on, files, keys; both logs hold; the program’s role has its rights', async () => {
  const root = join(folder, 'whole')
  const file = await attachment('河名,长度\n清溪,12\n')
  const kept = await aRecord(stage.platform, stage.people, { attachments: [file] }).published()
  await aRecord(stage.platform, stage.people).published().withdrawn()
  await aRecord(stage.platform, stage.people).published().corrected()
  const keys = openIntakeKeys(config.dataFolder)
  const data = { kind: 'other', text: '找错内容', contact: '0571-0000000', page: '' }
  const id = randomUUID()
  const sealed = sealSubmission(
    { id, kind: 'feedback', receipt: 'r', at: '2026-03-02T01:00:00.000Z', data, files: [] },
    keys.current(),
  )
  const keyring = openKeyring(config.dataFolder)
  await unit(stage.platform, { name: '云溪县人民政府', kind: 'government' })
  await receiveSubmission({ ...stage.platform, keyring }, { keys, takers: { feedback: takeFeedback } }, sealed)

  const { folder: made, manifest, added } = await make(root)
  expect(added).toBe(1)
  expect(manifest.tables.find(({ table }) => table === 'record')!.rows).toBe(3)
  expect(await damageOf(root, made)).toEqual([])
  const text = await readFile(join(made, 'manifest.json'), 'utf8')
  expect(text).not.toContain(passphrase)

  const empty = await emptyDatabase()
  const dataFolder = join(folder, 'restored')
  await assertEmpty(dataFolder)
  await restoreKeys(made, dataFolder, passphrase)
  await restoreTables(made, manifest, { owner: empty.owner, role: applicationRole })
  await restoreFiles(root, made, dataFolder)

  expect(await everyRow(empty.owner)).toEqual(await everyRow(stage.platform.url))
  expect(await verifyDatabase(empty.url)).toMatchObject({ log: { ok: true }, audit: { ok: true } })
  expect(await readFile(join(dataFolder, 'files', file.hash.slice(0, 2), file.hash), 'utf8')).toContain('清溪')
  const { db, close } = connect(empty.url, { max: 2 })
  const row = await db.selectFrom('inquiry').selectAll().where('intake_id', '=', id).executeTakeFirstOrThrow()
  expect(openContent(openKeyring(dataFolder), Number(row.case_id), row.content_sealed).text).toBe('找错内容')
  // Life goes on where it stopped, and history is as fixed as before.
  const restored = { ...stage.platform, db, as: (actor = stage.people.clerk) => ({ ...stage.platform, db, actor }) }
  const next = await aRecord(restored as never, stage.people, { attachments: [] }).published()
  expect(next).toBeGreaterThan(kept)
  await expect(db.deleteFrom('audit_entry').execute()).rejects.toMatchObject({ code: '42501' })
  await close()
  const owner = connect(empty.owner, { max: 1 })
  await expect(owner.db.deleteFrom('publication_log').execute()).rejects.toThrow(/append-only|forbid|不/i)
  await owner.close()
})

test('made while clerks publish, it is of one moment: the restored logs hold', async () => {
  const root = join(folder, 'busy')
  const publishing = Promise.all(Array.from({ length: 12 }, () => aRecord(stage.platform, stage.people).published()))
  const backups = []
  for (let second = 10; second < 14; second++) backups.push(await make(root, `2026-03-02T03:30:${second}Z`))
  await publishing
  for (const { folder: made, manifest } of backups.slice(0, 2)) {
    const { owner } = await emptyDatabase()
    expect(await tryOut(made, manifest, owner)).toMatchObject({ log: { ok: true }, audit: { ok: true } })
  }
})

describe('what is wrong is found', () => {
  test('a changed or missing byte, in tables and in files', async () => {
    const root = join(folder, 'damaged')
    const file = await attachment('会被改动的附件')
    const { folder: made } = await make(root)
    await appendFile(tablePath(made, 'record'), 'x')
    await writeFile(filePath(root, file.hash), '改动过的附件')
    await rm(tablePath(made, 'unit'))
    expect(await damageOf(root, made)).toEqual(
      expect.arrayContaining([
        { file: tablePath(made, 'record'), what: 'changed' },
        { file: tablePath(made, 'unit'), what: 'missing' },
        { file: filePath(root, file.hash), what: 'changed' },
      ]),
    )
    await expect(restoreFiles(root, made, join(folder, 'damaged-data'))).rejects.toThrow(/不符/)
    const { owner } = await emptyDatabase()
    const manifest = await readManifest(made)
    await expect(restoreTables(made, manifest, { owner, role: undefined })).rejects.toThrow()
    const { pool, close } = connect(owner, { max: 1 })
    expect((await pool.query('select count(*)::int as n from person')).rows).toEqual([{ n: 0 }])
    await close()
  })

  test('a log that had been tampered with before the backup', async () => {
    const root = join(folder, 'tampered')
    const { folder: made, manifest } = await make(root)
    const { owner } = await emptyDatabase()
    await restoreTables(made, manifest, { owner, role: undefined })
    const { pool, close, url } = connect(owner, { max: 1 })
    await pool.query('alter table publication_payload disable trigger user')
    await pool.query(`update publication_payload set payload = replace(payload, '河道', '河流')`)
    await pool.query('alter table publication_payload enable trigger user')
    await close()
    expect(await verifyDatabase(url)).toMatchObject({ log: { ok: false }, audit: { ok: true } })
  })

  test('another passphrase, and keys that were changed', () => {
    const sealed = sealKeys(Buffer.from('keys'), passphrase)
    expect(openKeys(sealed, passphrase).toString()).toBe('keys')
    expect(() => openKeys(sealed, `${passphrase}!`)).toThrow(/口令不对/)
    sealed[45]! ^= 1
    expect(() => openKeys(sealed, passphrase)).toThrow(/口令不对/)
  })
})

describe('nothing is overwritten', () => {
  test('neither a data folder nor a database', async () => {
    const root = join(folder, 'refused')
    const { folder: made, manifest } = await make(root)
    const full = join(folder, 'full')
    await mkdir(join(full, 'keys'), { recursive: true })
    await assertEmpty(full)
    await writeFile(join(full, 'something'), '')
    await expect(assertEmpty(full)).rejects.toThrow(/不是空的/)
    const { owner } = await emptyDatabase()
    await restoreTables(made, manifest, { owner, role: undefined })
    await expect(restoreTables(made, manifest, { owner, role: undefined })).rejects.toThrow(/已经有表/)
    await expect(
      restoreTables(
        made,
        { ...manifest, migrations: [...manifest.migrations, '9999_later.sql'] },
        { owner, role: undefined },
      ),
    ).rejects.toThrow(/较新的程序/)
    await expect(make(root)).rejects.toThrow(/已经存在/)
  })
})

describe('every night', () => {
  test('only new files are copied, the newest backups are kept, and what no backup names goes', async () => {
    const root = join(folder, 'many')
    const first = await make(root, '2026-03-01T19:30:00Z')
    expect((await make(root, '2026-03-02T19:30:00Z')).added).toBe(0)
    const lonely = await attachment('只在第三份里')
    expect((await make(root, '2026-03-03T19:30:00Z')).added).toBe(1)
    await rm(filePath(config.dataFolder, lonely.hash))
    await make(root, '2026-03-04T19:30:00Z')
    await make(root, '2026-03-05T19:30:00Z')
    for (const half of ['.20260303T193000Z.part', '.20260305T190000Z.part']) await mkdir(join(root, half))
    expect(await keepNewest(root, 2, Temporal.Instant.from('2026-03-05T19:31:00Z'))).toHaveLength(3)
    expect((await readdir(root)).filter((name) => name.endsWith('.part'))).toEqual(['.20260305T190000Z.part'])
    expect(await backupsIn(root)).toEqual(['20260304T193000Z', '20260305T193000Z'])
    await expect(readFile(filePath(root, lonely.hash))).rejects.toThrow()
    expect((await readdir(root)).includes(first.folder)).toBe(false)
    expect(await damageOf(root, join(root, '20260305T193000Z'))).toEqual([])
  })

  test('it rings when the last good one is too old, and stops when there is a new one', async () => {
    const metrics = createMetrics()
    const base = {
      config,
      database: connect(stage.platform.url, { max: 1 }),
      platform: stage.platform,
      metrics,
      log: stage.platform.log,
    }
    const overdue = async () => (await metrics.backupOverdue.get()).values[0]!.value
    await watchBackups(base)
    expect(await overdue()).toBe(1)
    await backUp(base)
    await watchBackups(base)
    expect(await overdue()).toBe(0)
    stage.platform.time.pass({ hours: 27 })
    await watchBackups(base)
    expect(await overdue()).toBe(1)
    expect((await readManifest(join(config.backup.folder!, (await backupsIn(config.backup.folder!))[0]!))).keys).toBe(
      'left-out',
    )
    await base.database.close()
  })
})
