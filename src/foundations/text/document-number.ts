/**
 * 发文字号 as readers type them: 国办发〔2019〕54号, 国办发[2019]54号, 国办发(2019)第54号, 国办发【2019】54, 国务院令第711号.
 * The key is one spelling for all of them, used only for finding: `国办发2019-54`, `国务院令-711`.
 */
const open = '[〔\\[［(（【﹝〖「{]'
const close = '[〕\\]］)）】﹞〗」}]'
/** From the bracket on, or from 令 on: the letters before are looked up only where one of these is found. */
const inBrackets = new RegExp(`${open}\\s*((?:19|20)\\d{2})\\s*年?\\s*${close}\\s*第?\\s*0*(\\d{1,6})\\s*号?`, 'g')
const order = /令\s*(?:第\s*0*(\d{1,5})\s*号?|0*(\d{1,5})\s*号)/g
/** Letters of the code; 号 ends the number before. */
const codeBefore = /(?:[^\P{Script=Han}号]|[a-zA-Z]){0,16}\s*$/u

/** `code` is in lower case; `year` is empty for orders (国务院令第711号: code 国务院令, serial 711). */
export type DocumentNumber = { code: string; year: string; serial: string }
type Found = DocumentNumber & { from: number; to: number }

export function documentNumberKey(number: DocumentNumber): string {
  return `${number.code}${number.year}-${number.serial}`
}

/**
 * Every 发文字号 in a text with where it stands. `code` holds up to 16 letters before the bracket and may begin too early
 * (根据国办发).
 */
export function documentNumbersIn(text: string): Found[] {
  const found: Found[] = []
  const take = (m: RegExpExecArray, year: string, serial: string, own: string) => {
    const before = codeBefore.exec(text.slice(Math.max(0, m.index - 20), m.index))![0]
    const code = before.trim().toLowerCase() + own
    found.push({ code, year, serial, from: m.index - before.length, to: m.index + m[0].length })
  }
  for (const m of text.matchAll(inBrackets)) take(m, m[1]!, m[2]!, '')
  for (const m of text.matchAll(order)) take(m, '', m[1] ?? m[2]!, '令')
  return found
}

/** Reads a text that is a 发文字号 and nothing else; `undefined` otherwise. The code may be missing: 〔2019〕54号. */
export function parseDocumentNumber(text: string): DocumentNumber | undefined {
  const bare = text.trim()
  const [only] = documentNumbersIn(bare)
  if (only?.from !== 0 || only.to !== bare.length) return undefined
  return { code: only.code, year: only.year, serial: only.serial }
}
