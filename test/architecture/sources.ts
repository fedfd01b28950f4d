import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { home } from '../../src/platform/home.ts'

export type Import = {
  /** Path in the tree for files of ours, the package's name for others. */
  to: string
  typeOnly: boolean
}
export type Source = { path: string; text: string; imports: Import[] }

const left = new Set(['node_modules', '.node', '.git', '.tmp', 'data', 'dist'])

/** Every file below a folder of the tree, as paths from the root. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(join(home, folder), { withFileTypes: true }).flatMap((entry) => {
    if (left.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })

// `import … from 'x'`, `export … from 'x'`, `import 'x'` and `import('x')`; the words before tell a type from a value.
const statement = /(?:^|\n)\s*(import|export)\s+(type\s)?([^'"`;]*?)\s*from\s*'([^']+)'|import\s*\(?\s*'([^']+)'/g

const importsOf = (path: string, text: string): Import[] =>
  [...text.matchAll(statement)].map(([, , type, names = '', from, bare]) => {
    const to = (from ?? bare)!
    const each =
      /^\{(.*)\}$/s
        .exec(names.trim())?.[1]
        ?.split(',')
        .filter((name) => name.trim()) ?? []
    const typeOnly = Boolean(type) || (each.length > 0 && each.every((name) => /^\s*type\s/.test(name)))
    return { to: to.startsWith('.') ? relative(home, join(home, dirname(path), to)) : to, typeOnly }
  })

export const isTest = (path: string) => /(\.test\.tsx?|\/testing\.ts)$/.test(path)

/** Every TypeScript file of src with what it imports. */
export const sources: Source[] = filesBelow('src')
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .map((path) => {
    const text = readFileSync(join(home, path), 'utf8')
    return { path, text, imports: importsOf(path, text) }
  })

export const source = (path: string) => sources.find((one) => one.path === path)
