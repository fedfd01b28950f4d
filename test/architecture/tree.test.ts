import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stepLabels } from '../../src/capabilities/publishing/words.zh.ts'
import { articles } from '../../src/foundations/law/articles.ts'
import { cite } from '../../src/foundations/law/cite.ts'
import { instruments } from '../../src/foundations/law/instruments.ts'
import { dumpSchema } from '../../src/platform/db/dump.ts'
import { home } from '../../src/platform/home.ts'
import { freshDatabase } from '../support/database.ts'
import { filesBelow, isTest, sources } from './sources.ts'

/** What the tree promises about itself. */

const everyFile = filesBelow('.')

describe('names', () => {
  test('no folder is a drawer for anything', () => {
    const drawers = new Set(['utils', 'util', 'helpers', 'common', 'services', 'managers', 'misc', 'shared', 'lib'])
    const folders = new Set(everyFile.flatMap((path) => dirname(path).split('/')))
    expect([...folders].filter((name) => drawers.has(name))).toEqual([])
  })
  test('files are in kebab-case', () => {
    const wrong = sources.filter(
      ({ path }) => !/^(\d-)?[a-z0-9]+(-[a-z0-9]+)*(\.(zh|test|d))?\.tsx?$/.test(basename(path)),
    )
    expect(wrong.map(({ path }) => path)).toEqual([])
  })
})

describe('settings', () => {
  test('come from the environment in one place', () => {
    const allowed = [
      'src/platform/config.ts',
      // Hands the environment on to PostgreSQL's own programs.
      'src/platform/db/embedded.ts',
      // Tells how to print an error when the settings themselves cannot be read.
      'src/main.ts',
    ]
    const users = sources.filter(({ path, text }) => !isTest(path) && text.includes('process.env'))
    expect(users.map(({ path }) => path).filter((path) => !allowed.includes(path))).toEqual([])
  })
  test('no file names the host of a package registry', async () => {
    // In pieces, so that this file does not name one either.
    const hosts = [`npm${'js'}.`, `npm${'mirror'}.`, `yarn${'pkg'}.`, `jsr${'.'}io`, `py${'pi'}.`, `unpk${'g.'}com`]
    const texts = everyFile.filter((path) => /\.(ts|tsx|js|json|md|sql|css|yml|yaml|html|sh)$|\/[^.]+$/.test(path))
    const wrong: string[] = []
    for (const path of texts) {
      const text = await readFile(join(home, path), 'utf8')
      if (hosts.some((host) => text.includes(host))) wrong.push(path)
    }
    expect(wrong).toEqual([])
  })
})

describe('paper', () => {
  test('every folder of a foundation or capability with more than five files says what it is', () => {
    const folders = ['src/foundations', 'src/capabilities'].flatMap((layer) =>
      readdirSync(join(home, layer), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => join(layer, entry.name)),
    )
    const large = folders.filter((folder) => filesBelow(folder).filter((path) => !isTest(path)).length > 5)
    expect(large.filter((folder) => !existsSync(join(home, folder, 'README.md')))).toEqual([])
  })
})

describe('the law', () => {
  test('every article cited by id is written down, and can be cited in Chinese', () => {
    const ids = new RegExp(`'((?:${Object.keys(instruments).join('|')})(?:-\\d+)+)'`, 'g')
    const used = sources.flatMap(({ path, text }) => [...text.matchAll(ids)].map(([, id]) => ({ path, id: id! })))
    expect(used.filter(({ path, id }) => !isTest(path) && !(id in articles) && !(id in instruments))).toEqual([])
    expect(used.length).toBeGreaterThan(100)
    for (const id of Object.keys(articles)) expect(cite(id as keyof typeof articles).label).toMatch(/\p{Script=Han}/u)
  })
})

describe('words', () => {
  test('every step a record can take has its Chinese name', () => {
    const written = sources
      .filter(({ path }) => path.startsWith('src/capabilities/publishing/') && !isTest(path))
      .flatMap(({ text }) =>
        [...text.matchAll(/insertStep\([\s\S]{0,200}?action: '([a-z-]+)'/g)].map(([, action]) => action!),
      )
    expect(new Set(written).size).toBeGreaterThan(7)
    expect([...written, 'migrate'].filter((action) => !(action in stepLabels))).toEqual([])
    for (const label of Object.values(stepLabels)) expect(label).toMatch(/^[\p{Script=Han}，]+$/u)
  })
})

describe('what is made from something else is up to date', () => {
  test('db/schema.sql and the types of the tables, with the migrations (script/schema)', async () => {
    const database = await freshDatabase()
    const folder = await mkdtemp(join(tmpdir(), 'gongkai-types-'))
    try {
      expect(await readFile(join(home, 'db', 'schema.sql'), 'utf8')).toBe(await dumpSchema(database.pool))
      const made = join(folder, 'schema.ts')
      execFileSync(join(home, 'node_modules', '.bin', 'kysely-codegen'), [
        '--dialect=postgres',
        `--url=${database.url}`,
        `--out-file=${made}`,
        '--exclude-pattern=migration',
        '--date-parser=string',
        '--numeric-parser=number',
        '--overrides={"columns":{}}',
        '--log-level=error',
      ])
      const withoutInt8 = async (path: string) => (await readFile(path, 'utf8')).replace(/export type Int8 = .*/, '')
      expect(await withoutInt8(join(home, 'src/platform/db/generated/schema.ts'))).toBe(await withoutInt8(made))
    } finally {
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('the console’s types, with the routes of the office (script/generate-api-types.ts)', () => {
    const check = () =>
      execFileSync(process.execPath, [join(home, 'script', 'generate-api-types.ts'), '--check'], { stdio: 'pipe' })
    expect(check).not.toThrow()
  })
})
