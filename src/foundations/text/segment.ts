import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Jieba } from '@node-rs/jieba'

const require = createRequire(import.meta.url)

/** The dictionary takes about 45 MB, so there is one per process, made on first need. */
let shared: Jieba | undefined

function jieba(): Jieba {
  // Read here and let go: the package's own module keeps this file and another of 6 MB in memory.
  shared ??= Jieba.withDict(readFileSync(require.resolve('@node-rs/jieba/dict.txt')))
  return shared
}

/** Changes whenever the same text may segment differently, so that indexes made before are made anew. */
export const segmenterVersion = 'jieba-2.0.3/1'

/**
 * All words of a folded text for an index: the longest reading and the dictionary words inside it
 * (农村土地 → 农村, 土地, 农村土地). Punctuation comes through as items of its own.
 */
export function wordsForIndex(text: string): string[] {
  return jieba().cutForSearch(text, true)
}

/** The words of a folded query, longest reading only. */
export function wordsOf(text: string): string[] {
  return jieba().cut(text, true)
}

/** Dictionary words inside one word, without the word itself. */
export function wordsInside(word: string): string[] {
  return word.length < 3
    ? []
    : jieba()
        .cutForSearch(word, false)
        .filter((part) => part !== word)
}
