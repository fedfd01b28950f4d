import { createRequire } from 'node:module'
import { dirname } from 'node:path'

const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

/** A PDF for pdf.js: everything it needs lies in its package, so nothing is fetched. It takes a copy for itself. */
export const pdfSource = (bytes: Uint8Array) => ({
  data: new Uint8Array(bytes),
  verbosity: 0,
  cMapUrl: `${folder}/cmaps/`,
  cMapPacked: true,
  standardFontDataUrl: `${folder}/standard_fonts/`,
  wasmUrl: `${folder}/wasm/`,
  iccUrl: `${folder}/iccs/`,
})
