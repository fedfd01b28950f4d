import fc from 'fast-check'
import { routesOf } from '../../bench/fuzz/calls.ts'
import { type Schema, valid } from '../../bench/fuzz/from-schema.ts'
import type { Target } from '../../bench/fuzz/fuzz.ts'

export type Asked = { method: string; path: string; body: string | FormData | undefined }

const nothing = { ids: [1], texts: ['a', '理由充分。', '云溪政发〔2026〕9号', '2026-03-01'] }

/**
 * Requests as a route documents them, with the path's parameters as given: several, since a document does not say every
 * condition. The same each time.
 */
export const requestsFor = (
  route: ReturnType<typeof routesOf>[number],
  parameters: Record<string, string>,
  count = 8,
): Asked[] => {
  const { operation, method } = route
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '1')
  const query = (operation.parameters ?? []).filter((one) => one.in === 'query' && one.required)
  const schema: Schema | undefined = operation.requestBody?.content?.['application/json']?.schema
  const values = fc.tuple(
    fc.tuple(...query.map((one) => valid(one.schema ?? {}, nothing))),
    schema ? valid(schema, nothing) : fc.constant(undefined),
  )
  return fc.sample(values, { numRuns: schema || query.length ? count : 1, seed: 7 }).map(([asked, body]) => {
    const search = query.map((one, i) => `${one.name}=${encodeURIComponent(String((asked as unknown[])[i]))}`)
    return {
      method,
      path: search.length ? `${path}?${search.join('&')}` : path,
      body: body === undefined ? undefined : JSON.stringify(body),
    }
  })
}

/** Asks one server as somebody, from the console's own pages unless `headers` says otherwise. */
export const ask = async (origin: string, cookie: string, asked: Asked, headers: Record<string, string> = {}) => {
  const answer = await fetch(origin + asked.path, {
    method: asked.method,
    redirect: 'manual',
    headers: {
      'x-gongkai': '1',
      ...(cookie ? { cookie } : {}),
      ...(typeof asked.body === 'string' ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(asked.body === undefined ? {} : { body: asked.body }),
  })
  const text = await answer.text()
  const json = (answer.headers.get('content-type') ?? '').includes('json')
  return { status: answer.status, text, headers: answer.headers, body: json && text ? JSON.parse(text) : undefined }
}

export const officeRoutes = (targets: readonly Target[]) => routesOf(targets.find(({ name }) => name === 'office')!)

/** One file as a form sends it. */
export const form = (name: string, bytes: Uint8Array): FormData => {
  const made = new FormData()
  made.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name)
  return made
}
