import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mainColourCss } from './colour.ts'

export type Asset = { path: string; type: string; bytes: Buffer }

const hashed = (name: string, ext: string, type: string, text: string): Asset => {
  const bytes = Buffer.from(text)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  return { path: `/assets/${name}-${hash}.${ext}`, type, bytes }
}

const css = 'text/css; charset=utf-8'
const script = 'text/javascript; charset=utf-8'

function readFolder(folder: string, ext: string): string {
  const at = new URL(`./${folder}/`, import.meta.url)
  return readdirSync(at)
    .filter((name) => name.endsWith(ext))
    .sort()
    .map((name) => readFileSync(new URL(name, at), 'utf8'))
    .join('\n')
}

const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="#0b4f6c"/>
<path d="M13 6 6 16.5M19 6l7 10.5M16 14l-6 11h12l-3-5" fill="none" stroke="#fff" stroke-width="2.6"/></svg>`

/**
 * Style sheet, script and icon, each with its content's hash in its name: they may be kept for ever. Read once at start;
 * style files are joined in the order of their names.
 */
export function loadAssets() {
  const style = hashed('portal', 'css', css, readFolder('styles', '.css'))
  const islands = hashed('portal', 'js', script, readFolder('islands', '.js'))
  const verify = hashed('verify', 'js', script, readFolder('islands/on-demand', 'verify.js'))
  const preview = hashed('preview', 'js', script, readFolder('islands/on-demand', 'preview.js'))
  const request = hashed('request', 'js', script, readFolder('islands/on-demand', 'request.js'))
  const icon = hashed('mark', 'svg', 'image/svg+xml', mark)
  const fixed = new Map([style, islands, verify, preview, request, icon].map((a) => [a.path, a]))
  const colours = new Map<string, Asset>()
  return {
    style,
    islands,
    /** For the page /verify/{id} alone. */
    verify,
    /** For the previews of attachments alone. */
    preview,
    /** For the form with which one asks, and its receipt. */
    request,
    icon,
    /** The county's colour as a small sheet of its own, so that no page needs an inline style. */
    colour(mainColour: string): Asset {
      let asset = colours.get(mainColour)
      if (!asset) {
        asset = hashed('colour', 'css', css, mainColourCss(mainColour))
        colours.set(mainColour, asset)
        fixed.set(asset.path, asset)
      }
      return asset
    },
    find: (path: string): Asset | undefined => fixed.get(path),
  }
}
export type Assets = ReturnType<typeof loadAssets>
