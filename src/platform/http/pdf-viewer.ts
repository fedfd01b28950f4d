import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const require = createRequire(import.meta.url)
const folder = dirname(require.resolve('pdfjs-dist/package.json'))
const { version } = require('pdfjs-dist/package.json') as { version: string }

/** Where the parts of pdf.js lie; the version in the address lets browsers keep them for ever. */
export const pdfViewerPath = `/assets/pdf-viewer-${version}`

const types: Record<string, string> = {
  mjs: 'text/javascript; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  wasm: 'application/wasm',
}

/** The program, the tables for fonts that a file does not carry (most Chinese ones), and the picture decoders. */
const parts =
  /^(legacy\/build\/pdf(\.worker)?\.min\.mjs|cmaps\/[\w-]+\.bcmap|standard_fonts\/[\w-]+\.(ttf|pfb)|wasm\/[\w-]+\.(js|wasm))$/

/** pdf.js, the reader of PDF that Firefox has built in, served by ourselves: no page of ours asks anybody else. */
export function registerPdfViewer(app: FastifyInstance): void {
  app.get<{ Params: { '*': string } }>(`${pdfViewerPath}/*`, { schema: { hide: true } }, async (request, reply) => {
    const name = request.params['*']
    const bytes = parts.test(name) ? await readFile(join(folder, name)).catch(() => undefined) : undefined
    if (!bytes) return reply.callNotFound()
    return reply
      .type(types[name.split('.').at(-1)!] ?? 'application/octet-stream')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(bytes)
  })
}
