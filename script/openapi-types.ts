/** The part of OpenAPI 3.0/3.1 and JSON Schema that route descriptions use. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  nullable?: boolean
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  prefixItems?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  description?: string
}
type Content = Record<string, { schema?: Schema }>
type Parameter = { name: string; in: string; required?: boolean; schema?: Schema }
type Operation = {
  summary?: string
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content?: Content }
  responses?: Record<string, { content?: Content }>
}
export type Document = {
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema> }
}

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const
const name = (key: string) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key))
const indent = (text: string) => text.replaceAll('\n', '\n  ')
const block = (lines: string[]) => (lines.length === 0 ? '{}' : `{\n  ${indent(lines.join('\n'))}\n}`)
const union = (types: string[]) => {
  const different = [...new Set(types)]
  return different.includes('unknown') ? 'unknown' : different.join(' | ')
}

/** A JSON Schema as a TypeScript type. A schema that says nothing is `unknown`; a reference is looked up by name. */
export function typeOf(schema: Schema | undefined): string {
  if (!schema) return 'unknown'
  if (schema.nullable) return union([typeOf({ ...schema, nullable: undefined }), 'null'])
  if (schema.$ref) return `components['schemas'][${JSON.stringify(schema.$ref.split('/').at(-1))}]`
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)))
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return union(choices.map(typeOf))
  if (schema.allOf) return schema.allOf.map((part) => bracket(typeOf(part))).join(' & ')
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type })))
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(', ')}]`
      return `${bracket(typeOf(schema.items))}[]`
    case 'object':
      return objectOf(schema)
    default:
      return schema.properties ? objectOf(schema) : 'unknown'
  }
}

const bracket = (type: string) => (/ [|&] /.test(type) && !isOneObject(type) ? `(${type})` : type)

/** `{ a } | { b }` begins and ends with a brace too, so they are counted. */
const isOneObject = (type: string): boolean => {
  let depth = 0
  for (const [at, sign] of [...type].entries()) {
    if (sign === '{') depth++
    else if (sign === '}') depth--
    if (depth === 0) return at > 0 && at === [...type].length - 1
  }
  return false
}

function objectOf(schema: Schema): string {
  const required = new Set(schema.required ?? [])
  const lines = Object.entries(schema.properties ?? {}).map(
    ([key, value]) => `${note(value.description)}${name(key)}${required.has(key) ? '' : '?'}: ${typeOf(value)}`,
  )
  const rest = schema.additionalProperties
  // Named members beside an index signature must fit it, so an open object with members takes anything.
  if (rest && typeof rest === 'object' && lines.length === 0) return `Record<string, ${typeOf(rest)}>`
  if (rest === true || (rest && typeof rest === 'object' && Object.keys(rest).length === 0))
    lines.push('[key: string]: unknown')
  return lines.length === 0 ? 'Record<string, unknown>' : block(lines)
}

const note = (text: string | undefined) =>
  text ? `/** ${text.replaceAll('*/', '* /').replaceAll('\n', ' ')} */\n` : ''

const contentOf = (content: Content) =>
  block(Object.entries(content).map(([media, { schema }]) => `${JSON.stringify(media)}: ${typeOf(schema)}`))

function parametersOf(all: Parameter[]): string {
  const lines: string[] = []
  for (const place of ['query', 'path', 'header'] as const) {
    const here = all.filter((parameter) => parameter.in === place)
    if (here.length === 0) {
      lines.push(`${place}?: never`)
      continue
    }
    const needed = here.some((parameter) => parameter.required)
    const fields = here.map((p) => `${name(p.name)}${p.required ? '' : '?'}: ${typeOf(p.schema)}`)
    lines.push(`${place}${needed ? '' : '?'}: ${block(fields)}`)
  }
  return block(lines)
}

function operationOf(operation: Operation): string {
  const lines = [`parameters: ${parametersOf(operation.parameters ?? [])}`]
  const { requestBody } = operation
  if (requestBody?.content)
    lines.push(
      `requestBody${requestBody.required === false ? '?' : ''}: { content: ${contentOf(requestBody.content)} }`,
    )
  else lines.push('requestBody?: never')
  const responses = Object.entries(operation.responses ?? {}).map(([status, answer]) => {
    const key = /^\d+$/.test(status) ? status : JSON.stringify(status)
    return `${key}: { headers: Record<string, unknown>; content: ${answer.content ? contentOf(answer.content) : '{ "application/json"?: never }'} }`
  })
  lines.push(`responses: ${block(responses)}`)
  return block(lines)
}

/** The whole document as a TypeScript declaration file that exports `paths` and `components`. */
export function pathsOf(document: Document): string {
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const operations = methods.flatMap((method) => {
      const operation = item[method]
      return operation ? [`${note(operation.summary)}${method}: ${operationOf(operation)}`] : []
    })
    return `${JSON.stringify(path)}: ${block(operations)}`
  })
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([key, schema]) => `${name(key)}: ${typeOf(schema)}`,
  )
  return [
    '/* Generated by script/generate-api-types.ts from the OpenAPI document of the office. Do not edit. */',
    '',
    `export type paths = ${block(paths)}`,
    '',
    `export type components = { schemas: ${block(schemas)} }`,
    '',
  ].join('\n')
}
