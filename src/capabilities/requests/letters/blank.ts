/** Stands in a letter for what the case does not know: to be filled in by whoever reads the draft, or by hand. */
export const blank = '＿＿＿＿'
