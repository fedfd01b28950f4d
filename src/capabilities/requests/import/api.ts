import { PassThrough } from 'node:stream'
import type {} from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Platform } from '../../../foundations/context.ts'
import { contextOf } from '../../../foundations/identity/request.ts'
import { Problem, unavailable, unprocessable } from '../../../platform/http/problem.ts'
import { flag, problems } from '../../../platform/http/schemas.ts'
import { wholeFile } from '../../../platform/http/whole-file.ts'
import { importRequests } from './import-requests.ts'
import { importWords as w } from './words.zh.ts'
import { templateWorkbook } from './workbook.ts'

const largest = 20 * 1024 * 1024
const lines = 'application/x-ndjson'

/**
 * Runs what takes long and says how far it is, a line of JSON for each hundredth, the result on the last line. Whatever
 * fails before the first line is an answer of its own with a status.
 */
const saying = async <T>(
  work: (told: (share: number, done: number) => void) => Promise<T>,
): Promise<{ result: T } | { stream: PassThrough }> => {
  const stream = new PassThrough()
  const say = (line: object) => stream.write(`${JSON.stringify(line)}\n`)
  let percent = -1
  let begun = () => {}
  const first = new Promise<void>((resolve) => {
    begun = resolve
  })
  const done = work((share, cases) => {
    if (Math.floor(share * 100) === percent) return
    percent = Math.floor(share * 100)
    say({ share, cases })
    begun()
  })
  const ended = await Promise.race([first, done.then((result) => ({ result }))])
  if (ended) return ended
  done
    .then(
      (result) => say({ result }),
      (error) => say({ problem: error instanceof Problem ? error : unavailable(w.broken) }),
    )
    .finally(() => stream.end())
  return { stream }
}

/** Routes by which a unit moves its cases in. */
export const registerRequestImport = (app: FastifyInstance, platform: Platform): void => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['依申请公开']

  api.get(
    '/api/requests/imports/template',
    {
      schema: { tags, summary: '案件导入模板（.xlsx）', response: { 200: z.any().describe('文件'), ...problems(401) } },
    },
    async (request, reply) => {
      contextOf(platform, request)
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(w.fileName)}`)
        .send(await templateWorkbook())
    },
  )

  api.post(
    '/api/requests/imports',
    {
      bodyLimit: largest,
      schema: {
        tags,
        summary: '从 .xlsx 或 .csv 导入在办和已办结的申请',
        description:
          'multipart/form-data，一个文件。来源编号相同的只导入一次；有问题的行列在 refused 中，其余一次全部写入。dryRun=true 只试算。Accept: application/x-ndjson 时逐行答复进度，最后一行是结果。',
        consumes: ['multipart/form-data'],
        querystring: z.object({ dryRun: flag }),
        response: {
          200: z.object({
            added: z.int(),
            changed: z.int(),
            unchanged: z.int(),
            refused: z.array(
              z.object({
                row: z.int(),
                sheet: z.string(),
                column: z.string(),
                message: z.string(),
                value: z.string(),
              }),
            ),
            report: z.string().nullable().describe('有问题的行和原因（.xlsx，base64），改正后可再导入'),
            dryRun: z.boolean(),
          }),
          ...problems(401, 403, 413),
        },
      },
    },
    async (request, reply) => {
      const ctx = contextOf(platform, request)
      const missing = () => unprocessable(w.noFile, [{ field: 'file', key: 'missing', message: w.noFile }])
      if (!request.isMultipart()) throw missing()
      const part = await request.file({ limits: { fileSize: largest, files: 1 } })
      if (!part) throw missing()
      const bytes = await wholeFile(part, w.tooLarge)
      const { dryRun } = request.query
      if (!request.headers.accept?.includes(lines)) return importRequests(ctx, { bytes, dryRun })
      const said = await saying((told) => importRequests(ctx, { bytes, dryRun }, told))
      if ('result' in said) return said.result
      return reply
        .type(lines)
        .header('x-accel-buffering', 'no')
        .send(said.stream as never)
    },
  )
}
