/**
 * The first sentences of a text, at most `max` characters: cut after a sentence when one ends in the second half, else
 * with an ellipsis. Lines that only name the document (number, addressee, short headings) are passed over.
 */
export const summaryOf = (text: string, max = 120): string => {
  const lines = text
    .split('\n')
    .map((l) => l.replace(/[\s\u3000]+/g, ' ').trim())
    .filter((l) => l !== '')
  const first = lines.findIndex((l) => l.length >= 20 && /[，。；、]/.test(l) && !/[：:]$/.test(l))
  const flat = lines
    .slice(Math.max(0, first))
    .join(' ')
    // Blanks go below and a character may take two places: this much always leaves more than `max`.
    .slice(0, 4 * max + 4)
    .replace(/(?<=[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]) (?=[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef])/g, '')
  const characters = [...flat]
  if (characters.length <= max) return flat
  const cut = characters.slice(0, max).join('')
  const end = Math.max(cut.lastIndexOf('。'), cut.lastIndexOf('；'), cut.lastIndexOf('！'))
  if (end >= max / 2) return cut.slice(0, end + 1)
  return `${characters
    .slice(0, Math.max(0, max - 1))
    .join('')
    .replace(/[，、；：\s]+$/, '')}…`
}
