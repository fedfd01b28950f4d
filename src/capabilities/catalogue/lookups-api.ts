import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  attributeLabels,
  groundHints,
  groundLabels,
  grounds,
  recordKindLabels,
  subjects,
  unitKindLabels,
  validityLabels,
} from '../../foundations/classification/index.ts'
import type { Platform } from '../../foundations/context.ts'
import { signedIn } from '../../foundations/identity/guard.ts'
import { roles } from '../../foundations/identity/roles.ts'
import { cite } from '../../foundations/law/index.ts'
import { unitKinds } from '../../foundations/publication-log/entries.ts'
import { allUnits } from '../../foundations/units/index.ts'
import { problems } from '../../platform/http/schemas.ts'
import { statutoryColumn } from './rules/statutory-columns.ts'
import { allColumns, allSectors } from './store.ts'

const choice = z.object({ value: z.string(), label: z.string() })
const choices = z.array(choice)

const lookups = z.object({
  units: z.array(
    z.object({
      id: z.int(),
      code: z.string(),
      name: z.string(),
      shortName: z.string(),
      kind: z.enum(unitKinds),
      parentId: z.int().nullable(),
      dissolved: z.boolean(),
    }),
  ),
  columns: z.array(
    z.object({
      id: z.int(),
      code: z.string(),
      title: z.string(),
      parentId: z.int().nullable(),
      entry: z.string(),
      article: z.string(),
      appliesTo: z.array(z.enum(unitKinds)),
      kind: z.string().nullable().describe('在此栏目起草时建议的体裁'),
    }),
  ),
  sectors: z.array(z.object({ id: z.int(), code: z.string(), name: z.string() })),
  kinds: choices,
  unitKinds: choices,
  subjects: z.array(z.object({ name: z.string(), children: z.array(z.string()) })),
  disclosureAttributes: choices,
  exemptionGrounds: z.array(choice.extend({ article: z.string(), hint: z.string() })),
  validities: choices,
  statuses: choices,
  roles: choices,
  withdrawalGrounds: choices,
})

const asChoices = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

/** Words of capabilities that stand above the catalogue; src/office.ts hands them in. */
export type LookupWords = {
  statuses: Readonly<Record<string, string>>
  withdrawalGrounds: Readonly<Record<string, string>>
}

/** Everything a form or filter offers for choosing, in one answer that the console keeps. */
export const registerLookups = (app: FastifyInstance, platform: Platform, words: LookupWords): void => {
  const fixed = {
    kinds: asChoices(recordKindLabels),
    unitKinds: asChoices(unitKindLabels),
    subjects: subjects.map(({ name, children }) => ({ name, children: children.map((child) => child.name) })),
    disclosureAttributes: asChoices(attributeLabels),
    exemptionGrounds: grounds.map(({ code, law }) => ({
      value: code,
      label: groundLabels[code],
      article: cite(law).short,
      hint: groundHints[code],
    })),
    validities: asChoices(validityLabels),
    statuses: asChoices(words.statuses),
    roles: Object.entries(roles).map(([value, { label }]) => ({ value, label })),
    withdrawalGrounds: asChoices(words.withdrawalGrounds),
  }

  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/lookups',
    onRequest: signedIn,
    schema: {
      summary: '各种可选项及其名称',
      tags: ['公开目录'],
      response: { 200: lookups, ...problems(401) },
    },
    async handler() {
      const { db } = platform
      const [units, columns, sectors] = await Promise.all([allUnits(db), allColumns(db), allSectors(db)])
      return {
        ...fixed,
        units: units.map((unit) => ({ ...unit, dissolved: unit.dissolvedOn !== null })),
        columns: columns.map((column) => ({ ...column, kind: statutoryColumn(column.code)?.kind ?? null })),
        sectors,
      }
    },
  })
}
