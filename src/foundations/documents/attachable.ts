import { type DetectedDocument, extensionOf } from './detect.ts'
import { refusalWords } from './words.zh.ts'

export type RefusalKey = keyof typeof refusalWords
export type Acceptance = { ok: true } | { ok: false; key: RefusalKey; message: string }

const programExtensions = new Set(
  (
    'exe dll com scr pif cpl msi msp bat cmd ps1 psm1 vbs vbe js mjs cjs jse wsf wsh hta lnk reg sh bash py rb pl ' +
    'php php5 phtml jsp jspx asp aspx jar class apk app deb rpm bin run swf inf url docm dotm xlsm xltm pptm'
  ).split(' '),
)
const activeExtensions = new Set(['html', 'htm', 'shtml', 'xhtml', 'mht', 'mhtml', 'svg', 'svgz', 'xml', 'xsl', 'css'])
const attachableKinds = new Set([
  'docx',
  'doc',
  'xlsx',
  'xls',
  'pptx',
  'ppt',
  'pdf',
  'ofd',
  'text',
  'image',
  'media',
  'zip',
])

const refuse = (key: RefusalKey, message: string): Acceptance => ({ ok: false, key, message })

/**
 * Whether a detected file may be attached to a public item. An allow-list: what is not known to be a document, picture,
 * recording or an inspectable zip is refused, with a sentence saying what to do instead. `limit` is in bytes.
 * Encrypted files are refused because no one could check them for secrets or personal data (条例 第十七条).
 */
export const acceptableAttachment = (
  detected: DetectedDocument,
  file: { name: string; size: number },
  limit: number,
): Acceptance => {
  const claimed = extensionOf(file.name)
  const has = (trait: DetectedDocument['traits'][number]) => detected.traits.includes(trait)
  if (file.size === 0 || has('empty')) return refuse('empty', refusalWords.empty())
  if (file.size > limit) return refuse('too-large', refusalWords['too-large'](file.size, limit))
  if (has('executable') || programExtensions.has(claimed)) return refuse('executable', refusalWords.executable())
  if (has('macros')) return refuse('macros', refusalWords.macros())
  if (has('svg') || detected.kind === 'html' || activeExtensions.has(claimed))
    return refuse('active-content', refusalWords['active-content']())
  if (has('encrypted')) return refuse('encrypted', refusalWords.encrypted())
  if (has('broken')) return refuse('broken-archive', refusalWords['broken-archive']())
  if (has('pdf-script')) return refuse('pdf-script', refusalWords['pdf-script']())
  if (has('opaque-archive')) return refuse('opaque-archive', refusalWords['opaque-archive']())
  if (!attachableKinds.has(detected.kind)) return refuse('not-allowed', refusalWords['not-allowed']())
  const unsafe = detected.names?.find((name) => {
    const ext = extensionOf(name)
    return programExtensions.has(ext) || activeExtensions.has(ext) || name.split('/').includes('..')
  })
  if (unsafe !== undefined) return refuse('unsafe-archive', refusalWords['unsafe-archive'](unsafe))
  return { ok: true }
}
