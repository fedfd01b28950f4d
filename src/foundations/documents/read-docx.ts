import { type Draft, type PictureRead, pictureAt } from './reading.ts'
import { writeOutNumbering } from './word-numbering.ts'
import { warningWords } from './words.zh.ts'
import { unpackedSize, zipEntries } from './zip-directory.ts'

/** A .docx this large when unpacked is no document a person wrote. */
const MAX_UNPACKED = 300 * 1024 * 1024
const MAX_DOCUMENT_XML = 40 * 1024 * 1024

/** Pictures of one document that are taken over, and the largest of them in bytes. */
const mostPictures = 200
const largestPicture = 20 * 1024 * 1024

/** What Word and WPS put where nobody described a picture: its number, a file name, a path. */
const saysNothing =
  /^(?:图片|图像|照片|picture|image|img|wps|qq|微信|screenshot|屏幕截图)?[\s_\-\d]*$|[\\/]|\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf)$/i

const count = (xml: string, pattern: RegExp): number => xml.match(pattern)?.length ?? 0

/** Runs that Word hides (w:vanish), with their words turned into deleted text so that no reader shows them. */
const withoutHidden = (xml: string): { xml: string; hidden: number } => {
  let hidden = 0
  const shown = xml.replace(
    /<w:r(?:\s[^>]*)?>\s*<w:rPr>(?:(?!<\/w:rPr>)[\s\S])*?<w:vanish(?:\s+w:val="(?:1|true|on)")?\s*\/>(?:(?!<\/w:r>)[\s\S])*?<\/w:r>/g,
    (run) => {
      if (!/<w:t[ >]/.test(run)) return run
      hidden++
      return ''
    },
  )
  return { xml: shown, hidden }
}

const alignments: Record<string, 'center' | 'right'> = { center: 'center', right: 'right', end: 'right' }
/** A paragraph pushed this far to the right (twips; 14 characters) is a signature set by indentation. */
const PUSHED = 4200

type WordParagraph = {
  styleName?: string | null
  alignment?: string | null
  indent?: { start?: string | null; firstLine?: string | null } | null
  numbering?: unknown
}

/** Alignment and indentation ride through the converter as style names, because it knows nothing else of layout. */
const withLayoutStyle = (paragraph: WordParagraph): WordParagraph => {
  const heading = paragraph.styleName?.match(/^heading\s*([1-6])$|^标题\s*([1-6])$/i)
  const level = heading ? (heading[1] ?? heading[2]!) : /^title$|^标题$/i.test(paragraph.styleName ?? '') ? '1' : ''
  const pushed = Number(paragraph.indent?.start ?? 0) + Number(paragraph.indent?.firstLine ?? 0) >= PUSHED
  const align = alignments[paragraph.alignment ?? ''] ?? (pushed && level === '' ? 'right' : undefined)
  const indent = !align && level === '' && !paragraph.numbering && Number(paragraph.indent?.firstLine ?? 0) > 0
  if (!align && !indent) return paragraph
  return { ...paragraph, styleName: `gongkai ${level}${align ?? 'indent'}` }
}

const styleMap = [
  "p[style-name='gongkai center'] => p.align-center:fresh",
  "p[style-name='gongkai right'] => p.align-right:fresh",
  "p[style-name='gongkai indent'] => p.indent:fresh",
  ...['1', '2', '3', '4', '5', '6'].flatMap((n) =>
    ['center', 'right'].map((a) => `p[style-name='gongkai ${n}${a}'] => h${n}.align-${a}:fresh`),
  ),
  "p[style-name='Title'] => h1:fresh",
  ...['1', '2', '3', '4', '5', '6'].map((n) => `p[style-name='标题 ${n}'] => h${n}:fresh`),
  'u => u',
  'strike => s',
]

/**
 * .docx → raw HTML (still to be cleaned) by way of mammoth: tables with merged cells, headings, lists, alignment, and
 * automatic numbers as words. Tracked changes are read as accepted; comments and hidden words are left out and reported,
 * because they would go out with the original file. Pictures come beside the HTML, which names them by `pictureAt`.
 */
export const readDocx = async (bytes: Uint8Array, options: { pictures?: boolean } = {}): Promise<Draft> => {
  const entries = zipEntries(bytes)
  if (!entries) return { refused: 'broken-file' }
  if (unpackedSize(entries) > MAX_UNPACKED) return { refused: 'too-large' }
  const { unzipSync, zipSync, strFromU8, strToU8 } = await import('fflate')
  let parts: Record<string, Uint8Array>
  try {
    parts = unzipSync(bytes, {
      filter: (f) =>
        !(options.pictures ? /^word\/(embeddings|fonts)\// : /^word\/(media|embeddings|fonts)\//).test(f.name),
    })
  } catch {
    return { refused: 'broken-file' }
  }
  const main =
    Object.keys(parts).find((n) => n === 'word/document.xml') ??
    Object.keys(parts).find((n) => /^word\/document\d*\.xml$/.test(n))
  if (!main) return { refused: 'broken-file' }
  if (parts[main]!.length > MAX_DOCUMENT_XML) return { refused: 'too-large' }
  const part = (name: string) => (parts[name] ? strFromU8(parts[name]) : '')

  const warnings: Draft['warnings'] = []
  const original = part(main).replace(/<w:pPrChange[\s\S]*?<\/w:pPrChange>/g, '')
  const { xml, hidden } = withoutHidden(original)
  if (hidden > 0) warnings.push({ key: 'hidden-text', message: warningWords['hidden-text'](hidden) })
  const changes = count(xml, /<w:(ins|del|moveFrom|moveTo)\s/g)
  if (changes > 0) warnings.push({ key: 'tracked-changes', message: warningWords['tracked-changes'](changes) })
  const comments = count(part('word/comments.xml'), /<w:comment\s/g)
  if (comments > 0) warnings.push({ key: 'comments', message: warningWords.comments(comments) })
  if (entries.some((e) => /^word\/embeddings\/./.test(e.name)))
    warnings.push({ key: 'embedded-objects', message: warningWords['embedded-objects']() })
  const people = [...part('docProps/core.xml').matchAll(/<(?:dc:creator|cp:lastModifiedBy)>([^<]+)</g)].map((m) =>
    m[1]!.trim(),
  )
  const named = [...new Set(people)].filter(
    (p) => /^[\p{Script=Han}·]{2,4}$/u.test(p) && !/用户|作者|微软|管理|系统|电脑|办公/.test(p),
  )
  if (named.length > 0) warnings.push({ key: 'author-data', message: warningWords['author-data'](named.join('、')) })

  parts[main] = strToU8(writeOutNumbering(xml, part('word/numbering.xml'), part('word/styles.xml')))
  // The converter lets a style's list win over the paragraph's own "no list"; the numbers are words now.
  if (parts['word/numbering.xml'])
    parts['word/numbering.xml'] = strToU8(
      part('word/numbering.xml').replace(/<w:lvl\s[\s\S]*?<\/w:lvl>/g, (level) =>
        level.includes('w:val="bullet"') ? level : level.replace(/<w:pStyle [^>]*\/>/g, ''),
      ),
    )
  // The published types leave the transforms out.
  const mammoth = (await import('mammoth')).default as typeof import('mammoth') & {
    transforms: { paragraph: (change: (paragraph: WordParagraph) => WordParagraph) => (document: unknown) => unknown }
  }
  let images = 0
  const pictures: PictureRead[] = []
  try {
    const converted = await mammoth.convertToHtml(
      { buffer: Buffer.from(zipSync(parts, { level: 0 })) },
      {
        styleMap,
        transformDocument: mammoth.transforms.paragraph(withLayoutStyle),
        convertImage: mammoth.images.imgElement(async (image) => {
          const content = options.pictures ? await image.readAsBuffer().catch(() => undefined) : undefined
          if (!content || content.length > largestPicture || pictures.length >= mostPictures) {
            images++
            return { src: '' }
          }
          const { altText = '' } = image as { altText?: string | null }
          const alt = saysNothing.test(altText ?? '') ? '' : altText!.replace(/\s+/g, ' ').trim()
          pictures.push({ bytes: new Uint8Array(content), alt })
          return { src: pictureAt(pictures.length - 1), alt }
        }),
      },
    )
    const html = converted.value
      .replace(/<img[^>]*>/g, (img) => (/src="\/picture\/\d+"/.test(img) ? img : ''))
      // Word shows every blank; signatures are often pushed to the right with them.
      .replace(
        /(<p(?: [^>]*)?>(?:<[a-z]+>)*)([ \u00a0\u3000\t]{2,})/g,
        (_, open: string, blanks: string) =>
          open + blanks.replace(/[ \t]/g, (c) => (c === '\t' ? '\u3000\u3000' : '\u00a0')),
      )
    if (images > 0) warnings.push({ key: 'images-dropped', message: warningWords['images-dropped'](images) })
    return { html, warnings, pictures }
  } catch {
    return { refused: 'broken-file' }
  }
}
