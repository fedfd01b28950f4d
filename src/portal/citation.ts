import type { PublicRecord } from './replica/types.ts'

type Shown = Extract<PublicRecord, { state: 'published' }>

/**
 * An electronic government document cited by GB/T 7714: 责任者. 题名: 文号[EB/OL]. (发布日期)[引用日期]. 地址. The day of citing
 * stands between the two parts given here; it is the reader's own, and without it the form still holds.
 */
export function citationParts({ record, publishedOn }: Shown, address: string): [before: string, after: string] {
  const number = record.docNumber ? `: ${record.docNumber}` : ''
  return [`${record.issuer}. ${record.title}${number}[EB/OL]. (${publishedOn})`, `. ${address}.`]
}

export const citation = (shown: Shown, address: string): string => citationParts(shown, address).join('')
