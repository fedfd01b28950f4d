import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { RecordPublished } from '../foundations/publication-log/entries.ts'
import { registerLogRoute } from '../foundations/publication-log/log-route.ts'
import { notFound, Problem } from '../platform/http/problem.ts'
import { problems } from '../platform/http/schemas.ts'
import { filePath, itemPath, picturePath } from './addresses.ts'
import * as shape from './api-shapes.ts'
import { dayOf } from './dates.ts'
import type { PortalDeps } from './deps.ts'
import { compareEditions, editionsOf, textOf } from './editions.ts'
import type { Replica } from './replica/types.ts'
import { versionWords } from './version-words.zh.ts'
import { words } from './words.zh.ts'

const tags = ['公开数据']

function known<T>(code: string | undefined, find: (code: string) => T | undefined, sentence: string): T | undefined {
  if (!code) return undefined
  const found = find(code)
  if (!found) throw new Problem(422, 'unknown-code', words.api.badQuery, sentence)
  return found
}

/** The public record as JSON: the payload of the log with addresses and names added. */
function recordJson(record: RecordPublished, replica: Replica, baseUrl: string): z.infer<typeof shape.record> {
  const unit = replica.unit(record.unitId)
  const column = replica.column(record.columnId)
  const sector = replica.sectors().find((s) => s.id === record.sectorId)
  const {
    unitId: _unit,
    columnId: _column,
    sectorId: _sector,
    catalogueItemId,
    attachments,
    pictures = [],
    ...rest
  } = record
  return {
    ...rest,
    url: baseUrl + itemPath(record.id),
    unit: unit ? { code: unit.code, name: unit.name } : null,
    column: column ? { code: column.code, title: column.title } : null,
    sector: sector ? { code: sector.code, name: sector.name } : null,
    catalogueItemId,
    bodyHtml: rest.bodyHtml.replaceAll('<img src="/items/', `<img src="${baseUrl}/items/`),
    publishedOn: dayOf(record.publishedAt),
    pictures: pictures.map((one) => ({ ...one, url: baseUrl + picturePath(record.id, one.hash) })),
    attachments: attachments.map((file) => ({ ...file, url: baseUrl + filePath(record.id, file.position, file.name) })),
  }
}

/** The public JSON API under /api/v1; its OpenAPI description comes from these schemas. */
export function registerApi(app: FastifyInstance, deps: PortalDeps): void {
  const api = app.withTypeProvider<ZodTypeProvider>()
  const { baseUrl } = deps

  api.get(
    '/api/v1/search',
    {
      schema: { tags, summary: '搜索公开信息', querystring: shape.searchQuery, response: { 200: shape.searchAnswer } },
    },
    async (request) => {
      const replica = deps.replica()
      const { q, unit, sector, column, ...rest } = request.query
      const result = replica.search({
        ...rest,
        q,
        unitId: known(unit, (code) => replica.unitByCode(code), words.api.unitUnknown)?.id,
        sectorId: known(sector, (code) => replica.sectorByCode(code), words.api.sectorUnknown)?.id,
        columnId: known(column, (code) => replica.columnByCode(code), words.api.columnUnknown)?.id,
      })
      return {
        total: result.total,
        exact: result.exact,
        items: result.items.map((hit) => ({
          id: hit.id,
          indexNumber: hit.indexNumber,
          title: hit.title,
          url: baseUrl + itemPath(hit.id),
          unit: hit.unitName,
          docNumber: hit.docNumber,
          kind: hit.kind,
          validity: hit.validity,
          publishedOn: hit.publishedOn,
          snippet: hit.snippetHtml,
        })),
        facets: {
          ...result.facets,
          // Units and sectors are asked for by code everywhere, so they are counted by code as well.
          unit: result.facets.unit.map((f) => ({ ...f, value: replica.unit(Number(f.value))?.code ?? f.value })),
          sector: result.facets.sector.map((f) => ({
            ...f,
            value: replica.sectors().find((s) => String(s.id) === f.value)?.code ?? f.value,
          })),
        },
        readAs: result.readAs,
        suggestions: result.suggestions,
        tookMs: result.tookMs,
      }
    },
  )

  api.get(
    '/api/v1/records',
    {
      schema: {
        tags,
        summary: '按编号顺序取公开信息',
        querystring: shape.recordsQuery,
        response: { 200: shape.recordsAnswer },
      },
    },
    async (request) => {
      const replica = deps.replica()
      const { unit, column, after, size } = request.query
      const page = replica.after({
        after,
        size,
        unitId: known(unit, (code) => replica.unitByCode(code), words.api.unitUnknown)?.id,
        columnId: known(column, (code) => replica.columnByCode(code), words.api.columnUnknown)?.id,
      })
      return { items: page.items.map((record) => recordJson(record, replica, baseUrl)), next: page.next }
    },
  )

  api.get(
    '/api/v1/records/:id',
    { schema: { tags, summary: '取一条公开信息', params: shape.recordParams, response: { 200: shape.recordAnswer } } },
    async (request) => {
      const replica = deps.replica()
      const found = replica.record(request.params.id)
      if (!found) throw notFound(words.errors.noItem)
      if (found.state === 'withdrawn') {
        const { indexNumber, withdrawnOn, ground, logSeq } = found
        throw new Problem(410, 'withdrawn', words.api.withdrawn, found.reason, {
          extra: { indexNumber, withdrawnOn, ground, logSeq },
        })
      }
      return { ...recordJson(found.record, replica, baseUrl), logSeq: found.logSeq, logHash: found.logHash }
    },
  )

  const publicItem = (id: number) => {
    const found = deps.replica().record(id)
    if (found?.state !== 'published') throw notFound(words.errors.noItem)
    return found
  }

  api.get(
    '/api/v1/records/:id/editions',
    {
      schema: {
        tags,
        summary: '一条公开信息的历次版本；已撤回的文字不再提供',
        params: shape.recordParams,
        response: { 200: shape.editionsAnswer },
      },
    },
    async (request) => {
      const shown = publicItem(request.params.id)
      return {
        items: editionsOf(shown, deps.replica()).map(({ number, publishedAt, reason, record }) => ({
          edition: number,
          publishedAt,
          publishedOn: dayOf(publishedAt),
          reason,
          title: record?.title ?? null,
          bodyHtml: record ? textOf(record, shown.record) : null,
        })),
      }
    },
  )

  api.get(
    '/api/v1/records/:id/editions/changes',
    {
      schema: {
        tags,
        summary: '一条公开信息两版之间的变化',
        params: shape.recordParams,
        querystring: shape.changesQuery,
        response: { 200: shape.changesAnswer },
      },
    },
    async (request) => {
      const shown = publicItem(request.params.id)
      const editions = editionsOf(shown, deps.replica())
      const [from, to] = [request.query.from, request.query.to].map(
        (number) => editions.find((edition) => edition.number === number)?.record,
      )
      if (!from || !to) throw notFound(versionWords.unknownEdition)
      return { from: from.edition, to: to.edition, ...compareEditions(from, to, shown.record) }
    },
  )

  registerLogRoute(app, {
    tags,
    async read(after, size) {
      const away = () => new Problem(503, 'unavailable', words.api.logAwayTitle, words.api.logAway)
      if (!deps.officeReachable()) throw away()
      return deps.readLog(after, size).catch(() => {
        throw away()
      })
    },
  })

  // For portals that follow this one. Named by the item, so that the bytes go when the item goes.
  api.get(
    '/api/v1/records/:id/files/:hash',
    {
      schema: {
        tags,
        summary: '按校验值取一条公开信息的附件或正文图片',
        params: shape.fileParams,
        response: { 200: { content: { 'application/octet-stream': { schema: z.any() } } }, ...problems(404) },
      },
    },
    async (request, reply) => {
      const { id, hash } = request.params
      const file = deps.replica().attachmentNamed(id, hash) && (await deps.openFile(hash, id))
      if (!file) throw notFound(words.errors.noFile)
      reply.type('application/octet-stream').header('content-length', file.size).header('cache-control', 'no-cache')
      return reply.send(file.stream)
    },
  )
}
