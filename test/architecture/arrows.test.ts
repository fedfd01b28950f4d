import { describe, expect, test } from 'vitest'
import { type Import, isTest, type Source, source, sources } from './sources.ts'

/** The arrows of the design: platform ← foundations ← capabilities ← portal and app. */

const code = sources.filter(({ path }) => !isTest(path))
const layerOf = (path: string) => /^src\/(platform|foundations|capabilities|portal)\//.exec(path)?.[1] ?? 'app'
const capabilityOf = (path: string) => /^src\/capabilities\/([^/]+)\//.exec(path)?.[1]
const ours = ({ imports }: Source) => imports.filter(({ to }) => to.startsWith('src/'))
const arrows = code.flatMap((file) => ours(file).map((one) => ({ from: file.path, ...one })))
const named = (list: { from: string; to: string }[]) => list.map(({ from, to }) => `${from} → ${to}`)

test('the reader of imports sees what is there', () => {
  const index = source('src/capabilities/publishing/index.ts')!
  expect(index.imports).toContainEqual({ to: 'src/capabilities/publishing/actions/submit.ts', typeOnly: false })
  const checks = source('src/capabilities/publishing/checks.ts')!
  expect(checks.imports).toContainEqual({ to: 'src/foundations/wording/index.ts', typeOnly: true })
  expect(arrows.length).toBeGreaterThan(500)
  expect(named(arrows.filter(({ to }) => !source(to) && !to.endsWith('.json') && !to.endsWith('.d.ts')))).toEqual([])
})

describe('layers', () => {
  const may: Record<string, string[]> = {
    platform: ['platform'],
    foundations: ['platform', 'foundations'],
    capabilities: ['platform', 'foundations', 'capabilities'],
    portal: ['platform', 'foundations', 'portal'],
    app: ['platform', 'foundations', 'capabilities', 'portal', 'app'],
  }
  test.each(Object.keys(may))('%s looks only downwards', (layer) => {
    const wrong = arrows.filter(({ from, to }) => layerOf(from) === layer && !may[layer]!.includes(layerOf(to)))
    expect(named(wrong)).toEqual([])
  })
})

describe('capabilities', () => {
  test('are entered by their index.ts only', () => {
    const wrong = arrows.filter(({ from, to }) => {
      const entered = capabilityOf(to)
      return entered && entered !== capabilityOf(from) && to !== `src/capabilities/${entered}/index.ts`
    })
    expect(named(wrong)).toEqual([])
  })

  test('form no cycle', () => {
    const uses = new Map<string, Set<string>>()
    for (const { from, to } of arrows) {
      const [a, b] = [capabilityOf(from), capabilityOf(to)]
      if (a && b && a !== b) uses.set(a, (uses.get(a) ?? new Set()).add(b))
    }
    const walk = (name: string, path: string[]): void => {
      if (path.includes(name)) throw new Error([...path, name].join(' → '))
      for (const next of uses.get(name) ?? []) walk(next, [...path, name])
    }
    for (const name of uses.keys()) walk(name, [])
  })
})

describe('rules, tables, permissions and checks', () => {
  const pure = code.filter(
    ({ path }) =>
      /^src\/capabilities\/[^/]+\/(rules\/|transitions\.ts|permissions\.ts|checks\.ts)/.test(path) &&
      !path.endsWith('words.zh.ts'),
  )
  const touches = ({ to, typeOnly }: Import) =>
    !typeOnly &&
    (/^src\/(platform\/(db|http|observability|jobs|clock|config)|foundations\/(context|files))/.test(to) ||
      /\/(store|standing|facts)\.ts$|\/actions\//.test(to) ||
      /^(node:|pg$|kysely$|fastify|pg-boss$)/.test(to))
  /** Everything a file runs, up to the doors of other capabilities, whose rules are held to the same. */
  const reached = (start: Source): Source[] => {
    const seen = new Set<Source>([start])
    for (const file of seen)
      for (const { to, typeOnly } of ours(file)) {
        const next = source(to)
        const otherDoor = capabilityOf(to) !== undefined && capabilityOf(to) !== capabilityOf(start.path)
        if (next && !typeOnly && !otherDoor) seen.add(next)
      }
    return [...seen]
  }

  test.each(pure.map((file) => [file.path, file] as const))(
    '%s touches no database, network, file or clock',
    (_, file) => {
      const all = reached(file)
      expect(all.flatMap((one) => one.imports.filter(touches).map(({ to }) => `${one.path} → ${to}`))).toEqual([])
      const present = /Temporal\.Now|Date\.now\(|new Date\(\)|Math\.random\(|\bfetch\(|process\.env/
      expect(all.filter(({ text }) => present.test(text)).map(({ path }) => path)).toEqual([])
    },
  )
  test('there are such files', () => expect(pure.length).toBeGreaterThan(10))
})

describe('tests', () => {
  test('are imported by nothing that runs', () => {
    const wrong = code.flatMap(({ path, imports }) =>
      imports
        .filter(({ to }) => /^(test|bench)\//.test(to) || isTest(to) || to === 'vitest')
        .map(({ to }) => `${path} → ${to}`),
    )
    expect(wrong).toEqual([])
  })
})

describe('SQL', () => {
  test('on the tables of publishing is written in publishing, and read elsewhere only to be counted', () => {
    const writes =
      /(insertInto|updateTable|deleteFrom)\('(record|edition|revision|step|withdrawal|repeal|index_serial|text_signature)'/
    const wrong = code.filter(({ path, text }) => writes.test(text) && !path.startsWith('src/capabilities/publishing/'))
    expect(wrong.map(({ path }) => path)).toEqual([])
  })
  test('that writes the publication log stands in one folder', () => {
    const writes = /(insertInto|updateTable)\('publication_|insert into publication_|update publication_/
    const wrong = code.filter(
      ({ path, text }) => writes.test(text) && !path.startsWith('src/foundations/publication-log/'),
    )
    expect(wrong.map(({ path }) => path)).toEqual([])
  })
})
