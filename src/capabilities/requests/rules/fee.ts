/**
 * 信息处理费 (收费办法 arts 3-5): by item or by page, one of the two for a request, progressive by tier. The tariff is
 * dated data.
 */
import type { ArticleId } from '../../../foundations/law/index.ts'

export type FeeBasis = 'by_item' | 'by_page'

/** From the `from`-th unit on, each costs so many yuan, and `step` more with every further `band` of them. */
type Tier = { from: number; yuan: number; band?: number; step?: number }
export type Tariff = { from: string; law: ArticleId; tiers: readonly Tier[] }

export const tariffs: Record<FeeBasis, readonly Tariff[]> = {
  by_item: [
    {
      from: '2021-01-01',
      law: 'FEE-2020-109-4',
      tiers: [
        { from: 1, yuan: 0 },
        { from: 11, yuan: 100 },
        { from: 31, yuan: 200, band: 10, step: 100 },
      ],
    },
  ],
  by_page: [
    {
      from: '2021-01-01',
      law: 'FEE-2020-109-5',
      tiers: [
        { from: 1, yuan: 0 },
        { from: 31, yuan: 10 },
        { from: 101, yuan: 20 },
        { from: 201, yuan: 40 },
      ],
    },
  ],
}

/** The tariff in force on a day. @throws RangeError before there was one: no fee may be charged then */
export const tariffOn = (basis: FeeBasis, on: string): Tariff => {
  const found = tariffs[basis].findLast((one) => one.from <= on)
  if (!found) throw new RangeError(`no tariff ${basis} in force on ${on}`)
  return found
}

const counted = (n: number): number => {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`not a count: ${n}`)
  return n
}

/** Yuan for the first `n` units of a tier together. */
const withinTier = (n: number, { yuan, band = n, step = 0 }: Tier): number => {
  const bands = Math.floor(n / band)
  const rest = n - bands * band
  return band * (bands * yuan + (step * bands * (bands - 1)) / 2) + rest * (yuan + bands * step)
}

/** Yuan for the first `n` items of a month together, or for `n` pages. @throws RangeError for what is no count from 1 */
export const totalOf = (basis: FeeBasis, n: number, on: string): number => {
  const { tiers } = tariffOn(basis, on)
  return tiers.reduce((sum, tier, i) => {
    const last = Math.min(counted(n), (tiers[i + 1]?.from ?? Number.POSITIVE_INFINITY) - 1)
    return last < tier.from ? sum : sum + withinTier(last - tier.from + 1, tier)
  }, 0)
}

/** Yuan that the `n`-th item of a month, or the `n`-th page, costs. */
export const priceOf = (basis: FeeBasis, n: number, on: string): number =>
  totalOf(basis, n, on) - (n === 1 ? 0 : totalOf(basis, n - 1, on))

/** What one request costs: by page its pages; by item the price of the one it is among the month's. */
export const feeOf = (basis: FeeBasis, quantity: number, on: string): number =>
  basis === 'by_page' ? totalOf(basis, quantity, on) : priceOf(basis, quantity, on)
