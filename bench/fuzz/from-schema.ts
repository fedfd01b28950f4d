import fc from 'fast-check'
import { wild } from './values.ts'

/** The part of JSON Schema that our OpenAPI documents use. */
export type Schema = {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  items?: Schema | boolean
  prefixItems?: Schema[]
  minItems?: number
  maxItems?: number
  properties?: Record<string, Schema>
  required?: string[]
  $ref?: string
}

/** Values that exist in the installation under test, so that a call gets past the first door: ids, codes, hashes. */
export type Known = { ids: readonly number[]; texts: readonly string[] }

const day = fc.integer({ min: -7_000, max: 80_000 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10))

const text = ({ format, pattern, minLength = 0, maxLength = 60 }: Schema, known: Known): fc.Arbitrary<string> => {
  if (format === 'date') return fc.oneof(day, fc.constantFrom('2026-02-28', '2026-03-02'))
  if (format === 'date-time') return day.map((on) => `${on}T01:02:03Z`)
  if (format === 'email') return fc.emailAddress()
  if (format === 'uri') return fc.webUrl()
  if (format === 'uuid') return fc.uuid()
  const fits = known.texts.filter((one) => one.length >= minLength && one.length <= maxLength)
  if (pattern) {
    const read = new RegExp(pattern, 'u')
    const matching = fits.filter((one) => read.test(one))
    // A pattern with a look-ahead cannot be generated from; words of the house stand in then.
    const made = patterned(read)
    if (made && matching.length) return fc.oneof(fc.constantFrom(...matching), made)
    return made ?? fc.constantFrom(...matching, 'a')
  }
  const free = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 60) })
  return fits.length ? fc.oneof(fc.constantFrom(...fits), free) : free
}

const patterned = (read: RegExp): fc.Arbitrary<string> | undefined => {
  try {
    return fc.stringMatching(read)
  } catch {
    return undefined
  }
}

/** What the schema lets through, so far as it says. */
export const valid = (schema: Schema, known: Known): fc.Arbitrary<unknown> => {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return fc.oneof(...choice.map((one) => valid(one, known)))
  if (schema.allOf) return valid(Object.assign({}, ...schema.allOf), known)
  const types = [schema.type ?? (schema.properties ? 'object' : 'any')].flat()
  return fc.oneof(...types.map((type) => typed(type, schema, known)))
}

const typed = (type: string, schema: Schema, known: Known): fc.Arbitrary<unknown> => {
  const { minimum = -1_000, maximum = 100_000 } = schema
  switch (type) {
    case 'string':
      return text(schema, known)
    case 'integer': {
      const [min, max] = [Math.ceil(minimum), Math.max(Math.ceil(minimum), Math.floor(maximum))]
      const fits = known.ids.filter((id) => id >= min && id <= max)
      const any = fc.integer({ min: Math.max(min, -(2 ** 31)), max: Math.min(max, 2 ** 31 - 1) })
      return fits.length
        ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fits) }, { weight: 1, arbitrary: any })
        : any
    }
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array': {
      const { items = {}, minItems = 0, maxItems = 4, prefixItems } = schema
      if (prefixItems) return fc.tuple(...prefixItems.map((one) => valid(one, known)))
      if (typeof items === 'boolean') return fc.constant([])
      return fc.array(valid(items, known), {
        minLength: minItems,
        maxLength: Math.min(Math.max(maxItems, minItems), minItems + 4),
      })
    }
    case 'object': {
      const { properties = {}, required = [] } = schema
      const parts = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, valid(one, known)]))
      return fc.record(parts, { requiredKeys: required.filter((name) => name in parts) })
    }
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

/** A valid value with one place spoilt: another value there, a part missing, one too many, a name of the prototype. */
export const nearValid = (schema: Schema, known: Known): fc.Arbitrary<unknown> =>
  fc.tuple(valid(schema, known), wild, fc.nat(), fc.nat(3)).map(([value, bad, at, way]) => spoil(value, bad, at, way))

const spoil = (value: unknown, bad: unknown, at: number, way: number): unknown => {
  if (Array.isArray(value) && value.length)
    return value.map((one, i) => (i === at % value.length ? spoil(one, bad, at, way) : one))
  if (typeof value !== 'object' || value === null) return bad
  const names = Object.keys(value)
  if (way === 0) return { ...value, surplus: bad }
  if (way === 1) return Object.assign(JSON.parse('{"__proto__":{"admin":true}}'), value)
  if (!names.length) return bad
  const name = names[at % names.length]!
  if (way === 2) return Object.fromEntries(Object.entries(value).filter(([one]) => one !== name))
  return { ...value, [name]: spoil((value as Record<string, unknown>)[name], bad, Math.floor(at / names.length), way) }
}
