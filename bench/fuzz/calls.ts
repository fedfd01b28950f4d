import fc from 'fast-check'
import { type Known, nearValid, type Schema, valid } from './from-schema.ts'
import { contentTypes, wild, wildBody, wildText } from './values.ts'

/** One request as it goes over the wire. The path may hold any byte above the space; it is written as Latin-1. */
export type FuzzCall = {
  server: string
  /** The documented route it was made from. */
  route: string
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer | undefined
  /** Whose session it bears; undefined: none. */
  session: string | undefined
}

type Parameter = { name: string; in: string; required?: boolean; schema?: Schema }
type Operation = {
  parameters?: Parameter[]
  requestBody?: { content?: Record<string, { schema?: Schema }> }
}
export type OpenApi = { paths: Record<string, Record<string, Operation>> }

/** A server by its name, with the document that describes it. */
export type Described = { name: string; document: OpenApi }

export const routesOf = ({ name, document }: Described) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      server: name,
      path,
      method: method.toUpperCase(),
      operation,
    })),
  )

const otherMethods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']

const plainly = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** Bytes in an address: percent-encoded, broken encodings, or raw bytes above ASCII. */
const inAddress = (value: unknown, how: number): string => {
  const plain = plainly(value)
  // Servers read at most 16 KB of headers; what is longer is a case of its own.
  const short = plain.slice(0, how === 9 ? 20_000 : 1_500)
  if (how === 8) return '%'
  if (how === 7) return '%ff%c3%28'
  if (how === 6) return '%u516c'
  if (how === 5)
    return Buffer.from(short)
      .toString('latin1')
      .replace(/[\0-\x20\x7f#?]/g, '')
  return encodeURIComponent(short.toWellFormed()).replaceAll('%20', how % 2 ? '+' : '%20')
}

const mixed = (schema: Schema, known: Known) =>
  fc.oneof(
    { weight: 7, arbitrary: valid(schema, known) },
    { weight: 2, arbitrary: nearValid(schema, known) },
    { weight: 1, arbitrary: wild },
  )

const asJson = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '')

const upload = (name: string, field: string, bytes: Uint8Array) => {
  const boundary = 'fuzz-boundary'
  const disposition = `form-data; name="${field}"; filename="${name.replace(/[\r\n"]/g, '')}"`
  return Buffer.concat([
    Buffer.from(`--${boundary}\r\ncontent-disposition: ${disposition}\r\n\r\n`),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
}

const bodyOf = (operation: Operation, known: Known, files: readonly Uint8Array[]) => {
  const content = operation.requestBody?.content
  const uploads = () =>
    fc
      .tuple(
        fc.constantFrom(...wildText, '通知.docx', '名单.xlsx', 'a.pdf', 'a.csv'),
        fc.constantFrom('file', 'x', ''),
        fc.constantFrom(...files),
      )
      .map(([name, field, bytes]) => ({
        type: 'multipart/form-data; boundary=fuzz-boundary',
        bytes: upload(name, field, bytes),
      }))
  // A route that reads its body as a stream documents none: a file, or nothing at all.
  if (!content) return fc.oneof({ weight: 3, arbitrary: uploads() }, { weight: 1, arbitrary: fc.constant(undefined) })
  if (content['multipart/form-data']) return uploads()
  const schema = content['application/json']?.schema ?? {}
  const json = (arbitrary: fc.Arbitrary<unknown>) =>
    arbitrary.map((value) => ({ type: 'application/json', bytes: asJson(value) }))
  return fc.oneof(
    { weight: 5, arbitrary: json(valid(schema, known)) },
    { weight: 3, arbitrary: json(nearValid(schema, known)) },
    { weight: 1, arbitrary: json(wild) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...contentTypes), wildBody).map(([type, bytes]) => ({ type, bytes })),
    },
  )
}

/** Calls on one route: mostly as documented, sometimes not, by anybody. */
const callsOn = (
  { server, path, method, operation }: ReturnType<typeof routesOf>[number],
  known: Known,
  sessions: readonly string[],
  files: readonly Uint8Array[],
): fc.Arbitrary<FuzzCall> => {
  const parameters = operation.parameters ?? []
  const given = parameters.map((one) =>
    fc.tuple(
      mixed(one.schema ?? {}, known),
      // How it is written; a parameter that is optional is left out half the time.
      fc.nat(9),
      one.in === 'path' || one.required ? fc.constant(true) : fc.boolean(),
    ),
  )
  return fc
    .record({
      given: fc.tuple(...given),
      body: bodyOf(operation, known, files),
      method: fc.oneof(
        { weight: 30, arbitrary: fc.constant(method) },
        { weight: 1, arbitrary: fc.constantFrom(...otherMethods) },
      ),
      session: fc.oneof(
        { weight: 4, arbitrary: fc.constant(sessions[0]) },
        { weight: 4, arbitrary: fc.constantFrom(...sessions) },
        { weight: 1, arbitrary: fc.constant(undefined) },
      ),
      ours: fc.oneof({ weight: 20, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      surplus: fc.oneof(
        { weight: 12, arbitrary: fc.constant('') },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            'page=-1',
            'page=1000000000',
            'q=a&q=b',
            '__proto__[a]=1',
            'a[]=1&a[b]=2',
            '=&&==',
          ),
        },
      ),
      address: fc.nat(2 ** 24),
    })
    .map((made) => {
      let at = path
      const query: string[] = []
      const headers: Record<string, string> = {
        'x-forwarded-for': `10.${made.address >> 16}.${(made.address >> 8) & 255}.${made.address & 255}`,
      }
      for (const [i, one] of parameters.entries()) {
        const [value, how, present] = made.given[i] as [unknown, number, boolean]
        if (!present) continue
        const written = inAddress(value, how)
        if (one.in === 'path') at = at.replace(`{${one.name}}`, written || '%20')
        else if (one.in === 'query') query.push(`${one.name}=${written}`)
        else if (one.in === 'header')
          headers[one.name] = encodeURIComponent(plainly(value).toWellFormed()).slice(0, 500)
      }
      if (made.surplus) query.push(made.surplus)
      if (made.ours) headers['x-gongkai'] = '1'
      const body = ['GET', 'HEAD'].includes(made.method) ? undefined : made.body
      if (body) headers['content-type'] = body.type
      return {
        server,
        route: `${server} ${method} ${path}`,
        method: made.method,
        path: query.length ? `${at}?${query.join('&')}` : at,
        headers,
        body: body?.bytes,
        session: made.session,
      }
    })
}

/** Any call on any route that the servers document; what a new route documents is tried without a word here. */
export const anyCall = (
  servers: readonly Described[],
  given: { known: Known; sessions: readonly string[]; files: readonly Uint8Array[] },
): fc.Arbitrary<FuzzCall> =>
  fc.oneof(...servers.flatMap(routesOf).map((route) => callsOn(route, given.known, given.sessions, given.files)))
