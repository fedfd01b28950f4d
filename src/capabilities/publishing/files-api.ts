import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Ctx, type Platform, transact } from '../../foundations/context.ts'
import {
  acceptableAttachment,
  detectDocument,
  type HiddenFinding,
  previewApart,
  readApart,
  removableContent,
  stripApart,
} from '../../foundations/documents/index.ts'
import { giveNoVirus, refuseInfected } from '../../foundations/files/virus-scan.ts'
import { contextOf } from '../../foundations/identity/request.ts'
import { pdfViewerPath } from '../../platform/http/pdf-viewer.ts'
import { forbidden, notFound, unprocessable } from '../../platform/http/problem.ts'
import * as answers from './answers.ts'
import { checkFileOnce } from './file-checks.ts'
import { fileWords, largestFile, mayUpload, oneFile } from './one-file.ts'
import { withKeptPictures } from './pictures.ts'
import { registerPictures } from './pictures-api.ts'
import { unitsInReach } from './reach.ts'
import * as store from './store.ts'
import { pictureWords } from './words.zh.ts'

const words = {
  busy: '现在预览的人较多，请过一会儿再试，或直接下载查看。',
  notCleaned: '清除后的文件没有通过复核（打不开，或文字与原来不同），因此没有采用。请在本机清除后重新上传。',
} as const

/** Puts bytes into the store if they are of a kind that may be published and hold no virus; the type is told by content. */
export const keep = async (ctx: Ctx, name: string, bytes: Buffer) => {
  const detected = await detectDocument(bytes, name)
  const verdict = acceptableAttachment(detected, { name, size: bytes.length }, largestFile)
  if (!verdict.ok) throw unprocessable(verdict.message, [{ field: 'file', key: verdict.key, message: verdict.message }])
  await refuseInfected(ctx, bytes)
  const { hash, size } = await ctx.files.put(bytes)
  await store.rememberFile(ctx.db, { hash, size, mediaType: detected.mediaType, kind: detected.kind })
  await checkFileOnce(ctx, ctx.db, { hash, name }, bytes)
  return { hash, name, size, mediaType: detected.mediaType }
}

const picturesLost = (n: number) => ({ key: 'images-dropped' as const, message: pictureWords.notTaken(n) })

/** Uploads, reading of office documents, and downloads of what is not public yet. */
export const registerFiles = async (app: FastifyInstance, platform: Platform): Promise<void> => {
  await app.register(multipart, { limits: { fileSize: largestFile, files: 1, fields: 10 } })
  registerPictures(app, platform)
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['文件']

  api.post(
    '/api/files',
    {
      schema: {
        tags,
        summary: '上传附件（multipart，一次一个）',
        consumes: ['multipart/form-data'],
        response: { 201: answers.storedFile },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      if (!mayUpload(ctx)) throw forbidden(fileWords.onlyClerks)
      const { name, bytes } = await oneFile(request)
      return reply.code(201).send(await keep(ctx, name, bytes))
    },
  )

  const hash = z.string().regex(/^[0-9a-f]{64}$/)
  api.post(
    '/api/files/:hash/cleaning',
    {
      schema: {
        tags,
        summary: '清除附件中的隐藏信息：另存一份清除后的文件，答复其摘要值、清除了什么、还剩什么',
        params: z.object({ hash }),
        body: z.object({
          name: z.string().trim().min(1).max(200),
          drop: z.array(z.enum(removableContent)).max(removableContent.length).default([]),
        }),
        response: { 201: answers.cleanedFile },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      if (!mayUpload(ctx)) throw forbidden(fileWords.onlyClerks)
      const given = request.params.hash
      // A file that stands in no revision yet was just uploaded by whoever knows its hash.
      const own = await store.fileInUnits(ctx.db, given, await unitsInReach(ctx.db, ctx.actor))
      const known = (await store.fileByHash(ctx.db, [given])).length > 0
      if (!known || (!own && (await store.fileInUnits(ctx.db, given, 'all')))) throw notFound()
      const { name, drop } = request.body
      const stripped = await stripApart(await ctx.files.read(given), name, { drop })
      if (!stripped?.proved)
        throw unprocessable(words.notCleaned, [{ field: 'attachments', key: 'not-cleaned', message: words.notCleaned }])
      const kept = await keep(ctx, name, Buffer.from(stripped.bytes))
      const tell = ({ kind, severity, message, place }: HiddenFinding) => ({ kind, severity, message, place })
      const removed = stripped.removed.map(tell)
      await transact(ctx, async (work) =>
        work.audit({
          action: 'file.cleaned',
          subject: `file/${given}`,
          detail: { to: kept.hash, removed: [...new Set(removed.map(({ kind }) => kind))] },
        }),
      )
      return reply.code(201).send({ ...kept, removed, left: stripped.left.map(tell) })
    },
  )

  api.post(
    '/api/records/reading',
    {
      schema: {
        tags,
        summary: '从办公文件读出正文、表格和文号等，供起草',
        consumes: ['multipart/form-data'],
        response: { 200: answers.reading },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      if (!mayUpload(ctx)) throw forbidden(fileWords.onlyClerks)
      const { name, bytes } = await oneFile(request)
      await refuseInfected(ctx, bytes)
      const read = await readApart(bytes, name, { pictures: true })
      if (!read.ok) throw unprocessable(read.message, [{ field: 'file', key: read.key, message: read.message }])
      const { title, metadata, warnings } = read
      const { html, lost } = await withKeptPictures(ctx, read)
      if (lost > 0) warnings.push(picturesLost(lost))
      return { html, title, metadata, warnings, file: await keep(ctx, name, bytes).catch(() => null) }
    },
  )

  api.get(
    '/api/files/:hash/preview',
    {
      schema: {
        tags,
        summary: '预览附件：文字、表格、版面或说明（仅限有关机构人员）',
        params: z.object({ hash }),
        querystring: z.object({ name: z.string().max(300).default('附件') }),
        response: { 200: answers.filePreview },
      },
    },
    async (request) => {
      const ctx = contextOf(platform, request)
      const given = request.params.hash
      if (!(await store.fileInUnits(ctx.db, given, await unitsInReach(ctx.db, ctx.actor)))) throw notFound()
      await giveNoVirus(ctx.db, given)
      const preview = await previewApart(await ctx.files.read(given), request.query.name)
      return { viewer: pdfViewerPath, preview: preview ?? { form: 'none' as const, sentence: words.busy } }
    },
  )

  api.get(
    '/api/files/:hash',
    {
      schema: {
        tags,
        summary: '下载附件（仅限有关机构人员）',
        params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
        querystring: z.object({ name: z.string().max(300).default('附件') }),
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const { hash } = request.params
      if (!(await store.fileInUnits(ctx.db, hash, await unitsInReach(ctx.db, ctx.actor)))) throw notFound()
      await giveNoVirus(ctx.db, hash)
      const opened = await ctx.files.open(hash)
      if (!opened) throw notFound()
      const [file] = await store.fileByHash(ctx.db, [hash])
      return reply
        .type(file?.mediaType ?? 'application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(request.query.name)}`)
        .header('content-length', opened.size)
        .send(opened.stream)
    },
  )
}
