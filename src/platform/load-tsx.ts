import { readFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
/** Loaded with the first view: most commands have none. */
let oxc: typeof import('oxc-transform') | undefined

// Node strips types from .ts by itself; this adds the views (.tsx). The program runs from its source: no build step
// stands between what is read and what runs. Preloaded by bin/gongkai with --import.
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context)
    const path = fileURLToPath(url)
    oxc ??= require('oxc-transform') as typeof import('oxc-transform')
    const { code, errors } = oxc.transformSync(path, readFileSync(path, 'utf8'), {
      jsx: { runtime: 'automatic', importSource: 'preact' },
      target: 'es2024',
      sourcemap: false,
    })
    const [error] = errors
    if (error) throw new SyntaxError(`${path}: ${error.message}`)
    return { format: 'module', source: code, shortCircuit: true }
  },
})
