import type { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readAudit } from '../../../foundations/audit/store.ts'
import { type Ctx, type Platform, transact } from '../../../foundations/context.ts'
import { able, contextOf } from '../../../foundations/identity/index.ts'
import { forbidden, notFound, Problem, tooLarge, unprocessable } from '../../../platform/http/problem.ts'
import { problems } from '../../../platform/http/schemas.ts'
import { mayAddRecording, mayHear } from '../permissions.ts'
import { callById } from '../store.ts'
import { words } from '../words.zh.ts'
import { addUploaded, recordingById } from './keep.ts'
import { openParts } from './sealed-parts.ts'
import { soundHead, soundType } from './sound-type.ts'

/** Largest recording, bytes: two hours of telephone sound are 115 MB, four times as much is let through. */
const largest = 500 * 1024 * 1024
const tags = ['政务信息查询专线']
const params = z.object({ id: z.uuid() })

/** A stream and what sound it is by its first bytes. @throws Problem 422 none that a browser plays */
const soundIn = async (stream: Readable): Promise<{ mediaType: string; bytes: AsyncIterable<Buffer> }> => {
  const chunks = stream.iterator({ destroyOnReturn: false })
  let head = Buffer.alloc(0)
  while (head.length < soundHead) {
    const { done, value } = await chunks.next()
    if (done) break
    head = Buffer.concat([head, value as Buffer])
  }
  const mediaType = soundType(head)
  if (!mediaType) throw unprocessable(words.notARecording)
  const bytes = (async function* () {
    yield head
    for await (const chunk of chunks) yield chunk as Buffer
  })()
  return { mediaType, bytes }
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

/**
 * Writes down who hears a recording, wherever they begin. A player asks for it piece by piece: of one person the pieces of an hour
 * are one hearing.
 */
const noteHearing = (ctx: Ctx, callId: string, recording: string) =>
  transact(ctx, async (work) => {
    const subject = `call/${callId}`
    const heard = { action: 'call.recording-heard', subject, actor: String(ctx.actor.personId), size: 20 }
    const { items } = await readAudit(work.trx, heard)
    const hour = work.at.subtract({ hours: 1 }).toString()
    const written = items.some(
      ({ at, detail }) => detail.recording === recording && Temporal.Instant.compare(at, hour) > 0,
    )
    if (!written) work.audit({ action: 'call.recording-heard', subject, detail: { recording } })
  })

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
      if (!mayAddRecording(ctx.actor, call)) throw forbidden(words.notYourCall)
      const part = request.isMultipart() ? await request.file({ limits: { fileSize: largest, files: 1 } }) : undefined
      if (!part) throw unprocessable(words.notARecording)
      try {
        const { mediaType, bytes } = await soundIn(part.file)
        const whole = (async function* () {
          yield* bytes
          if (part.file.truncated) throw tooLarge(words.recordingTooLong)
        })()
        // Who was spoken with was recorded; who was not could only leave a message.
        const id = await addUploaded(ctx, call, { mediaType, stream: whole })
        return reply.code(201).send({ id })
      } finally {
        // A browser reads what was refused only when everything it sends is taken.
        part.file.resume()
      }
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
      await noteHearing(ctx, call.id, recording.id)
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
