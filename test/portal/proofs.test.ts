import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entryLine, payloadHash } from '../../src/foundations/publication-log/chain.ts'
import { openCheckpoint, readVerifier } from '../../src/foundations/publication-log/checkpoint.ts'
import type { LogEntry } from '../../src/foundations/publication-log/entries.ts'
import { extendsTree, growingTree, includes, leafHash } from '../../src/foundations/publication-log/merkle.ts'
import { chain, entries, policy, record, repealed, withdrawn } from './county.ts'
import { startPortal } from './start.ts'

/** The small county grown to some seven hundred entries, so that the tree has more than one tile. */
const log: LogEntry[] = chain([
  ...entries.map((entry) => [entry.kind, entry.subject, entry.payload] as const),
  ...Array.from({ length: 640 }, (_, i) => ['record.published', `record/${1000 + i}`, record(1000 + i)] as const),
  [
    'record.validity-changed',
    'record/1',
    { id: 1, validity: 'repealed', repeal: { on: '2026-06-01', by: '青澜县人民政府', reason: '任务已完成' } },
  ],
] as unknown as Parameters<typeof chain>[0])
const last = log.length

/** Roots of every size, from the pure functions. */
const roots = [Buffer.alloc(0)]
const tree = growingTree()
for (const entry of log) {
  tree.add(leafHash(entryLine(entry)))
  roots.push(Buffer.from(tree.root()))
}

// biome-ignore lint/suspicious/noExplicitAny: answers whose shape the cases state
type Json = any
let portal: Awaited<ReturnType<typeof startPortal>>
const get = async (url: string): Promise<{ status: number; text: string; body: Json }> => {
  const { statusCode, body, headers } = await portal.get(url)
  return {
    status: statusCode,
    text: body,
    body: /json/.test(String(headers['content-type'])) ? JSON.parse(body) : body,
  }
}
const bytes = (list: string[]) => list.map((text) => Buffer.from(text, 'base64'))
beforeAll(async () => {
  portal = await startPortal(log)
})
afterAll(() => portal.close())

describe('proofs over the public JSON agree with the pure functions', () => {
  test('the checkpoint opens with the key beside it and has the root of the log', async () => {
    const { text: key } = await get('/api/v1/log/key')
    const opened = openCheckpoint((await get('/api/v1/log/checkpoint')).text, readVerifier(key)!)
    expect(opened).toMatchObject({ size: last })
    expect(opened!.root.equals(roots[last]!)).toBe(true)
  })

  test.each([1, 2, 60, 255, 256, 257, 300, 511, 512, 513, last])(
    'inclusion in the tree of %i entries',
    async (size) => {
      for (const seq of new Set([1, 2, Math.ceil(size / 2), Math.max(1, size - 1), size])) {
        if (seq > size) continue
        const { body } = await get(`/api/v1/log/proof/inclusion?seq=${seq}&size=${size}`)
        expect(body.line).toBe(entryLine(log[seq - 1]!))
        const [leaf, root] = bytes([body.leafHash, body.root])
        expect(root!.equals(roots[size]!)).toBe(true)
        expect(includes({ leaf: leaf!, index: seq - 1, size, proof: bytes(body.proof), root: root! })).toBe(true)
      }
    },
  )

  test('consistency across growth: every signed size is the beginning of every later one', async () => {
    const sizes = [1, 2, 57, 256, 257, 400, 512, 640, last]
    for (const from of sizes)
      for (const to of sizes.filter((size) => size >= from)) {
        const { body } = await get(`/api/v1/log/proof/consistency?from=${from}&to=${to}`)
        const proof = bytes(body.proof)
        expect(extendsTree({ from, to, proof, oldRoot: roots[from]!, newRoot: roots[to]! })).toBe(true)
        if (from < to)
          expect(extendsTree({ from, to, proof, oldRoot: roots[from - 1]!, newRoot: roots[to]! })).toBe(false)
      }
  })

  test('sizes left out mean the newest checkpoint', async () => {
    expect((await get('/api/v1/log/proof/inclusion?seq=3')).body.size).toBe(last)
    expect((await get('/api/v1/log/proof/consistency?from=3')).body.to).toBe(last)
  })

  test.each([
    '/api/v1/log/proof/inclusion?seq=0',
    '/api/v1/log/proof/inclusion',
    '/api/v1/log/proof/inclusion?seq=9&size=8',
    '/api/v1/log/proof/inclusion?seq=1&size=999999',
    '/api/v1/log/proof/inclusion?seq=1e300',
    '/api/v1/log/proof/consistency?from=9&to=8',
    '/api/v1/log/proof/consistency?from=-1',
    '/api/v1/log/key?form=gif',
    '/api/v1/records/x/proof',
  ])('%s is refused in a sentence', async (url) => {
    const { status, body } = await get(url)
    expect(status).toBe(422)
    expect(body.title).toMatch(/\p{Script=Han}/u)
  })

  test('tiles and entries as C2SP tlog-tiles reads them', async () => {
    const full = await portal.get('/api/v1/log/tile/0/001')
    const hashes = log.slice(256, 512).map((entry) => leafHash(entryLine(entry)))
    expect(full.rawPayload.equals(Buffer.concat(hashes))).toBe(true)
    expect(full.headers['cache-control']).toContain('immutable')
    const part = await portal.get(`/api/v1/log/tile/0/002.p/${last - 512}`)
    expect(part.rawPayload).toHaveLength((last - 512) * 32)
    expect((await portal.get('/api/v1/log/tile/1/000.p/2')).rawPayload).toHaveLength(64)
    const bundle = (await portal.get('/api/v1/log/tile/entries/000')).rawPayload
    const lines: string[] = []
    for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at))
      lines.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)).toString())
    expect(lines).toEqual(log.slice(0, 256).map(entryLine))
    for (const wrong of ['0/002', '0/9', '0/x001/000', '6/000', '0/000.p/0', '0/000.p/256', 'entries/003', '..%2f..'])
      expect([wrong, (await portal.get(`/api/v1/log/tile/${wrong}`)).statusCode]).toEqual([wrong, 404])
  })
})

describe('what proves one item', () => {
  const proofOf = async (id: number) => (await get(`/api/v1/records/${id}/proof`)).body
  const check = (proof: Json) => {
    const { size, root } = openCheckpoint(proof.checkpoint, readVerifier(proof.key)!)!
    for (const entry of proof.entries) {
      const leaf = leafHash(entry.line)
      expect(leaf.toString('base64')).toBe(entry.leafHash)
      expect(includes({ leaf, index: entry.seq - 1, size, proof: bytes(entry.proof), root })).toBe(true)
      if (entry.payload !== null) expect(JSON.parse(entry.line).payloadHash).toBe(payloadHash(entry.payload))
    }
  }

  test('a published item: its text exactly as published', async () => {
    const proof = await proofOf(repealed.id)
    check(proof)
    expect(proof.entries).toMatchObject([{ kind: 'record.published', standing: 'current' }])
    expect(JSON.parse(proof.entries[0].payload)).toEqual(repealed)
  })

  test('… and one whose validity changed later: both, each in its own words', async () => {
    const proof = await proofOf(policy.id)
    check(proof)
    expect(proof.entries).toMatchObject([
      { kind: 'record.published', standing: 'current' },
      { kind: 'record.validity-changed', standing: 'current' },
    ])
    expect(JSON.parse(proof.entries[0].payload)).toEqual(policy)
    expect((await get('/api/v1/records/1')).body.repeal).toMatchObject({ reason: '任务已完成' })
  })

  test('a withdrawn item: nothing of its text, but the hash it had', async () => {
    const proof = await proofOf(withdrawn.id)
    check(proof)
    expect(proof.entries).toMatchObject([
      { kind: 'record.published', standing: 'withdrawn', payload: null },
      { kind: 'record.withdrawn', standing: 'current' },
    ])
    expect(JSON.parse(proof.entries[0].line).payloadHash).toBe(payloadHash(JSON.stringify(withdrawn)))
    expect(JSON.stringify(proof)).not.toContain(withdrawn.title)
  })

  test('an item nobody published: 404', async () => {
    expect((await get('/api/v1/records/987654/proof')).status).toBe(404)
    expect((await get('/verify/987654')).status).toBe(404)
    expect((await get('/verify/abc')).status).toBe(404)
    expect((await get('/verify/987654/qr.svg')).status).toBe(404)
  })

  test('by hand with openssl: the signature verifies, and another text does not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gongkai-openssl-'))
    const proof = await proofOf(1)
    const [signed, rest] = (proof.checkpoint as string).split(/(?<=\n)\n/)
    writeFileSync(join(folder, 'key.pem'), (await get('/api/v1/log/key?form=pem')).text)
    writeFileSync(join(folder, 'signature.bin'), Buffer.from(rest!.trim().split(' ')[2]!, 'base64').subarray(-64))
    const verify = (text: string) => {
      writeFileSync(join(folder, 'signed.txt'), text)
      const options = '-verify -pubin -inkey key.pem -rawin -in signed.txt -sigfile signature.bin'.split(' ')
      return execFileSync('openssl', ['pkeyutl', ...options], { cwd: folder, stdio: 'pipe' }).toString()
    }
    expect(verify(signed!)).toContain('Signature Verified Successfully')
    expect(() => verify(signed!.replace(`\n${last}\n`, `\n${last - 1}\n`))).toThrow()
  })
})

describe('before the first checkpoint', () => {
  test('the item page of proofs says so and proofs come without a path', async () => {
    const young = await startPortal(entries, { checkpoint: () => undefined })
    try {
      const proof = (await young.get('/api/v1/records/1/proof')).json()
      expect(proof).toMatchObject({ checkpoint: null, key: null, entries: [{ proof: null }] })
      expect((await young.get('/api/v1/log/checkpoint')).statusCode).toBe(503)
      expect((await young.get('/verify/1')).body).toContain('第一个核验点还没有签发')
    } finally {
      await young.close()
    }
  })
})

describe('the script of the page, run here', () => {
  // @ts-expect-error it is the browser's and has no types
  const script = () => import('../../src/portal/islands/on-demand/verify.js')

  test('finds every entry right', async () => {
    const { payloadAgrees, signedBy, standsInLog } = await script()
    for (const id of [1, 2, 3, 100, 1000, 1639]) {
      const proof = (await get(`/api/v1/records/${id}/proof`)).body
      expect(await signedBy(proof.checkpoint, proof.key)).toBe(true)
      for (const entry of proof.entries) {
        expect(await payloadAgrees(entry, id)).toBe(true)
        expect(await standsInLog(entry, proof.checkpoint)).toBe(true)
      }
    }
  })

  test('and any byte that is not: text, line, another item’s line, path, root, size, key', async () => {
    const { payloadAgrees, signedBy, standsInLog } = await script()
    const proof = (await get('/api/v1/records/2/proof')).body
    const other = (await get('/api/v1/records/100/proof')).body
    const [entry] = proof.entries
    expect(await payloadAgrees({ ...entry, payload: entry.payload.replace('临时', '长期') }, 2)).toBe(false)
    expect(await payloadAgrees(other.entries[0], 2)).toBe(false)
    const backdated = { ...entry, line: entry.line.replace('2026-06-01', '2025-06-01') }
    expect(await payloadAgrees(backdated, 2)).toBe(true)
    expect(await standsInLog(backdated, proof.checkpoint)).toBe(false)
    expect(await standsInLog({ ...entry, proof: entry.proof.slice(1) }, proof.checkpoint)).toBe(false)
    expect(await standsInLog({ ...entry, seq: entry.seq + 1 }, proof.checkpoint)).toBe(false)
    const forged = proof.checkpoint.replace(`\n${last}\n`, `\n${last + 1}\n`)
    expect(await signedBy(forged, proof.key)).toBe(false)
    const key = proof.key.replace(/.{6}$/, 'AAAAAA')
    expect(await signedBy(proof.checkpoint, key)).toBe(false)
  })
})
