/** One line on standard output: what was measured, beside what, and whether it is enough. */
export type Figure = {
  figure: string
  /** Items in the replica while it was measured. */
  items: number
  value: number
  unit: string
  /** The same measure of the barest thing that does the same work; null where there is none. */
  baseline: number | null
  /** value / baseline. */
  ratio: number | null
  /** `>=0.5x` speaks of the ratio, `<=10` of the value; null where only growth is of interest. */
  target: string | null
  ok: boolean
  [more: string]: unknown
}

const round = (n: number) => (Math.abs(n) >= 100 ? Math.round(n) : Number(n.toPrecision(3)))

/** Whether a target written as `<=10`, `>=1500` or `>=0.5x` is met. */
export function meets(target: string, value: number, ratio: number | null): boolean {
  const read = /^(<=|>=)([\d.]+)(x?)$/.exec(target)
  if (!read) throw new Error(`target ${target} cannot be read`)
  const measured = read[3] ? ratio : value
  if (measured === null || !Number.isFinite(measured)) return false
  return read[1] === '<=' ? measured <= Number(read[2]) : measured >= Number(read[2])
}

export function figureOf(given: {
  figure: string
  items: number
  value: number
  unit: string
  baseline?: number | null
  target?: string | null
  more?: Record<string, unknown>
}): Figure {
  const { figure, items, value, unit, baseline = null, target = null, more = {} } = given
  const ratio = baseline ? value / baseline : null
  return {
    figure,
    items,
    value: round(value),
    unit,
    baseline: baseline === null ? null : round(baseline),
    ratio: ratio === null ? null : round(ratio),
    target,
    // Judged before rounding, so that 0.4996 is not called a half.
    ok: target === null ? Number.isFinite(value) : meets(target, value, ratio),
    ...more,
  }
}

/** How each figure grows from the smaller number of items to the larger, one line per figure measured at both. */
export function growthOf(figures: Figure[]): object[] {
  return [...Map.groupBy(figures, (f) => f.figure)].flatMap(([of, found]) => {
    const sorted = [...found].sort((a, b) => a.items - b.items)
    const small = sorted[0]!
    const large = sorted.at(-1)!
    if (small.items === large.items) return []
    return [
      {
        figure: 'growth',
        of,
        from: small.items,
        to: large.items,
        value: round(large.value / small.value),
        unit: 'times',
      },
    ]
  })
}

/** Shares of sorted measurements. */
export function spread(times: number[]) {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? Number.NaN }
}
