/**
 * One entry of the word list (内容规范词库): a form that should not stand in an official text, or, as a fixed term, a form
 * of which no sign may be wrong.
 */
export const wordKinds = ['typo', 'political', 'sensitive', 'banned', 'term'] as const
export type WordKind = (typeof wordKinds)[number]

export type WordEntry = {
  /** As it stands in the text. `…` is anything within one clause (at most 12 signs), `#` a number. */
  word: string
  /** The right form, or what to do. A fixed term is its own right form. */
  advice: string
  kind: WordKind
  severity: 'block' | 'warn'
  /** Words in which, or beside which, the form is right: 帐篷 for 帐. */
  exceptions: string[]
  note: string
  source: string
  /** In force from and until these days, both included; null is without bound. */
  from: string | null
  until: string | null
}

export type WordFault = { field: keyof WordEntry; key: 'missing' | 'shape' | 'order' | 'short' }

/** Longest form and longest exception, UTF-16 units. Bounds the walk over a text. */
export const longestWord = 40

/** What keeps an entry out of the list. */
export const wordFaults = (entry: WordEntry): WordFault[] => {
  const faults: WordFault[] = []
  const { word, kind } = entry
  if (!word) faults.push({ field: 'word', key: 'missing' })
  else if (/^[…#]|…$|…[…#]|\n/.test(word)) faults.push({ field: 'word', key: 'shape' })
  else if (kind === 'term' && (word.length < 4 || /[…#]/.test(word))) faults.push({ field: 'word', key: 'short' })
  if (!entry.advice) faults.push({ field: 'advice', key: 'missing' })
  if (entry.exceptions.some((one) => one === word)) faults.push({ field: 'exceptions', key: 'shape' })
  if (entry.from && entry.until && entry.until < entry.from) faults.push({ field: 'until', key: 'order' })
  return faults
}

export const inForce = (entry: Pick<WordEntry, 'from' | 'until'>, today: string): boolean =>
  (!entry.from || entry.from <= today) && (!entry.until || entry.until >= today)

/** The right form, when putting it in place of the wrong one is all there is to do. */
export const rightForm = ({ word, advice, kind }: Pick<WordEntry, 'word' | 'advice' | 'kind'>): string | undefined =>
  kind === 'typo' && !/[…#]/.test(word) && !/[…#，。；“”（]/.test(advice) ? advice : undefined
