import { fold } from '../../foundations/text/normalise.ts'

const unsaid = /[\s\p{P}]+/gu

/** True when the phrase stands in the text, whatever spaces, line ends and punctuation stand between. */
export function holdsPhrase(text: string, phrase: string): boolean {
  return fold(text).replace(unsaid, '').includes(fold(phrase).replace(unsaid, ''))
}
