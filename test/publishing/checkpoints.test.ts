import { generateKeyPairSync } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { entryLine, genesis, nextHash, payloadHash } from '../../src/foundations/publication-log/chain.ts'
import { newestCheckpoint, openStored } from '../../src/foundations/publication-log/checkpoints.ts'
import { logHead, readLog } from '../../src/foundations/publication-log/read.ts'
import { LogBroken, signGrownLog } from '../../src/foundations/publication-log/sign-checkpoints.ts'
import { verifyLog } from '../../src/foundations/publication-log/verify.ts'
import type { Trx } from '../../src/platform/db/connect.ts'
import { type PublishingStage, publishingStage } from './stage.ts'

/** The office vouches for its log while it grows, and for nothing else. */

let stage: PublishingStage
const newSigner = () => ({ name: 'www.example.gov.cn/gongkai-log', key: generateKeyPairSync('ed25519').privateKey })
const signer = newSigner()
beforeAll(async () => {
  stage = await publishingStage({ reviewChain: ['secrecy_review'] })
})
afterAll(() => stage.close())

const publish = () => aRecord(stage.platform, stage.people).published()
const sign = (db = stage.platform.db) => signGrownLog(db, signer, stage.platform.clock())

test('each checkpoint has the root of the whole log, though only the new entries were read', async () => {
  for (let round = 0; round < 4; round++) {
    for (let i = 0; i <= round; i++) await publish()
    const { seq } = await logHead(stage.platform.db)
    expect(await sign()).toBe(seq)
    expect(await sign()).toBeUndefined()
    const signed = openStored(await newestCheckpoint(stage.platform.db))!
    const walked = await verifyLog(stage.platform.db, { earlier: signed })
    expect(walked).toMatchObject({ ok: true, root: signed.root.toString('hex') })
  }
})

test('what was signed cannot be taken back, by the program or by the owner of the table', async () => {
  const { db, owner } = stage.platform
  const statements = ['delete from log_checkpoint', 'update log_checkpoint set size = 1', 'truncate log_checkpoint']
  for (const [hand, statement] of statements.flatMap((each) => [[db, each] as const, [owner, each] as const]))
    await expect(sql.raw(statement).execute(hand)).rejects.toThrow(/append-only|permission denied/)
})

test('under another name of the portal it goes on from the same key', async () => {
  await publish()
  const renamed = { ...signer, name: 'gongkai.example.gov.cn/gongkai-log' }
  expect(await signGrownLog(stage.platform.db, renamed, stage.platform.clock())).toBeGreaterThan(0)
  const { ok } = await verifyLog(stage.platform.db, { earlier: openStored(await newestCheckpoint(stage.platform.db))! })
  expect(ok).toBe(true)
})

test('another key begins from the first entry, and trusts nothing that it has not signed', async () => {
  await publish()
  const other = newSigner()
  const { seq } = await logHead(stage.platform.db)
  expect(await signGrownLog(stage.platform.db, other, stage.platform.clock())).toBe(seq)
  const { root } = await verifyLog(stage.platform.db)
  expect(openStored(await newestCheckpoint(stage.platform.db))!.root.toString('hex')).toBe(root)
})

/** Tampers with the triggers switched off, tries to sign, and takes everything back. */
const signingAfter = async (tamper: (trx: Trx) => Promise<unknown>) => {
  let found: unknown
  await stage.platform.owner
    .transaction()
    .execute(async (trx) => {
      for (const table of ['publication_log', 'publication_payload', 'log_checkpoint'])
        await sql`alter table ${sql.table(table)} disable trigger all`.execute(trx)
      await tamper(trx)
      found = await sign(trx as never).catch((error) => error)
      throw new Error('undo')
    })
    .catch(() => undefined)
  return found
}
const run = (text: string) => (trx: Trx) => sql.raw(text).execute(trx)

test('it refuses when what was signed before was changed, or the end is gone', async () => {
  await sign()
  await publish()
  expect(await signingAfter(async () => undefined)).toBeTypeOf('number')
  const { size } = (await newestCheckpoint(stage.platform.db))!
  for (const change of [
    `update log_checkpoint set edge = decode(repeat('ab', 32), 'hex')`,
    `update log_checkpoint set note = replace(note, E'\\n${size}\\n', E'\\n1\\n')`,
    `update publication_payload set payload = replace(payload, '"title":"', '"title":"改') where seq > ${size}`,
    `update publication_log set line = replace(line, '2026-', '2025-') where seq > ${size}`,
    `update publication_log set hash = decode(repeat('ab', 32), 'hex') where seq = ${size}`,
    `delete from publication_payload where seq >= ${size}; delete from publication_log where seq >= ${size};
     update publication_head set seq = ${size - 1}`,
  ])
    expect([change, await signingAfter(run(change))]).toEqual([change, expect.any(LogBroken)])
})

test('a chain forged from end to end is found by the nightly walk against the newest checkpoint', async () => {
  await sign()
  const earlier = openStored(await newestCheckpoint(stage.platform.db))!
  let verdict: unknown
  await stage.platform.owner
    .transaction()
    .execute(async (trx) => {
      for (const table of ['publication_log', 'publication_payload'])
        await sql`alter table ${sql.table(table)} disable trigger all`.execute(trx)
      let hash = genesis
      for (const entry of await readLog(trx, 0, 100_000)) {
        const text = JSON.stringify(entry.seq === 1 ? { ...entry.payload, title: '改' } : entry.payload)
        const line = entryLine({ ...entry, payloadHash: payloadHash(text) })
        hash = nextHash(hash, line)
        await sql`update publication_log set line = ${line}, payload_hash = ${payloadHash(text)},
          hash = ${Buffer.from(hash, 'hex')} where seq = ${entry.seq}`.execute(trx)
        await sql`update publication_payload set payload = ${text} where seq = ${entry.seq}`.execute(trx)
      }
      await sql`update publication_head set hash = ${Buffer.from(hash, 'hex')}`.execute(trx)
      expect(await verifyLog(trx as never)).toMatchObject({ ok: true })
      verdict = await verifyLog(trx as never, { earlier })
      throw new Error('undo')
    })
    .catch(() => undefined)
  expect(verdict).toMatchObject({ ok: false, fault: 'checkpoint' })
})
