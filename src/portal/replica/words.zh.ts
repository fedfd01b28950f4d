export { recordKindLabels as kindLabels, validityLabels } from '../../foundations/classification/words.zh.ts'

export const yearLabel = (year: string) => `${year}年`
