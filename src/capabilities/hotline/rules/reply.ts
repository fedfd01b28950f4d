import type { Rating } from '../../../foundations/intake/call-desk.ts'
import { ratingLabels } from '../words.zh.ts'

/**
 * What somebody says who answers the SMS that asked for a rating: the figure, its word, or both, however they are typed and
 * parted. Anything more is a letter and no rating; nobody guesses.
 */
export const ratingOf = (said: string): Rating | undefined => {
  const plain = said
    .normalize('NFKC')
    .replace(/[\s\p{P}\p{S}]/gu, '')
    .replace(/^回复/, '')
  const found = Object.entries(ratingLabels).find(([n, label]) => [n, label, n + label].includes(plain))
  return found && (Number(found[0]) as Rating)
}
