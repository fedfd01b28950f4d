/**
 * 发文字号 as readers type them: 国办发〔2019〕54号, 国办发[2019]54号, 国办发(2019)第54号, 国办发【2019】54, 国务院令第711号.
 * The key is one spelling for all of them, used only for finding: `国办发2019-54`, `国务院令-711`.
 */
const open = '[〔\\[［(（【﹝〖「{]'
const close = '[〕\\]］)）】﹞〗」}]'
const numbered = `([\\p{Script=Han}A-Za-z]{0,16})\\s*${open}\\s*((?:19|20)\\d{2})\\s*年?\\s*${close}\\s*第?\\s*0*(\\d{1,6})\\s*号?`
const ordered = '([\\p{Script=Han}]{0,16}令)\\s*(?:第\\s*0*(\\d{1,5})\\s*号?|0*(\\d{1,5})\\s*号)'

export type DocumentNumber = { code: string; year: string; serial: string }

export function documentNumberKey(number: DocumentNumber): string {
  return `${number.code}${number.year}-${number.serial}`
}

/** Every 发文字号 in a text, in order. `code` holds up to 16 letters before the bracket and may begin too early. */
export function documentNumbersIn(text: string): DocumentNumber[] {
  const found: DocumentNumber[] = []
  if (/\d/.test(text)) {
    for (const m of text.matchAll(new RegExp(numbered, 'gu'))) {
      found.push({ code: m[1]!.toLowerCase(), year: m[2]!, serial: m[3]! })
    }
    if (text.includes('令')) {
      for (const m of text.matchAll(new RegExp(ordered, 'gu')))
        found.push({ code: m[1]!, year: '', serial: m[2] ?? m[3]! })
    }
  }
  return found
}

/** Reads a text that is a 发文字号 and nothing else; `undefined` otherwise. The code may be missing: 〔2019〕54号. */
export function parseDocumentNumber(text: string): DocumentNumber | undefined {
  const bare = text.trim()
  const m = new RegExp(`^${numbered}$`, 'u').exec(bare)
  if (m) return { code: m[1]!.toLowerCase(), year: m[2]!, serial: m[3]! }
  const o = new RegExp(`^${ordered}$`, 'u').exec(bare)
  return o ? { code: o[1]!, year: '', serial: o[2] ?? o[3]! } : undefined
}
