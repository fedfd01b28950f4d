/**
 * 救济途径 as it is printed under an answer (复议法 arts 20, 22-24, 27-28; 诉讼法 arts 45-46; 法释〔2025〕8号 art 1). Which
 * body and which way are computed from the agency and the kind of answer, so that no letter can print a wrong one.
 */
import type { UnitKind } from '../../../foundations/publication-log/entries.ts'
import { remedyWords as w } from '../words.zh.ts'
import type { RemedyRoute } from './reply-kinds.ts'

/** Agencies whose review does not go to the government of their own level. */
export type ReviewSpecial =
  /** 海关、金融、外汇、税务、国家安全: 上一级主管部门 (art 27) */
  | 'vertical'
  /** 司法行政部门: own government or the justice department above (art 28) */
  | 'justice'

export type Agency = {
  kind: UnitKind
  /** The government of its own level, e.g. 云溪县人民政府. */
  government: string
  /** The government one level up; '' while nobody has set it. */
  governmentAbove: string
  special?: ReviewSpecial | undefined
  /** 上一级主管部门 of a vertical or justice agency. */
  departmentAbove?: string | undefined
}

/**
 * The body to which a review is applied for. Since 2024 departments are reviewed by the government of their own level
 * alone (复议法 art 24); a township by the county government; a government by the one above it; an authorised
 * organisation by the government that manages it.
 */
export const reviewBody = ({ kind, government, governmentAbove, special, departmentAbove }: Agency): string => {
  if (special === 'vertical') return departmentAbove || w.departmentAbove
  if (special === 'justice') return w.either(government, departmentAbove || w.justiceAbove)
  return kind === 'government' ? governmentAbove || w.governmentAbove : government
}

/**
 * One paragraph; '' where nothing is to be told.
 * @param given.court the competent court by name, '' for the general words
 * @param given.onlineReview address at which a review can be applied for online; told when the answer is served online
 */
export const remedyParagraph = (given: {
  route: RemedyRoute
  partial: boolean
  body: string
  court: string
  online: boolean
  onlineReview: string
}): string => {
  const court = given.court || w.court
  const online = given.online ? w.online(given.onlineReview) : ''
  switch (given.route) {
    case 'none':
      return ''
    case 'either':
      return w.eitherWay(given.body, court) + online
    case 'review_first':
      return (given.partial ? w.partial(given.body, court) : w.reviewFirst(given.body, court)) + online
  }
}
