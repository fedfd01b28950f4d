import type {} from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Platform } from '../../../foundations/context.ts'
import { able, signedIn } from '../../../foundations/identity/guard.ts'
import { contextOf } from '../../../foundations/identity/request.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { flag, problems } from '../../../platform/http/schemas.ts'
import { wholeFile } from '../../../platform/http/whole-file.ts'
import { importEntries } from './import-entries.ts'
import { importWords as w } from './words.zh.ts'
import { templateWorkbook } from './workbook.ts'

const largest = 5 * 1024 * 1024

/** Routes by which a unit moves its questions and answers in. */
export const registerKnowledgeImport = async (app: FastifyInstance, platform: Platform): Promise<void> => {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const tags = ['知识库']

  api.route({
    method: 'GET',
    url: '/api/knowledge/imports/template',
    onRequest: signedIn,
    schema: { tags, summary: '问答导入模板（.xlsx）', response: { 200: z.any().describe('文件'), ...problems(401) } },
    handler: async (_request, reply) =>
      reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(w.fileName)}`)
        .send(await templateWorkbook()),
  })

  api.route({
    method: 'POST',
    url: '/api/knowledge/imports',
    onRequest: able('knowledge.write'),
    bodyLimit: largest,
    schema: {
      tags,
      summary: '从 .xlsx 或 .csv 导入问答，成为草稿',
      description:
        'multipart/form-data，一个文件。有问题的行列在 refused 中，其余一次全部写入；同一文件再导入不会重复。dryRun=true 只试算。',
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
          dryRun: z.boolean(),
        }),
        ...problems(401, 403, 413),
      },
    },
    async handler(request) {
      const ctx = contextOf(platform, request)
      const missing = () => unprocessable(w.noFile, [{ field: 'file', key: 'missing', message: w.noFile }])
      if (!request.isMultipart()) throw missing()
      const part = await request.file({ limits: { fileSize: largest, files: 1 } })
      if (!part) throw missing()
      const bytes = await wholeFile(part, w.tooLarge)
      return importEntries(ctx, { bytes, dryRun: request.query.dryRun })
    },
  })
}
