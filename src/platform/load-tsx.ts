import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { onDemand } from './on-demand.ts'

// Node strips types from .ts by itself; this adds the views (.tsx). The program runs from its source: no build step
// stands between what is read and what runs. Preloaded by bin/gongkai with --import.
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context)
    const path = fileURLToPath(url)
    // With the first view: most commands have none.
    const { transformSync } = onDemand<typeof import('oxc-transform')>('oxc-transform')
    const { code, errors } = transformSync(path, readFileSync(path, 'utf8'), {
      jsx: { runtime: 'automatic', importSource: 'preact' },
      target: 'es2024',
      sourcemap: false,
    })
    const [error] = errors
    if (error) throw new SyntaxError(`${path}: ${error.message}`)
    return { format: 'module', source: code, shortCircuit: true }
  },
})
