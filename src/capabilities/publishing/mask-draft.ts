import { cleanHtml } from '../../foundations/documents/index.ts'
import {
  findPersonalData,
  mask,
  maskFinding,
  maskHtml,
  type PersonalKind,
} from '../../foundations/personal-data/index.ts'

type Words = { title: string; bodyHtml: string; summary: string }

/** The words of a draft with the personal data in them masked (个人信息保护法 art 28, 条例 art 15). Saves nothing. */
export const maskDraft = ({ kinds, ...words }: Words & { kinds?: readonly PersonalKind[] | undefined }) => {
  const counts = new Map<PersonalKind, number>()
  const count = (kind: PersonalKind, n: number) => counts.set(kind, (counts.get(kind) ?? 0) + n)
  const chosen = ({ kind }: { kind: PersonalKind }) => !kinds || kinds.includes(kind)
  const plain = (text: string) => {
    const found = findPersonalData(text).filter((one) => chosen(one) && maskFinding(one) !== one.text)
    for (const { kind } of found) count(kind, 1)
    return mask(text, found)
  }
  const body = maskHtml(cleanHtml(words.bodyHtml), chosen)
  for (const { kind, count: n } of body.masked) count(kind, n)
  return {
    title: plain(words.title),
    bodyHtml: body.html,
    summary: plain(words.summary),
    masked: [...counts].map(([kind, n]) => ({ kind, count: n })),
  }
}
