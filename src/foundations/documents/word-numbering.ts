import { chineseInteger } from '../numbers/index.ts'
import { type Element, elementsNamed, parseXml } from './html-tree.ts'

/**
 * Word's automatic numbering made into words. In an official document 一、（一）第三条 are content that others cite, but
 * a .docx only says "level 1 of list 4"; a list written as <ol> would show 1. 2. 3. instead and break every citation.
 * Bullets are left to become lists.
 */
type Level = { format: string; text: string; start: number; suffix: string }
type Numbering = { levels: Map<string, Level[]>; styles: Map<string, { numId: string; level: number }> }

const value = (el: Element | undefined, name = 'w:val') => el?.attribs[name]
const first = (el: Element, name: string): Element | undefined => elementsNamed(el.children, name)[0]

const readLevel = (el: Element): [number, Level] => [
  Number(el.attribs['w:ilvl'] ?? 0),
  {
    format: value(first(el, 'numFmt')) ?? 'decimal',
    text: value(first(el, 'lvlText')) ?? '',
    start: Number(value(first(el, 'start')) ?? 1),
    suffix: value(first(el, 'suff')) ?? 'tab',
  },
]

const readNumbering = (numberingXml: string, stylesXml: string): Numbering => {
  const tree = parseXml(numberingXml)
  const abstracts = new Map<string, Level[]>()
  for (const abstract of elementsNamed(tree, 'abstractNum')) {
    const levels: Level[] = []
    for (const lvl of elementsNamed(abstract.children, 'lvl')) {
      const [i, level] = readLevel(lvl)
      levels[i] = level
    }
    abstracts.set(abstract.attribs['w:abstractNumId'] ?? '', levels)
  }
  const levels = new Map<string, Level[]>()
  for (const num of elementsNamed(tree, 'num')) {
    const base = [...(abstracts.get(value(first(num, 'abstractNumId')) ?? '') ?? [])]
    for (const override of elementsNamed(num.children, 'lvlOverride')) {
      const i = Number(override.attribs['w:ilvl'] ?? 0)
      const own = first(override, 'lvl')
      if (own) base[i] = readLevel(own)[1]
      const start = value(first(override, 'startOverride'))
      if (start !== undefined && base[i]) base[i] = { ...base[i], start: Number(start) }
    }
    levels.set(num.attribs['w:numId'] ?? '', base)
  }
  const styles = new Map<string, { numId: string; level: number }>()
  for (const style of elementsNamed(parseXml(stylesXml), 'style')) {
    const numPr = first(style, 'numPr')
    const numId = numPr && value(first(numPr, 'numId'))
    if (numPr && numId) {
      styles.set(style.attribs['w:styleId'] ?? '', { numId, level: Number(value(first(numPr, 'ilvl')) ?? 0) })
    }
  }
  return { levels, styles }
}

const roman = (n: number): string => {
  const table: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = n
  return table.reduce((out, [size, letter]) => {
    const times = Math.floor(rest / size)
    rest -= times * size
    return out + letter.repeat(times)
  }, '')
}

/** One counter in the number format of Word (ST_NumberFormat). */
export const wordNumber = (n: number, format: string): string => {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'ideographDigital':
      return n <= 9999 ? chineseInteger(n) : String(n)
    case 'chineseLegalSimplified':
      return [...String(n)].map((d) => '零壹贰叁肆伍陆柒捌玖'[Number(d)]).join('')
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return n <= 20 ? String.fromCodePoint(0x245f + n) : String(n)
    case 'upperLetter':
    case 'lowerLetter': {
      const letter = String.fromCharCode(65 + ((n - 1) % 26)).repeat(Math.floor((n - 1) / 26) + 1)
      return format === 'upperLetter' ? letter : letter.toLowerCase()
    }
    case 'upperRoman':
      return roman(n)
    case 'lowerRoman':
      return roman(n).toLowerCase()
    case 'decimalZero':
      return String(n).padStart(2, '0')
    case 'none':
      return ''
    default:
      return String(n)
  }
}

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The document's XML with every automatic number written out before its paragraph. */
export const writeOutNumbering = (documentXml: string, numberingXml: string, stylesXml: string): string => {
  const { levels, styles } = readNumbering(numberingXml, stylesXml)
  const counters = new Map<string, (number | undefined)[]>()
  const label = (numId: string, at: number): string | null => {
    const all = levels.get(numId)
    const level = all?.[at]
    if (!all || !level || level.format === 'bullet') return null
    const counts = counters.get(numId) ?? []
    counters.set(numId, counts)
    counts[at] = (counts[at] ?? level.start - 1) + 1
    counts.length = at + 1
    const text = level.text.replace(/%(\d)/g, (_, digit: string) => {
      const i = Number(digit) - 1
      return wordNumber(counts[i] ?? all[i]?.start ?? 1, all[i]?.format ?? 'decimal')
    })
    if (text === '') return ''
    // A gap stands between number and words unless the number itself ends with a mark that parts them.
    return level.suffix === 'nothing' || /[、，）)．：:]$/.test(text) ? text : `${text} `
  }
  return documentXml.replace(
    /(<w:p(?:\s[^>]*[^/])?>\s*<w:pPr>)([\s\S]*?)(<\/w:pPr>)/g,
    (whole, open: string, properties: string, close: string) => {
      const own = properties.match(/<w:numPr>([\s\S]*?)<\/w:numPr>/)?.[1]
      const ownId = own?.match(/<w:numId w:val="(\d+)"/)?.[1]
      const style = styles.get(properties.match(/<w:pStyle w:val="([^"]+)"/)?.[1] ?? '')
      const numId = ownId ?? style?.numId
      if (numId === undefined || numId === '0') return whole
      const at = Number(own?.match(/<w:ilvl w:val="(\d+)"/)?.[1] ?? style?.level ?? 0)
      const text = label(numId, at)
      if (text === null) return whole
      // numId 0 switches the numbering of the style off for this paragraph.
      const without = `${properties.replace(/<w:numPr>[\s\S]*?<\/w:numPr>/, '')}`
      const off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
      const run = text === '' ? '' : `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`
      return `${open}${without}${off}${close}${run}`
    },
  )
}
