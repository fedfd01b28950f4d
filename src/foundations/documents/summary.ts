/**
 * The first sentences of a text, at most `max` characters: cut after a sentence when one ends in the second half, else
 * with an ellipsis. Lines that only name the document (number, addressee, short headings) are passed over.
 */
export const summaryOf = (text: string, max = 120): string => {
  // Blanks go below and a character may take two places: this much always leaves more than `max`.
  const enough = 4 * max + 4
  const flat = (opening(text, enough) ?? joined(text, 0, enough)).replace(
    /(?<=[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]) (?=[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef])/g,
    '',
  )
  const whole = placeOf(flat, max)
  if (whole === flat.length) return flat
  const cut = flat.slice(0, whole)
  const end = Math.max(cut.lastIndexOf('。'), cut.lastIndexOf('；'), cut.lastIndexOf('！'))
  if (end >= max / 2) return cut.slice(0, end + 1)
  return `${flat.slice(0, placeOf(flat, Math.max(0, max - 1))).replace(/[，、；：\s]+$/, '')}…`
}

/** Where a number of characters ends, or the text before. */
const placeOf = (text: string, characters: number): number => {
  let at = 0
  for (let n = 0; n < characters && at < text.length; n++) at += text.codePointAt(at)! > 0xffff ? 2 : 1
  return at
}

const flatLine = (line: string) => line.replace(/[\s\u3000]+/g, ' ').trim()

/** The text from its first telling line on; undefined when it has none. */
const opening = (text: string, enough: number): string | undefined => {
  for (let from = 0; from <= text.length; ) {
    const end = lineEnd(text, from)
    const line = flatLine(text.slice(from, end))
    if (line.length >= 20 && /[，。；、]/.test(line) && !/[：:]$/.test(line)) return joined(text, from, enough)
    from = end + 1
  }
  return undefined
}

/** The lines from a place on as one, `enough` characters at most: the rest of a book need not be looked at. */
const joined = (text: string, start: number, enough: number): string => {
  let flat = ''
  for (let from = start; from <= text.length && flat.length < enough; ) {
    const end = lineEnd(text, from)
    const line = flatLine(text.slice(from, end))
    if (line !== '') flat += flat === '' ? line : ` ${line}`
    from = end + 1
  }
  return flat.slice(0, enough)
}

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
