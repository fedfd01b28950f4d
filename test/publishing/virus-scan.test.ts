import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { scanFigures, scanWaiting } from '../../src/foundations/files/virus-scan.ts'
import { openIntakeKeys } from '../../src/foundations/intake/intake-keys.ts'
import { receiveSubmission } from '../../src/foundations/intake/receive.ts'
import { sealSubmission } from '../../src/foundations/intake/submission.ts'
import { clamd, TooLongToScan } from '../../src/platform/clamd.ts'
import { eicar, type FakeClamd, fakeClamd } from '../support/clamd.ts'
import { fileBody } from '../support/office.ts'
import { type PublishingStage, publishingStage } from './stage.ts'

/** Files are looked through by a virus scanner before they can become public, and what nobody looked through does not. */

let stage: PublishingStage
let scanner: FakeClamd
beforeAll(async () => {
  stage = await publishingStage()
})
afterAll(() => stage.close())
beforeEach(async () => {
  scanner = await fakeClamd()
  stage.platform.scanner = clamd({ host: '127.0.0.1', port: scanner.port })
})
afterEach(async () => {
  await scanner.stop()
})

let n = 0
/** Never the same bytes twice, since an answer is remembered by their hash. */
const text = (words: string) => Buffer.from(`第 ${++n} 份。${words}\n`)
const upload = async (bytes: Buffer, path = '/api/files') => {
  const { payload, headers } = fileBody('file', '名单.txt', bytes)
  return stage.calls.clerk('POST', path, payload, headers)
}
const draftWith = (hash: string) => aRecord(stage.platform, stage.people, { attachments: [{ hash, name: '名单.txt' }] })
const attached = async (id: number) =>
  (await stage.calls.clerk('GET', `/api/records/${id}`)).body.issues.filter(
    ({ field }: { field: string }) => field === 'attachments',
  )
const submit = (id: number) => stage.calls.clerk('POST', `/api/records/${id}/submission`, { reason: '' })
const files = async () =>
  (await stage.platform.db.selectFrom('stored_file').select('hash').execute()).map(({ hash }) => hash)

describe('clamd', () => {
  const ask = (bytes: Uint8Array) => stage.platform.scanner!(bytes)
  test('is heard over its own protocol, whatever the size', async () => {
    expect(await ask(Buffer.from('公开'))).toEqual({ clean: true })
    expect(await ask(Buffer.alloc(0))).toEqual({ clean: true })
    const large = Buffer.alloc(3 * 1024 * 1024 + 1, 'a')
    expect(await ask(large)).toEqual({ clean: true })
    // Over the edge of two chunks.
    large.write(eicar, 256 * 1024 - 20, 'latin1')
    expect(await ask(large)).toEqual({ clean: false, found: 'Eicar-Signature' })
  })

  test('that refuses a stream, hangs up or is not there has given no answer', async () => {
    const small = await fakeClamd({ longest: 300_000 })
    await expect(clamd({ host: '127.0.0.1', port: small.port })(Buffer.alloc(2_000_000))).rejects.toThrow(TooLongToScan)
    await small.stop()
    const silent = await fakeClamd({ silent: true })
    const asked = expect(clamd({ host: '127.0.0.1', port: silent.port })(Buffer.from('x'))).rejects.toThrow()
    setTimeout(() => void silent.stop(), 200)
    await asked
    await expect(clamd({ host: '127.0.0.1', port: silent.port })(Buffer.from('x'))).rejects.toThrow(/ECONNREFUSED/)
  })
})

describe('what a clerk uploads', () => {
  test.each(['/api/files', '/api/records/reading'])(
    'with a virus is refused by name at %s, and not kept',
    async (path) => {
      const before = await files()
      const answer = await upload(text(eicar), path)
      expect(answer.status).toBe(422)
      expect(answer.body.issues).toEqual([
        { field: 'file', key: 'virus-found', message: expect.stringMatching(/发现病毒（Eicar-Signature）.*没有收下/) },
      ])
      expect(await files()).toEqual(before)
    },
  )

  test('without one is kept and goes through the gate', async () => {
    const { status, body } = await upload(text('集市名单'))
    expect(status).toBe(201)
    const id = await draftWith(body.hash)
    expect(await attached(id)).toEqual([])
    expect((await submit(id)).status).toBe(200)
  })

  test('while the scanner is away is kept, but waits; the job looks at it when the scanner is back', async () => {
    await scanner.stop()
    const { status, body } = await upload(text('等待扫描'))
    expect(status).toBe(201)
    const id = await draftWith(body.hash)
    expect(await attached(id)).toMatchObject([
      { severity: 'block', message: expect.stringMatching(/^附件“名单.txt”：病毒扫描还没有完成.*自动重试/) },
    ])
    expect((await submit(id)).status).toBe(422)
    await scanWaiting(stage.platform)
    expect(await scanFigures(stage.platform.db)).toMatchObject({ waiting: 1 })
    await scanner.start()
    await scanWaiting(stage.platform)
    expect(await scanFigures(stage.platform.db)).toMatchObject({ waiting: 0 })
    expect(await attached(id)).toEqual([])
    expect((await submit(id)).status).toBe(200)
  })

  test('too large for the scanner waits, and holds nobody up', async () => {
    await scanner.stop()
    const { body } = await upload(text('小的'))
    for (let i = 0; i < 4; i++) await upload(text('大的'.repeat(5_000)))
    const short = await fakeClamd({ longest: 20_000 })
    await scanWaiting({ ...stage.platform, scanner: clamd({ host: '127.0.0.1', port: short.port }) })
    await short.stop()
    expect(await scanFigures(stage.platform.db)).toMatchObject({ waiting: 4 })
    expect(await attached(await draftWith(body.hash))).toEqual([])
    await scanner.start()
    await scanWaiting(stage.platform)
    expect(await scanFigures(stage.platform.db)).toMatchObject({ waiting: 0 })
  })

  test('and in which a virus is found only later never becomes public, and is handed out to nobody', async () => {
    await scanner.stop()
    const { body } = await upload(text(eicar))
    const id = await draftWith(body.hash)
    await scanner.start()
    await scanWaiting(stage.platform)
    expect(await attached(id)).toMatchObject([
      { severity: 'block', message: expect.stringMatching(/发现病毒（Eicar-Signature），不能公开/) },
    ])
    expect((await submit(id)).status).toBe(422)
    for (const path of [`/api/files/${body.hash}`, `/api/files/${body.hash}/preview`]) {
      const answer = await stage.calls.clerk('GET', path)
      expect([path, answer.status, answer.body.detail]).toEqual([path, 422, expect.stringContaining('不提供下载')])
    }
    // Switched off, a scanner leaves what it has found.
    delete stage.platform.scanner
    expect((await submit(id)).status).toBe(422)
    expect(await scanFigures(stage.platform.db)).toMatchObject({ infected: expect.any(Number) })
  })

  test('is looked through once, however often it comes', async () => {
    const bytes = text('同一份')
    await upload(bytes)
    await upload(bytes)
    await scanWaiting(stage.platform)
    expect(scanner.looked()).toBe(1)
  })

  test('without a scanner nothing waits', async () => {
    delete stage.platform.scanner
    const { body } = await upload(text('没有扫描'))
    const id = await draftWith(body.hash)
    expect(await attached(id)).toEqual([])
    expect((await submit(id)).status).toBe(200)
  })
})

test('what a citizen attaches is looked through before it is kept, and never a reason to refuse the submission', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-intake-'))
  try {
    const keys = openIntakeKeys(folder)
    const taken: string[] = []
    const takers = { letter: async (_: unknown, { receipt }: { receipt: string }) => void taken.push(receipt) }
    const submission = {
      id: randomUUID(),
      kind: 'letter',
      receipt: '20260302-AAAAAAAA',
      at: '2026-03-02T01:00:00.000Z',
      data: {},
      files: [text('证明'), text(eicar)].map((bytes) => ({
        name: '证明.txt',
        mediaType: 'text/plain',
        base64: bytes.toString('base64'),
      })),
    }
    const { infected } = await scanFigures(stage.platform.db)
    const sealed = sealSubmission(submission, keys.current())
    expect(await receiveSubmission(stage.platform, { keys, takers }, sealed)).toBe(true)
    expect(taken).toEqual([submission.receipt])
    expect(scanner.looked()).toBe(2)
    expect((await scanFigures(stage.platform.db)).infected).toBe(infected + 1)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
