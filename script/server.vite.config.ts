import { relative } from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/**
 * The program in a few files, beside the console's build: 1,900 small files take twice as long to load and 40 MB more than
 * these, which every start and every command would pay. Why: docs/decisions/0019-the-program-is-built.md.
 */

const out = 'dist/server'

/**
 * Packages that go in with ours, by far the most files of what is loaded. Plain JavaScript that looks for no file of its own, with all it
 * depends on or nothing that stands beneath it in node_modules (`test/architecture/build.test.ts`). All others stay what Node loads.
 */
export const inside = [
  '@opentelemetry/api',
  'bintrees',
  'csv-parse',
  'diff',
  'fastify-type-provider-zod',
  'kysely',
  'prom-client',
  'tdigest',
  'zod',
]

/** Workers, seeds and styles are found beside the source that names them, also from here. */
const placesOfSources: Plugin = {
  name: 'places-of-sources',
  transform: {
    filter: { id: /\/src\/.*\.tsx?$/, code: 'import.meta.url' },
    handler: (code, id) => {
      const source = JSON.stringify(relative(out, id))
      return { code: code.replaceAll('import.meta.url', `new URL(${source}, import.meta.url).href`), map: null }
    },
  },
}

export default defineConfig({
  logLevel: 'warn',
  plugins: [placesOfSources],
  build: {
    ssr: 'src/main.ts',
    outDir: out,
    // A program that is running may still want a part of the build before.
    emptyOutDir: false,
    minify: false,
    target: 'es2024',
    rolldownOptions: { output: { chunkFileNames: '[name]-[hash].js' } },
  },
  ssr: { target: 'node', noExternal: inside },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
})
