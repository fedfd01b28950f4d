import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entryLine, nextHash, payloadHash } from '../../src/foundations/publication-log/chain.ts'
import { readVerifier } from '../../src/foundations/publication-log/checkpoint.ts'
import { fetchCheckpoint, fetchLog, logAddress } from '../../src/foundations/publication-log/copies.ts'
import type { LogEntry, RecordPublished } from '../../src/foundations/publication-log/entries.ts'
import { walkLog } from '../../src/foundations/publication-log/verify.ts'
import { home } from '../../src/platform/home.ts'
import { articleRenderer } from '../../src/portal/article.tsx'
import { openCheckpointKeeper } from '../../src/portal/checkpoint-keeper.ts'
import { rootOf } from '../../src/portal/proofs.ts'
import { copyReplica } from '../../src/portal/replica/copy-replica.ts'
import { verifyReplica } from '../../src/portal/replica/verify-replica.ts'
import { openReplicaStore, servedReplica } from '../../src/portal/replica-store.ts'
import { chain, entries, record } from './county.ts'
import { signed, startPortal, today } from './start.ts'

/** Somebody with a portal's file, or a copy of the log, in hand changes what was published; anyone can find it. */

const changedValidity = [
  'record.validity-changed',
  'record/1',
  { id: 1, validity: 'repealed', repeal: { on: '2026-06-01', by: '青澜县人民政府', reason: '任务已完成' } },
]
const corrected = record(100, { title: '更正后的通知', edition: 2 })
const log: LogEntry[] = chain([
  ...entries.map((entry) => [entry.kind, entry.subject, entry.payload] as const),
  ['record.published', 'record/100', corrected],
  changedValidity,
] as unknown as Parameters<typeof chain>[0])

let portal: Awaited<ReturnType<typeof startPortal>>
let url: string
const folder = mkdtempSync(join(tmpdir(), 'gongkai-tampering-'))
beforeAll(async () => {
  portal = await startPortal(log)
  url = await portal.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await portal.close()
  rmSync(folder, { recursive: true })
})

describe('a replica', () => {
  let n = 0
  /** A copy of the replica, tampered with, and what the verifier says. */
  const verdictAfter = (sql: string) => {
    const path = join(folder, `replica-${++n}.sqlite`)
    const source = new DatabaseSync(portal.path)
    source.exec(`VACUUM INTO '${path}'`)
    source.close()
    const copy = new DatabaseSync(path)
    copy.exec('PRAGMA journal_mode = WAL')
    copy.exec(sql)
    copy.close()
    return verifyReplica(path, { renderer: articleRenderer })
  }

  test('untouched, it holds to the last entry', () => {
    expect(verdictAfter('')).toEqual({ ok: true, checked: log.length, fault: null, where: null })
  })

  test.each([
    [
      'a text',
      `UPDATE payload SET json = replace(json, '第101批', '第109批') WHERE record_id = 101`,
      'payload',
      /^\d+$/,
    ],
    [
      'a text from before its repeal',
      `UPDATE published_text SET json = replace(json, '620', '920')`,
      'payload',
      /^\d+$/,
    ],
    [
      'a text that shows another repeal',
      `UPDATE payload SET json = replace(json, '任务已完成', '别的') WHERE record_id = 1`,
      'table',
      'payload 1',
    ],
    [
      'a withdrawal’s reason',
      `UPDATE payload SET json = replace(json, '个人隐私', '别的') WHERE record_id = 3`,
      'payload',
      /^\d+$/,
    ],
    ['a text gone', 'DELETE FROM payload WHERE record_id = 102', 'payload', /^\d+$/],
    ['a title in lists', `UPDATE record SET title = '别的题目' WHERE id = 103`, 'table', 'record 103'],
    [
      'a day in lists',
      `UPDATE record SET published_at = '2020-01-01T00:00:00Z', published_on = '2020-01-01' WHERE id = 103`,
      'table',
      'record 103',
    ],
    ['a record gone from lists', 'DELETE FROM record WHERE id = 104', 'table', 'record 104'],
    ['a record brought back', 'UPDATE record SET doc = 9999 WHERE id = 3', 'table', 'record 3'],
    [
      'a record put in',
      `INSERT INTO record SELECT 77, seq, hash, NULL, 0, 0, unit_id, column_id, catalogue_item_id, sector_id, kind,
      published_at, published_on, minute, changed_at, formed_on, effective_on, expires_on, validity, 'x', '', '', NULL, '', '', ''
      FROM record WHERE id = 105`,
      'table',
      'record 77',
    ],
    [
      'a stored page',
      `UPDATE article SET html = CAST(replace(CAST(html AS TEXT), '620元', '920元') AS BLOB) WHERE record_id = 1`,
      'article',
      'article 1',
    ],
    ['an attachment', `UPDATE attachment SET hash = '${'0'.repeat(64)}'`, 'table', 'attachment 1/1'],
    [
      'a unit’s telephone',
      `UPDATE unit SET payload = replace(payload, '0990-123001', '0990-999999') WHERE id = 1`,
      'payload',
      '2',
    ],
    ['the site’s name', `UPDATE site SET payload = replace(payload, '青澜县', '别的县')`, 'payload', '1'],
    [
      'words of the search index',
      `CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, terms, row);
        INSERT INTO terms (terms, rowid, t) SELECT 'delete', first_passage,
          (SELECT term FROM temp.v WHERE term GLOB '救助*' ORDER BY doc DESC LIMIT 1) FROM record WHERE id = 106`,
      'table',
      /^temp\.words/,
    ],
    [
      'a line: another instant',
      `UPDATE log_line SET line = replace(line, '2026-06-01', '2025-06-01') WHERE seq = 20`,
      'log',
      /^(20|\d+)$/,
    ],
    ['an entry gone', 'DELETE FROM log_line WHERE seq = 20', 'log', '20'],
    ['the last entry gone', `DELETE FROM log_line WHERE seq = ${log.length}`, 'log', String(log.length)],
    [
      'two entries in each other’s place',
      `UPDATE log_line SET seq = -1 WHERE seq = 20; UPDATE log_line SET seq = 20 WHERE seq = 21;
      UPDATE log_line SET seq = 21 WHERE seq = -1`,
      'log',
      '20',
    ],
    ['the tree', 'UPDATE log_tile SET hashes = randomblob(length(hashes))', 'table', 'log_tile 0/0'],
    ['its position', `UPDATE meta SET value = '${'ab'.repeat(32)}' WHERE key = 'hash'`, 'log', /^\d+$/],
  ])('%s changed', (_what, sql, fault, where) => {
    const verdict = verdictAfter(sql)
    expect(verdict).toMatchObject({ ok: false, fault })
    if (typeof where === 'string') expect(verdict.where).toBe(where)
    else expect(verdict.where).toMatch(where)
  })

  test('forged from end to end, it does not have the root that was signed', () => {
    const { size, root } = signed(portal.replica)
    const check = (earlier: { size: number; root: Buffer }) =>
      verifyReplica(portal.path, { renderer: articleRenderer, earlier })
    expect(check({ size, root }).ok).toBe(true)
    expect(check({ size, root: Buffer.alloc(32) })).toMatchObject({ ok: false, fault: 'checkpoint' })
    expect(check({ size: size + 1, root })).toMatchObject({ ok: false, fault: 'checkpoint' })
  })
})

describe('a copy of the log', () => {
  const run = promisify(execFile)
  const gongkai = async (...args: string[]) => {
    try {
      const { stdout, stderr } = await run(join(home, 'bin', 'gongkai'), args)
      return { code: 0, stdout, stderr }
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string }
    }
  }
  const file = join(folder, 'log.ndjson')

  test('anyone may copy and check it, from the portal’s address and from the file, and sees it go on', async () => {
    const online = await gongkai('log', 'verify', url)
    expect([online.code, online.stdout]).toEqual([0, expect.stringContaining(`共 ${log.length} 条`)])
    expect(online.stderr).toMatch(/核对 verify \d+%/)
    expect(online.stderr).toContain('公钥取自同一网站')
    expect((await gongkai('log', 'verify', `${url}/api/v1/log/`, '--json')).stdout).toContain('"ok":true')
    expect((await gongkai('log', 'copy', url, file)).code).toBe(0)
    const { key } = signed(portal.replica)
    const copy = await gongkai('log', 'verify', file, '--checkpoint', `${file}.checkpoint`, '--key', key)
    expect([copy.code, copy.stdout]).toEqual([0, expect.stringContaining('完整')])
    const replica = await gongkai('log', 'verify', portal.path, '--checkpoint', `${file}.checkpoint`, '--key', key)
    expect([replica.code, replica.stdout]).toEqual([0, expect.stringContaining('完整')])
  })

  test('a replica copied without its -wal says how far it goes; one copied by the command is whole', async () => {
    const served = join(folder, 'served')
    const store = openReplicaStore(served, articleRenderer, () => today)
    store.writer().apply(log.slice(0, -1))
    const path = servedReplica(served)
    const checkpointed = new DatabaseSync(path)
    checkpointed.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    store.writer().apply(log.slice(-1))
    const half = join(folder, 'half.sqlite')
    await copyFile(path, half)
    const lacking = await gongkai('log', 'verify', half)
    expect([lacking.code, lacking.stdout]).toEqual([0, expect.stringContaining(`到第 ${log.length - 1} 条为止`)])
    expect(lacking.stderr).toContain('旁边没有 -wal')
    const whole = join(folder, 'whole.sqlite')
    expect(await copyReplica(path, whole)).toBe(log.length)
    await expect(copyReplica(path, whole)).rejects.toThrow('已经存在')
    const told = await gongkai('log', 'verify', whole)
    expect([told.code, told.stdout]).toEqual([0, expect.stringContaining(`到第 ${log.length} 条为止`)])
    expect(told.stderr).not.toContain('-wal')
    expect((await gongkai('log', 'verify', served)).stdout).toContain(`到第 ${log.length} 条为止`)
    const lines = join(folder, 'from-replica.jsonl')
    expect((await gongkai('log', 'copy', served, lines, '--after', `${log.length - 2}`)).stdout).toContain('已存 2 条')
    const kept = (await readFile(lines, 'utf8')).trim().split('\n')
    expect(kept.map((line) => JSON.parse(line))).toEqual(log.slice(-2))
    await truncate(half, 20_000)
    expect((await gongkai('log', 'verify', half)).stderr).toContain('这个副本读不出')
    checkpointed.close()
    store.close()
  })

  test('a wrong key, a wrong file and a portal that is not there are said in a sentence', async () => {
    const other = readVerifier(signed(portal.replica).key)!.name
    const stranger = `${other}+00000000+AAAA`
    expect((await gongkai('log', 'verify', url, '--key', stranger)).stderr).toContain('签名不符')
    const away = await gongkai('log', 'verify', 'http://127.0.0.1:9')
    expect([away.code, away.stderr]).toEqual([1, expect.stringContaining('连接不上 http://127.0.0.1:9/')])
    const torn = join(folder, 'torn.jsonl')
    await writeFile(torn, (await readFile(file, 'utf8')).replace('{', '('))
    const unread = await gongkai('log', 'verify', torn)
    expect([unread.code, unread.stderr]).toEqual([1, expect.stringContaining('副本的第 1 行读不出')])
    const none = await gongkai('log', 'verify', join(folder, 'nothing'))
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('没有这个文件')])
  })

  const tampered: [string, (copy: LogEntry[]) => LogEntry[]][] = [
    [
      'a changed text',
      (copy) => copy.with(20, { ...copy[20]!, payload: { ...copy[20]!.payload, title: '改' } } as LogEntry),
    ],
    ['a back-dated entry', (copy) => copy.with(20, { ...copy[20]!, at: '2020-01-01T00:00:00Z' })],
    ['a removed entry', (copy) => copy.toSpliced(20, 1)],
    ['an entry twice', (copy) => copy.toSpliced(20, 0, copy[20]!)],
    ['two entries in each other’s place', (copy) => copy.with(20, copy[21]!).with(21, copy[20]!)],
    ['a text taken out', (copy) => copy.with(25, { ...copy[25]!, payload: null } as LogEntry)],
  ]
  async function* batches(copy: LogEntry[]) {
    yield copy
  }

  test.each(tampered)('%s is found', async (_what, change) => {
    expect(await walkLog(batches(change(log)))).toMatchObject({ ok: false })
  })

  test('the end cut off, or all of it chained anew, is found against a checkpoint', async () => {
    const earlier = signed(portal.replica)
    expect(await walkLog(batches(log.slice(0, -1)), { earlier })).toMatchObject({ fault: 'checkpoint' })
    let hash = '0'.repeat(64)
    const forged = log.map((entry) => {
      const payload = entry.seq === 30 ? { ...(entry.payload as RecordPublished), title: '改' } : entry.payload
      const changed = { ...entry, payload, payloadHash: payloadHash(JSON.stringify(payload)) } as LogEntry
      hash = nextHash(hash, entryLine(changed))
      return { ...changed, hash }
    })
    expect(await walkLog(batches(forged))).toMatchObject({ ok: true })
    expect(await walkLog(batches(forged), { earlier })).toMatchObject({ ok: false, fault: 'checkpoint' })
  })

  test('the address may be given with or without its path', async () => {
    expect(logAddress('https://a.example/')).toBe('https://a.example/api/v1/log')
    expect(logAddress('https://a.example/api/v1/log/')).toBe('https://a.example/api/v1/log')
    const found = await fetchCheckpoint(logAddress(url))
    expect(found!.root.equals(rootOf(portal.replica, log.length))).toBe(true)
    expect((await Array.fromAsync(fetchLog(logAddress(url)))).flat()).toHaveLength(log.length)
  })
})

describe('a portal that follows', () => {
  const keeper = () => openCheckpointKeeper(mkdtempSync(join(folder, 'keeper-')))
  const truth = () => signed(portal.replica)

  test('takes up what agrees, keeps it over a restart, and waits for what it has not replayed', () => {
    const place = mkdtempSync(join(folder, 'keeper-'))
    const first = openCheckpointKeeper(place)
    expect(first.offer(portal.replica, undefined)).toBeUndefined()
    expect(first.held()).toBeUndefined()
    expect(first.offer(portal.replica, truth())).toBeUndefined()
    expect(openCheckpointKeeper(place).held()).toMatchObject({ size: log.length })
    const behind = { ...portal.replica, position: () => ({ seq: 3, hash: '', at: null }) }
    const later = keeper()
    expect(later.offer(behind, truth())).toBeUndefined()
    expect(later.held()).toBeUndefined()
    // An office that was restored signs less than is held here: no fault of the log, but to be told.
    const restored = signed({ ...portal.replica, position: () => ({ seq: log.length - 5, hash: '', at: null }) })
    expect(first.offer(portal.replica, restored)).toBeUndefined()
    expect([first.endsBefore(restored), first.endsBefore(truth()), later.endsBefore(restored)]).toEqual([
      true,
      false,
      false,
    ])
  })

  test('rings at a forged signature, another key, and a log that is not its own', async () => {
    const one = keeper()
    one.offer(portal.replica, truth())
    const { note, key } = truth()
    expect(keeper().offer(portal.replica, { note: note.replace(`\n${log.length}\n`, '\n12\n'), key })).toBe('signature')
    // The same entries but one: whoever signs them, they are not what this portal has.
    const other = await startPortal(
      chain(log.map((entry) => [entry.kind, entry.subject, entry.seq === 30 ? record(555) : entry.payload]) as never),
    )
    try {
      const forged = signed(other.replica)
      expect(one.offer(portal.replica, forged)).toBe('root')
      expect(one.held()!.note).toBe(note)
      // A replica made anew from the forged log, with the checkpoint of the true one still in hand.
      expect(one.offer(other.replica, forged)).toBe('root')
    } finally {
      await other.close()
    }
  })
})
