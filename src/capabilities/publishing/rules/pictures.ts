import { findPersonalData, findSecrecyMarks } from '../../../foundations/personal-data/index.ts'
import type { Issue } from '../checks.ts'
import { pictureWords as say } from '../words.zh.ts'

/** Where a picture of a text is fetched inside the office; the text names it by this address. */
export const picturePath = (hash: string): string => `/api/pictures/${hash}`

/** Where the public fetches it, under the item that shows it. */
export const publicPicturePath = (recordId: number, hash: string): string => `/items/${recordId}/pictures/${hash}`

export type TextPicture = { src: string; alt: string; hash: string | null }

const tag = /<img src="([^"]*)" alt="([^"]*)"[^>]*>/g
const plain = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
const hashIn = (src: string) => /^\/api\/pictures\/([0-9a-f]{64})$/.exec(src)?.[1] ?? null

/** The pictures of a clean text in their order; `hash` is null for one that this office does not keep. */
export const picturesIn = (html: string): TextPicture[] =>
  Array.from(html.matchAll(tag), ([, src, alt]) => ({ src: plain(src!), alt: plain(alt!), hash: hashIn(src!) }))

type Measures = { width: number; height: number }

/** The clean text with the measures of its pictures, as they are stored and not as a browser says. */
export const withMeasures = (html: string, measures: ReadonlyMap<string, Measures>): string =>
  html.replace(tag, (whole, src: string, alt: string) => {
    const size = measures.get(hashIn(src) ?? '')
    return size
      ? `<img src="${src}" alt="${alt}" width="${size.width}" height="${size.height}" loading="lazy" />`
      : whole
  })

/** The text as the public gets it: every picture by its public address. */
export const withPublicPictures = (html: string, recordId: number): string =>
  html.replace(tag, (whole, src: string) => {
    const hash = hashIn(src)
    return hash ? whole.replace(`src="${src}"`, `src="${publicPicturePath(recordId, hash)}"`) : whole
  })

/**
 * What stands against publishing the pictures of a text. Every picture needs words for those who cannot see it (GB/T 37668,
 * 无障碍环境建设法 art 32), and these words are as public as the text (条例 arts 14, 15).
 */
export const pictureIssues = (pictures: readonly TextPicture[], kept: ReadonlySet<string>): Issue[] =>
  pictures.flatMap(({ hash, alt }, i): Issue[] => {
    const issue = (key: string, message: string): Issue => ({
      field: 'bodyHtml',
      key: `picture-${key}-${i + 1}`,
      severity: 'block',
      message,
    })
    if (hash === null || !kept.has(hash)) return [issue('lost', say.lost(i + 1))]
    if (alt === '') return [issue('alt-missing', say.altMissing(i + 1))]
    const found = [...findPersonalData(alt), ...findSecrecyMarks(alt)].find(({ severity }) => severity === 'block')
    return found ? [issue('alt-unfit', say.altUnfit(i + 1, found.message))] : []
  })
