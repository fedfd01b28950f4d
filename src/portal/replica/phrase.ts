import { fold } from '../../foundations/text/normalise.ts'

const unsaid = /[\s\p{P}]+/gu

/** True when a folded phrase stands in the text, whatever spaces, line ends and punctuation stand between. */
export function holdsPhrase(text: string, phrase: string): boolean {
  const folded = fold(text)
  return folded.includes(phrase) || folded.replace(unsaid, '').includes(phrase.replace(unsaid, ''))
}
