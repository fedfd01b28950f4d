import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { told as toWriters } from '../../src/capabilities/inquiries/notice-words.zh.ts'
import { told as toApplicants } from '../../src/capabilities/requests/notice-words.zh.ts'
import { environment } from '../../src/platform/config.ts'
import { home } from '../../src/platform/home.ts'

/** docs/configuration.md against config.ts, so that an operator is told of every setting and of no other. */

const read = (path: string) => readFileSync(join(home, path), 'utf8')
const rows = [...read('docs/configuration.md').matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*?) \| (.*?) ?\|$/gm)].map(
  ([, name, usual, meaning, example]) => ({ name: name!, usual: usual!, meaning: meaning!, example: example! }),
)
const defaults = environment.parse({}) as Record<string, unknown>
/** Its default depends on where the program lies. */
const elsewhere = ['GONGKAI_DATA']

test('names every template of the SMS to citizens', () => {
  const named = [...read('docs/configuration.md').matchAll(/`((?:request|inquiry)-[a-z-]+)`/g)].map(([, name]) => name)
  const sent = (folder: string, told: object) => Object.keys(told).map((key) => `${folder}-${key.replaceAll('_', '-')}`)
  expect(named.sort()).toEqual([...sent('request', toApplicants), ...sent('inquiry', toWriters)].sort())
})

describe('the table of settings', () => {
  test('names every variable that the program reads, once', () => {
    expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(environment.shape).sort())
  })
  test.each(rows)('$name: default and meaning in both languages', ({ name, usual, meaning }) => {
    const value = defaults[name]
    if (!elsewhere.includes(name)) expect(usual).toBe(value === undefined ? '–' : `\`${value}\``)
    expect(meaning).toMatch(/[a-z].*\p{Script=Han}/u)
  })
  test.each(rows.filter(({ example }) => /^`[^ ]+`/.test(example)))('$name: the example is taken', (row) => {
    const example = /^`([^`]+)`/.exec(row.example)![1]!
    expect(environment.safeParse({ [row.name]: example }).success).toBe(true)
  })
  test.each(['README.md', 'README.zh-CN.md'])('%s links to it and names no variable it lacks', (path) => {
    const text = read(path)
    expect(text).toContain('](docs/configuration.md)')
    const named = [...text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`/g)].map(([, name]) => name!)
    expect(named.filter((name) => !rows.some((row) => row.name === name))).toEqual([])
  })
})
