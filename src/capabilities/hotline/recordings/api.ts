import { extname } from 'node:path'
import type { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Platform, transact } from '../../../foundations/context.ts'
import { able, contextOf } from '../../../foundations/identity/index.ts'
import { forbidden, notFound, Problem, tooLarge, unprocessable } from '../../../platform/http/problem.ts'
import { problems } from '../../../platform/http/schemas.ts'
import { mayHear } from '../permissions.ts'
import { callById } from '../store.ts'
import { words } from '../words.zh.ts'
import { addRecording, recordingById } from './keep.ts'
import { openParts } from './sealed-parts.ts'

/** Largest recording, bytes: two hours of telephone sound are 115 MB, four times as much is let through. */
const largest = 500 * 1024 * 1024
const types: Record<string, string> = {
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.m4a': 'audio/mp4',
}
/** First bytes of each, by type. */
const begins: Record<string, (head: Buffer) => boolean> = {
  'audio/wav': (head) => head.subarray(0, 4).toString('latin1') === 'RIFF',
  'audio/ogg': (head) => head.subarray(0, 4).toString('latin1') === 'OggS',
  'audio/mp4': (head) => head.subarray(4, 8).toString('latin1') === 'ftyp',
  'audio/mpeg': (head) =>
    head.subarray(0, 3).toString('latin1') === 'ID3' || (head[0] === 0xff && (head[1]! & 0xe0) === 0xe0),
}

const tags = ['政务信息查询专线']
const params = z.object({ id: z.uuid() })

/** The stream, once its first bytes have shown that it is what it says. @throws Problem 422 */
async function* sound(stream: Readable, mediaType: string) {
  let first = true
  for await (const chunk of stream) {
    if (first && !begins[mediaType]?.(chunk as Buffer)) throw unprocessable(words.notARecording)
    first = false
    yield chunk as Buffer
  }
  if (first) throw unprocessable(words.notARecording)
}

/** Range of bytes asked for, `bytes=0-`; null for what cannot be satisfied. */
export const rangeOf = (
  header: string | undefined,
  size: number,
): { start: number; end: number } | null | undefined => {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to))
  return start <= end && start < size ? { start, end } : null
}

/** Recordings: heard by who may, each hearing in the audit log. */
export const registerRecordings = async (app: FastifyInstance, platform: Platform): Promise<void> => {
  if (!app.hasContentTypeParser('multipart/form-data')) await app.register(multipart)
  const api = app.withTypeProvider<ZodTypeProvider>()

  api.post(
    '/api/hotline/calls/:id/recordings',
    {
      onRequest: able('hotline.answer'),
      schema: {
        tags,
        summary: '上传一通来电的录音（边收边加密保存，最大 500 MB）',
        params,
        response: { 201: z.object({ id: z.uuid() }), ...problems(401, 403, 404, 413) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const call = await callById(ctx.db, request.params.id)
      if (!call) throw notFound(words.noCall)
      if (!mayHear(ctx.actor, call)) throw forbidden(words.notYourCall)
      const part = request.isMultipart() ? await request.file({ limits: { fileSize: largest, files: 1 } }) : undefined
      const mediaType = part && types[extname(part.filename).toLowerCase()]
      if (!part || !mediaType) throw unprocessable(words.notARecording)
      const stream = sound(part.file, mediaType)
      const whole = (async function* () {
        yield* stream
        if (part.file.truncated) throw tooLarge(words.recordingTooLong)
      })()
      const id = await addRecording(ctx, {
        callId: call.id,
        kind: 'call',
        name: null,
        mediaType,
        seconds: null,
        stream: whole,
      })
      return reply.code(201).send({ id: id! })
    },
  )

  api.get(
    '/api/hotline/recordings/:id/audio',
    {
      onRequest: able('hotline.read'),
      schema: {
        tags,
        summary: '听录音（记入审计日志）；可以从中间开始',
        params,
        response: { 200: z.any().describe('录音'), 206: z.any().describe('录音的一段'), ...problems(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const recording = await recordingById(ctx, request.params.id)
      const call = recording && (await callById(ctx.db, recording.callId))
      if (!call || recording.deletedOn) throw notFound(words.noRecording)
      if (!mayHear(ctx.actor, call)) throw forbidden(words.notYourCall)
      const size = Number(recording.size)
      const range = rangeOf(request.headers.range, size)
      if (range === null) throw new Problem(416, 'range', '没有这一段', words.noSuchRange)
      // A player asks for a recording piece by piece; that it is heard is written down with its beginning.
      if (!range || range.start === 0)
        await transact(ctx, async (work) =>
          work.audit({
            action: 'call.recording-heard',
            subject: `call/${call.id}`,
            detail: { recording: recording.id },
          }),
        )
      const { start, end } = range ?? { start: 0, end: size - 1 }
      return reply
        .code(range ? 206 : 200)
        .headers({
          'content-type': recording.mediaType,
          'content-length': end - start + 1,
          'accept-ranges': 'bytes',
          'cache-control': 'private, no-store',
          ...(range ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
        })
        .serializer((body: unknown) => body as never)
        .send(openParts(ctx, recording.id, recording.parts, start, end))
    },
  )
}
