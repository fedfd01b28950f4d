/** Up to so many telling words a question is short. */
const few = 4

/**
 * Does an answer come close enough to a question to be shown at all? Of a short question it must hold most: 台风 without 登陆 is
 * another matter. A long one is put in many words that no answer uses. Chosen on `script/bench knowledge`: no known answer is
 * lost to it, and of what nobody asks an office little is left.
 * @param covered share of the question's weight that the answer holds, 0 to 1; rare words weigh more, and one that stands
 * nowhere weighs as much as the usual one
 * @param words how many words of the question tell something; with none nothing is close
 */
export const closeEnough = (covered: number, words: number): boolean => words > 0 && covered >= leastCovered(words)

/** The share from which on an answer is shown. */
export const leastCovered = (words: number): number => (words <= few ? 0.6 : 0.3)
