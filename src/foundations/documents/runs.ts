/**
 * The words inside a paragraph as a flat row of runs. Word cuts one bold phrase into five spans; as runs they flow
 * together again, and one canonical nesting is written, which makes cleaning twice the same as cleaning once.
 */
export const marks = ['strong', 'em', 'u', 's', 'sup', 'sub'] as const
export type Mark = (typeof marks)[number]
export type Run = {
  text: string
  marks: ReadonlySet<Mark>
  href: string | null
  br?: true
  /** A picture; with its measures in pixels once they are known. */
  img?: { src: string; alt: string; width?: number; height?: number }
}

const BLANKS = ' \\t\\r\\n\\f\\u00a0\\u2002\\u2003\\u3000'
const leading = new RegExp(`^[${BLANKS}]+`)
const trailing = new RegExp(`[${BLANKS}]+$`)
const CJK = '[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]'
const brokenLine = new RegExp(`(${CJK})[ \\t\\r\\n\\f]*[\\r\\n][ \\t\\r\\n\\f]*(?=${CJK})`, 'g')
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters to remove
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff\ufff9-\ufffb]/g

const noMarks: ReadonlySet<Mark> = new Set()

/** Characters that show nothing but can hide text from search and checks, and halves of broken characters. */
export const withoutInvisible = (text: string): string => text.replace(invisible, '').toWellFormed()

const sameLook = (a: Run, b: Run) =>
  !a.br &&
  !b.br &&
  !a.img &&
  !b.img &&
  a.href === b.href &&
  a.marks.size === b.marks.size &&
  [...a.marks].every((m) => b.marks.has(m))

const merged = (runs: Run[]): Run[] => {
  const out: Run[] = []
  for (const run of runs) {
    const last = out.at(-1)
    if (run.text === '' && !run.img) continue
    if (last && sameLook(last, run)) out[out.length - 1] = { ...last, text: last.text + run.text }
    else out.push(run)
  }
  return out
}

/** Collapses blanks across run borders, as a browser would show them. */
const collapsed = (runs: Run[]): Run[] => {
  let afterBlank = false
  return runs.map((run) => {
    if (run.img) {
      afterBlank = false
      return run
    }
    let text = run.text.replace(/[ \t\r\n\f]+/g, ' ')
    if (afterBlank && text.startsWith(' ')) text = text.slice(1)
    if (text !== '') afterBlank = text.endsWith(' ')
    return { ...run, text }
  })
}

/** Half-width columns of an indentation typed with blanks. */
const pushWidth = (blanks: string) =>
  [...blanks].reduce((n, c) => n + (c === '\u3000' || c === '\u2003' ? 2 : c === '\u00a0' ? 1 : 0), 0)

/** Cuts the blanks off both ends; `indent` says whether the cut beginning was an indentation and not source layout. */
const trimmed = (segment: Run[]): Line => {
  const runs = [...segment]
  let blanks = ''
  while (runs.length > 0 && !runs[0]!.img) {
    const first = runs[0]!
    const lead = first.text.match(leading)?.[0] ?? ''
    blanks += lead
    if (lead.length < first.text.length) {
      runs[0] = { ...first, text: first.text.slice(lead.length) }
      break
    }
    runs.shift()
  }
  while (runs.length > 0 && !runs.at(-1)!.img) {
    const last = runs.at(-1)!
    const text = last.text.replace(trailing, '')
    if (text !== '') {
      runs[runs.length - 1] = { ...last, text }
      break
    }
    runs.pop()
  }
  return { runs, indent: /[\u3000\u2003]|\u00a0[^\u00a0]?\u00a0/.test(blanks), pushed: pushWidth(blanks) >= 16 }
}

/** `pushed`: set so far to the right by blanks that a signature is meant. */
export type Line = { runs: Run[]; indent: boolean; pushed: boolean }

/**
 * The paragraphs that one row of runs really holds: cut at double breaks and at a break followed by an indentation,
 * leading blanks turned into `indent`, blanks collapsed, equal neighbours joined, empty ones dropped.
 */
export const paragraphsOf = (source: Run[]): Line[] => {
  const joined = merged(source.map((r) => (r.br || r.img ? r : { ...r, text: withoutInvisible(r.text) })))
  const segments: Run[][] = [[]]
  for (const run of joined) {
    if (run.br) segments.push([])
    // The line ends of an HTML file are no blanks between Chinese characters.
    else segments.at(-1)!.push({ ...run, text: run.text.replace(brokenLine, '$1') })
  }
  const lines: Line[] = []
  let open = false
  for (const segment of segments) {
    const { runs, indent, pushed } = trimmed(segment)
    // A mark around nothing but blanks says nothing.
    const plain = runs.map((r) => (!r.img && r.text.trim() === '' ? { ...r, marks: noMarks, href: null } : r))
    const tidy = merged(collapsed(plain))
    if (tidy.length === 0) open = false
    else if (open && !indent) lines.at(-1)!.runs.push({ text: '\n', marks: noMarks, href: null, br: true }, ...tidy)
    else {
      const short = runsText(tidy).length <= 32
      lines.push({ runs: tidy, indent, pushed: pushed && short })
      open = true
    }
  }
  return lines
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
export const escapeText = (text: string): string => text.replace(/[&<>]/g, (c) => escapes[c]!)
export const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;')

/** With measures the page does not jump when the picture comes, so it may come late. */
const writePicture = ({ src, alt, width, height }: NonNullable<Run['img']>): string => {
  const measures = width && height ? ` width="${width}" height="${height}" loading="lazy"` : ''
  return `<img src="${escapeAttribute(src)}" alt="${escapeAttribute(alt)}"${measures} />`
}

const nest = (runs: Run[], level: number): string => {
  const mark = marks[level]
  if (mark === undefined)
    return runs
      .map((r) => {
        if (r.br) return '<br />'
        if (r.img) return writePicture(r.img)
        return escapeText(r.text)
      })
      .join('')
  return grouped(runs, (r) => r.marks.has(mark))
    .map(([marked, part]) => (marked ? `<${mark}>${nest(part, level + 1)}</${mark}>` : nest(part, level + 1)))
    .join('')
}

const grouped = <K>(runs: Run[], key: (run: Run) => K): [K, Run[]][] => {
  const out: [K, Run[]][] = []
  for (const run of runs) {
    const last = out.at(-1)
    if (last && last[0] === key(run)) last[1].push(run)
    else out.push([key(run), [run]])
  }
  return out
}

/** Runs as HTML: links outside, then strong, em, u, s, sup, sub. */
export const writeRuns = (runs: Run[]): string =>
  grouped(runs, (r) => r.href)
    .map(([href, part]) => (href === null ? nest(part, 0) : `<a href="${escapeAttribute(href)}">${nest(part, 0)}</a>`))
    .join('')

export const runsText = (runs: Run[]): string => runs.map((r) => r.text).join('')
