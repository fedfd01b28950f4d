import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { inside } from '../../script/server.vite.config.ts'

const manifest = (name: string) =>
  JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { dependencies?: Record<string, string> }

test.each(inside)('%s finds from the built program what it finds from its own folder', (name) => {
  const needs = Object.keys(manifest(name).dependencies ?? {}).filter((needed) => !inside.includes(needed))
  expect(needs.filter((needed) => existsSync(`node_modules/${name}/node_modules/${needed}`))).toEqual([])
})

test.each(inside)('%s looks for no file of its own', (name) => {
  const files = readdirSync(`node_modules/${name}`, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.[cm]?js$/.test(path) && !/(^|\/)(node_modules|test|tests|docs|examples|eslint[^/]*)(\/|$)/.test(path),
  )
  expect(files.length).toBeGreaterThan(0)
  const looks = /\b(?:__dirname|__filename|import\.meta\.(?:url|dirname|filename|resolve)|require\.resolve)\b/
  expect(files.filter((path) => looks.test(readFileSync(`node_modules/${name}/${path}`, 'utf8')))).toEqual([])
})
