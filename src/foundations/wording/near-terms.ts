import { confusable } from './sounds.ts'
import { emptyTrie, leafOf, type Trie, wordsAt } from './trie.ts'

/**
 * Fixed terms written with one wrong sign: 营商环镜, 县人民政符. With one sign wrong, one half of the term is right, so the
 * halves are looked for and the rest is compared; the wrong sign must sound or look like the right one.
 */
export type NearTerm = { start: number; end: number; term: string }

type Half = { term: string; offset: number }
export type TermTrie = Trie<Half[]>

export const compileTerms = (terms: Iterable<string>): TermTrie => {
  const trie: TermTrie = emptyTrie()
  for (const term of terms) {
    const middle = Math.ceil(term.length / 2)
    for (const [offset, half] of [
      [0, term.slice(0, middle)],
      [middle, term.slice(middle)],
    ] as const) {
      const leaf = leafOf(trie, half)
      leaf.here ??= []
      leaf.here.push({ term, offset })
    }
  }
  return trie
}

/** Place of the one sign that differs, -1 when none or more do. */
const difference = (text: string, start: number, term: string): number => {
  let at = -1
  for (let i = 0; i < term.length; i++) {
    if (text.charCodeAt(start + i) === term.charCodeAt(i)) continue
    if (at >= 0) return -1
    at = i
  }
  return at
}

const isHan = (sign: string) => /\p{Script=Han}/u.test(sign)

/** `known` says of a stretch of text that it is right as it stands. */
export const nearTerms = (text: string, trie: TermTrie, known: (words: string) => boolean): NearTerm[] => {
  const found: NearTerm[] = []
  for (let i = 0; i < text.length; i++)
    wordsAt(trie, text, i, (halves) => {
      for (const { term, offset } of halves) {
        const start = i - offset
        if (start < 0 || start + term.length > text.length) continue
        const at = difference(text, start, term)
        if (at < 0) continue
        const [wrong, right] = [text[start + at]!, term[at]!]
        if (!isHan(wrong) || !isHan(right) || !confusable(wrong, right)) continue
        const end = start + term.length
        if (!known(text.slice(start, end))) found.push({ start, end, term })
      }
    })
  return found
}
