import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readVerifier } from '../foundations/publication-log/checkpoint.ts'
import { hashSize, tileWidth } from '../foundations/publication-log/tiles.ts'
import { notFound, Problem } from '../platform/http/problem.ts'
import { problems } from '../platform/http/schemas.ts'
import { itemPath } from './addresses.ts'
import { recordParams } from './api-shapes.ts'
import type { PortalDeps } from './deps.ts'
import * as shape from './proof-shapes.ts'
import { type HeldCheckpoint, provedGrowth, provedIn, provedRecord } from './proofs.ts'
import { verifyWords } from './verify-words.zh.ts'
import { words } from './words.zh.ts'

const tags = ['公开日志的证明']
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const text = 'text/plain; charset=utf-8'
const forEver = 'public, max-age=31536000, immutable'
const now = 'no-cache'

const beyond = (most: number) =>
  new Problem(422, 'beyond-the-log', words.api.badQuery, verifyWords.beyond(most), { extra: { size: most } })

/** Level or `entries`, then a number as `x001/x234/067`, then `.p/W` for the first W of a tile. */
const tileName = /^(entries|[0-5])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d?|1\d\d|2[0-4]\d|25[0-5]))?$/

/** Lines with two bytes of length before each. */
const bundle = (lines: string[]): Buffer =>
  Buffer.concat(
    lines.flatMap((line) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(Buffer.byteLength(line))
      return [length, Buffer.from(line)]
    }),
  )

const plain = { 200: { content: { 'text/plain': { schema: z.string() } } } }

/** Proofs from the replica alone, in the formats that others' tools read: they hold while the office is away. */
export function registerProofs(
  app: FastifyInstance,
  deps: Pick<PortalDeps, 'replica' | 'checkpoint' | 'baseUrl'>,
): void {
  const api = app.withTypeProvider<ZodTypeProvider>()

  const checkpoint = (): HeldCheckpoint => {
    const held = deps.checkpoint()
    if (!held) throw new Problem(503, 'no-checkpoint', verifyWords.noCheckpointTitle, verifyWords.noCheckpoint)
    return held
  }
  /** Sizes up to what the replica has; a proof to a tree that nobody has signed is still a proof. */
  const within = (...sizes: number[]) => {
    const { seq } = deps.replica().position()
    if (Math.max(...sizes) > seq) throw beyond(seq)
  }

  api.get(
    '/api/v1/log/checkpoint',
    { schema: { tags, summary: '最新的签名核验点（C2SP tlog-checkpoint）', response: { ...plain, ...problems() } } },
    async (_request, reply) => {
      reply.type(text).header('cache-control', now)
      return checkpoint().note
    },
  )

  api.get(
    '/api/v1/log/key',
    {
      schema: {
        tags,
        summary: '核验点的公钥（Ed25519）',
        querystring: shape.keyQuery,
        response: { ...plain, ...problems() },
      },
    },
    async (request, reply) => {
      const { key } = checkpoint()
      reply.type(text).header('cache-control', now)
      return request.query.form === 'pem'
        ? readVerifier(key)!.key.export({ type: 'spki', format: 'pem' }).toString()
        : `${key}\n`
    },
  )

  api.get(
    '/api/v1/log/proof/inclusion',
    {
      schema: {
        tags,
        summary: '一条日志在树中的包含证明',
        querystring: shape.inclusionQuery,
        response: { 200: shape.inclusionAnswer, ...problems() },
      },
    },
    async (request) => {
      const { seq, size = checkpoint().size } = request.query
      within(seq, size)
      if (seq > size) throw beyond(size)
      const { line, leafHash, proof, root } = provedIn(deps.replica(), seq, size)
      return { seq, size, line, leafHash: base64(leafHash), proof: proof.map(base64), root: base64(root) }
    },
  )

  api.get(
    '/api/v1/log/proof/consistency',
    {
      schema: {
        tags,
        summary: '两个大小之间的一致性证明：较晚的日志由较早的延续而来',
        querystring: shape.consistencyQuery,
        response: { 200: shape.consistencyAnswer, ...problems() },
      },
    },
    async (request) => {
      const { from, to = checkpoint().size } = request.query
      within(from, to)
      if (from > to) throw beyond(to)
      const { oldRoot, newRoot, proof } = provedGrowth(deps.replica(), from, to)
      return { from, to, oldRoot: base64(oldRoot), newRoot: base64(newRoot), proof: proof.map(base64) }
    },
  )

  api.get(
    '/api/v1/records/:id/proof',
    {
      schema: {
        tags,
        summary: '核验一条信息所需的全部材料，已撤回的也有',
        params: recordParams,
        response: { 200: shape.recordProofAnswer, ...problems(404) },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const held = deps.checkpoint()
      const entries = provedRecord(deps.replica(), id, held)
      if (!entries) throw notFound(words.errors.noItem)
      reply.header('cache-control', now)
      return {
        id,
        url: deps.baseUrl + itemPath(id),
        checkpoint: held?.note ?? null,
        key: held?.key ?? null,
        entries: entries.map(({ leafHash, proof, ...entry }) => ({
          ...entry,
          leafHash: base64(leafHash),
          proof: proof?.map(base64) ?? null,
        })),
      }
    },
  )

  // C2SP tlog-tiles under the prefix /api/v1/log, so that others' monitors and witnesses can follow this log as it is.
  api.get(
    '/api/v1/log/tile/*',
    {
      schema: {
        tags,
        summary: '树的哈希块与日志行（C2SP tlog-tiles）：tile/层/块号、tile/entries/块号，不满的块加 .p/宽度',
        response: { 200: { content: { 'application/octet-stream': { schema: z.any() } } }, ...problems(404) },
      },
    },
    async (request, reply) => {
      const match = tileName.exec((request.params as { '*': string })['*'])
      if (!match) throw notFound(verifyWords.noTile)
      const index = Number(match[2]!.replace(/[x/]/g, ''))
      const count = match[3] === undefined ? tileWidth : Number(match[3])
      const hashes = deps.replica().logTile(match[1] === 'entries' ? 0 : Number(match[1]), index)
      if (!hashes || hashes.length < count * hashSize) throw notFound(verifyWords.noTile)
      const bytes =
        match[1] === 'entries'
          ? bundle(deps.replica().logLines(index * tileWidth + 1, count))
          : Buffer.from(hashes.subarray(0, count * hashSize))
      reply.type('application/octet-stream').header('cache-control', forEver)
      return bytes
    },
  )
}
