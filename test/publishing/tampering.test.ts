import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { entryLine, genesis, nextHash, payloadHash } from '../../src/foundations/publication-log/chain.ts'
import { logHead, readLog } from '../../src/foundations/publication-log/read.ts'
import { type Earlier, verifyLog } from '../../src/foundations/publication-log/verify.ts'
import type { Trx } from '../../src/platform/db/connect.ts'
import { type PublishingStage, publishingStage } from './stage.ts'

/** Somebody with the whole database in hand changes what was published; the chain says where. */

let stage: PublishingStage
/** Positions of an untouched publication in the middle and of a withdrawn one. */
let seq: number
let blanked: number
beforeAll(async () => {
  stage = await publishingStage({ reviewChain: ['secrecy_review'] })
  const { platform, people } = stage
  const withdrawn = await aRecord(platform, people).published().withdrawn()
  const middle = await aRecord(platform, people, { title: '原来的标题' }).published()
  for (let i = 0; i < 3; i++) await aRecord(platform, people).published()
  const entries = await readLog(platform.db, 0, 1_000)
  const at = (recordId: number) => entries.find((entry) => entry.subject === `record/${recordId}`)!.seq
  ;[seq, blanked] = [at(middle), at(withdrawn)]
})
afterAll(() => stage.close())

class Undo extends Error {}

/** Tampers as the owner of the tables with the triggers switched off, asks the verifier, and takes everything back. */
const verdictAfter = async (tamper: (trx: Trx) => Promise<unknown>, earlier?: Earlier) => {
  let verdict: Awaited<ReturnType<typeof verifyLog>> | undefined
  const work = stage.platform.owner.transaction().execute(async (trx) => {
    for (const table of ['publication_log', 'publication_payload'])
      await sql`alter table ${sql.table(table)} disable trigger all`.execute(trx)
    await tamper(trx)
    verdict = await verifyLog(trx, earlier ? { earlier } : {})
    throw new Undo()
  })
  await expect(work).rejects.toBeInstanceOf(Undo)
  return verdict!
}
const run = (text: string) => (trx: Trx) => sql.raw(text).execute(trx)

test('untouched, it holds to the last entry', async () => {
  const { seq: last } = await logHead(stage.platform.db)
  expect(await verifyLog(stage.platform.db)).toMatchObject({ ok: true, checked: last, brokenAt: null, fault: null })
})

test('a changed text', async () => {
  const change = `update publication_payload set payload = replace(payload, '原来的标题', '改过的标题') where seq = ${seq}`
  expect(await verdictAfter(run(change))).toMatchObject({ ok: false, brokenAt: seq, fault: 'payload' })
})

test('a changed text with a hash that fits it', async () => {
  const verdict = await verdictAfter(async (trx) => {
    const [entry] = await readLog(trx, seq - 1, 1)
    const payload = JSON.stringify({ ...entry!.payload, title: '改过的标题' })
    const line = entryLine({ ...entry!, payloadHash: payloadHash(payload) })
    await sql`update publication_payload set payload = ${payload} where seq = ${seq}`.execute(trx)
    await sql`update publication_log set line = ${line}, payload_hash = ${payloadHash(payload)} where seq = ${seq}`.execute(
      trx,
    )
  })
  expect(verdict).toMatchObject({ ok: false, brokenAt: seq, fault: 'hash' })
})

test('… and a chain hash that fits too: the next entry does not', async () => {
  const verdict = await verdictAfter(async (trx) => {
    const [before, entry] = await readLog(trx, seq - 2, 2)
    const payload = JSON.stringify({ ...entry!.payload, title: '改过的标题' })
    const line = entryLine({ ...entry!, payloadHash: payloadHash(payload) })
    const hash = Buffer.from(nextHash(before!.hash, line), 'hex')
    await sql`update publication_payload set payload = ${payload} where seq = ${seq}`.execute(trx)
    await sql`update publication_log set line = ${line}, hash = ${hash} where seq = ${seq}`.execute(trx)
  })
  expect(verdict).toMatchObject({ ok: false, brokenAt: seq + 1, fault: 'hash' })
})

test('a changed line: another instant', async () => {
  const change = `update publication_log set line = replace(line, '2026-03-02', '2026-01-02') where seq = ${seq}`
  expect(await verdictAfter(run(change))).toMatchObject({ ok: false, brokenAt: seq, fault: 'hash' })
})

test('a changed hash', async () => {
  const change = `update publication_log set hash = decode(repeat('ab', 32), 'hex') where seq = ${seq}`
  expect(await verdictAfter(run(change))).toMatchObject({ ok: false, brokenAt: seq, fault: 'hash' })
})

test.each([
  ['subject', `'record/999999'`],
  ['kind', `'record.withdrawn'`],
  ['at', `at - interval '40 days'`],
])('a column beside the line that says something else: %s', async (column, value) => {
  const change = `update publication_log set ${column} = ${value} where seq = ${seq}`
  expect(await verdictAfter(run(change))).toMatchObject({ ok: false, brokenAt: seq, fault: 'hash' })
})

test('two entries in each other’s place', async () => {
  const swap = `update publication_log l set line = o.line, hash = o.hash, payload_hash = o.payload_hash
    from publication_log o where (l.seq = ${seq} and o.seq = ${seq + 1}) or (l.seq = ${seq + 1} and o.seq = ${seq})`
  expect(await verdictAfter(run(swap))).toMatchObject({ ok: false, brokenAt: seq })
})

test('an entry gone from the middle', async () => {
  const remove = `delete from publication_payload where seq = ${seq}; delete from publication_log where seq = ${seq}`
  expect(await verdictAfter(run(remove))).toMatchObject({ ok: false, brokenAt: seq, fault: 'hash' })
})

test('the last entry gone', async () => {
  const { seq: last } = await logHead(stage.platform.db)
  const remove = `delete from publication_payload where seq = ${last}; delete from publication_log where seq = ${last}`
  expect(await verdictAfter(run(remove))).toMatchObject({ ok: false, brokenAt: last, fault: 'head' })
})

test('an entry put in at the end without the head', async () => {
  const verdict = await verdictAfter(async (trx) => {
    const head = await logHead(trx)
    const payload = '{"id":1}'
    const entry = {
      seq: head.seq + 1,
      kind: 'record.published' as const,
      subject: 'record/1',
      at: '2026-03-02T01:00:00Z',
      payloadHash: payloadHash(payload),
    }
    const line = entryLine(entry)
    const hash = Buffer.from(nextHash(head.hash, line), 'hex')
    await sql`insert into publication_log (seq, kind, subject, at, line, payload_hash, hash) values
      (${entry.seq}, ${entry.kind}, ${entry.subject}, ${entry.at}, ${line}, ${entry.payloadHash}, ${hash})`.execute(trx)
    await sql`insert into publication_payload (seq, payload) values (${entry.seq}, ${payload})`.execute(trx)
  })
  expect(verdict).toMatchObject({ ok: false, fault: 'head' })
})

test('a changed head', async () => {
  expect(await verdictAfter(run('update publication_head set seq = seq - 1'))).toMatchObject({
    ok: false,
    fault: 'head',
  })
  const hash = `update publication_head set hash = decode(repeat('00', 32), 'hex')`
  expect(await verdictAfter(run(hash))).toMatchObject({ ok: false, fault: 'head' })
})

test('a text that vanished without a withdrawal that says so', async () => {
  const { seq: last } = await logHead(stage.platform.db)
  const blank = `update publication_payload set payload = null, blanked_by = ${last} where seq = ${seq}`
  expect(await verdictAfter(run(blank))).toMatchObject({ ok: false, brokenAt: seq, fault: 'payload' })
})

test('a text put back that a withdrawal had taken away', async () => {
  const back = `update publication_payload set payload = '{}', blanked_by = null where seq = ${blanked}`
  expect(await verdictAfter(run(back))).toMatchObject({ ok: false, brokenAt: blanked, fault: 'payload' })
})

describe('against a root that was written down before', () => {
  /** Somebody with every right on the database writes the whole chain anew over a changed text. */
  const rewriteEverything = async (trx: Trx) => {
    let hash = genesis
    for (const entry of await readLog(trx, 0, 100_000)) {
      const payload = JSON.stringify(entry.seq === seq ? { ...entry.payload, title: '改过的标题' } : entry.payload)
      const changed = { ...entry, payloadHash: entry.payload === null ? entry.payloadHash : payloadHash(payload) }
      const line = entryLine(changed)
      hash = nextHash(hash, line)
      await sql`update publication_log set line = ${line}, payload_hash = ${changed.payloadHash},
        hash = ${Buffer.from(hash, 'hex')} where seq = ${entry.seq}`.execute(trx)
      if (entry.seq === seq)
        await sql`update publication_payload set payload = ${payload} where seq = ${seq}`.execute(trx)
    }
    await sql`update publication_head set hash = ${Buffer.from(hash, 'hex')}`.execute(trx)
  }

  test('a chain forged from end to end no longer fits, though it holds in itself', async () => {
    const { checked, root } = await verifyLog(stage.platform.db)
    const earlier = { size: checked, root: Buffer.from(root, 'hex') }
    expect(await verifyLog(stage.platform.db, { earlier })).toMatchObject({ ok: true })
    expect(await verdictAfter(rewriteEverything)).toMatchObject({ ok: true })
    expect(await verdictAfter(rewriteEverything, earlier)).toMatchObject({ ok: false, fault: 'checkpoint' })
  })

  test('nor does a log that has become shorter', async () => {
    const { checked, root } = await verifyLog(stage.platform.db)
    const earlier = { size: checked + 1, root: Buffer.from(root, 'hex') }
    expect(await verifyLog(stage.platform.db, { earlier })).toMatchObject({ ok: false, fault: 'checkpoint' })
  })
})
