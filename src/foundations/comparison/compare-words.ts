import { type Run, runsText, writeRuns } from '../documents/index.ts'
import { hunksOf } from './align.ts'

/** One passage in three writings, all HTML: as it was, as it is, and both in one. What differs stands in del and ins. */
export type Marked = { from: string; to: string; inline: string }

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** Runs cut into words; a picture and a line break are words of their own. */
const wordsOf = (runs: readonly Run[]): Run[] =>
  runs.flatMap((run) =>
    run.br || run.img ? [run] : Array.from(words.segment(run.text), ({ segment }) => ({ ...run, text: segment })),
  )

const keyOf = ({ text, marks, href, img }: Run) =>
  `${text}\n${[...marks].join()}\n${href ?? ''}\n${img ? `${img.src} ${img.alt}` : ''}`

type Part = { from: Run[]; to: Run[]; same: boolean }

const length = (part: Part) => Math.max(runsText(part.from).length, runsText(part.to).length)

/** A sign or two left standing between two rewritten passages only hinder reading: they are taken into the change. */
const readable = (parts: Part[]): Part[] => {
  const out: Part[] = []
  for (let i = 0; i < parts.length; i++) {
    const [last, part, next] = [out.at(-1), parts[i]!, parts[i + 1]]
    const lost = part.same && length(part) <= 2 && !part.to.some((run) => run.img)
    if (last && next && !last.same && lost && Math.min(length(last), length(next)) > 3 * length(part)) {
      last.from.push(...part.from, ...next.from)
      last.to.push(...part.to, ...next.to)
      i++
    } else out.push({ ...part })
  }
  return out
}

const taken = (runs: Run[]) => (runs.length > 0 ? `<del>${writeRuns(runs)}</del>` : '')
const put = (runs: Run[]) => (runs.length > 0 ? `<ins>${writeRuns(runs)}</ins>` : '')

/** What changed between two passages, word by word, pictures, links and emphasis included. */
export const compareRuns = (from: readonly Run[], to: readonly Run[]): Marked => {
  const parts = readable(hunksOf(wordsOf(from), wordsOf(to), keyOf))
  const write = (changed: (part: Part) => string) =>
    parts.map((part) => (part.same ? writeRuns(part.to) : changed(part))).join('')
  return {
    from: write((part) => taken(part.from)),
    to: write((part) => put(part.to)),
    inline: write((part) => taken(part.from) + put(part.to)),
  }
}

const plain = (text: string): Run[] => (text === '' ? [] : [{ text, marks: new Set(), href: null }])

/** The same of two texts without markup. */
export const compareWords = (from: string, to: string): Marked => compareRuns(plain(from), plain(to))

/** One value in the place of another: a date, a number, a choice from a list. Marked whole. */
export const compareValues = (from: string, to: string): Marked => {
  if (from === to) return compareWords(from, to)
  const [old, now] = [taken(plain(from)), put(plain(to))]
  return { from: old, to: now, inline: [old, now].filter(Boolean).join(' ') }
}
