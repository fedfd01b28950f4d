/**
 * 公开属性 and the grounds of refusal. Every document carries its attribute while it is drafted, and what is not public
 * carries its ground and reason (国办发〔2016〕80号; 条例 arts 13-17).
 */
import type { ArticleId } from '../law/articles.ts'

export const disclosureAttributes = ['proactive', 'on_request', 'not_public'] as const
export type DisclosureAttribute = (typeof disclosureAttributes)[number]

export type Ground = {
  code: string
  law: ArticleId
  /** `must`: must not be disclosed; `may`: may be refused, so that disclosure stays open to the agency. */
  force: 'must' | 'may'
  /**
   * What lifts the ground: nothing; the third party's consent or a grave effect on public interest (art 15); a law,
   * regulation or rule that requires disclosure (art 16).
   */
  override: 'none' | 'consent_or_public_interest' | 'other_law_requires'
}

export const grounds = [
  { code: 'EX14a', law: 'OGI-14', force: 'must', override: 'none' },
  { code: 'EX14b', law: 'OGI-14', force: 'must', override: 'none' },
  { code: 'EX14c', law: 'OGI-14', force: 'must', override: 'none' },
  { code: 'EX15', law: 'OGI-15', force: 'must', override: 'consent_or_public_interest' },
  { code: 'EX16a', law: 'OGI-16-1', force: 'may', override: 'other_law_requires' },
  { code: 'EX16b', law: 'OGI-16-2', force: 'may', override: 'other_law_requires' },
  { code: 'EX16c', law: 'OGI-16-2', force: 'may', override: 'other_law_requires' },
] as const satisfies readonly Ground[]

export type GroundCode = (typeof grounds)[number]['code']

/** The ground with a code. Throws RangeError for an unknown code. */
export function ground(code: GroundCode): Ground {
  const found = grounds.find((g) => g.code === code)
  if (!found) throw new RangeError(`no such ground: ${code}`)
  return found
}

/** True for a string that is the code of a ground. */
export function isGroundCode(text: string): text is GroundCode {
  return grounds.some((g) => g.code === text)
}
