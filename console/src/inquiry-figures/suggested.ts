import type { InquiryDetail } from '../api/contract.ts'
import { figures as words } from './words.zh.ts'

/** Why a unit is suggested to whoever sorts. */
export const suggested = ({ unitName, why }: NonNullable<InquiryDetail['suggestion']>): string =>
  words.suggested(unitName, why.slice(0, 3))
