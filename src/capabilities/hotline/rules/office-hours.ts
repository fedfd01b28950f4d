export type Span = { from: string; to: string }
export type HoursFault = { index: number; key: 'order' | 'overlap' }

/** What is wrong with the hours of a line: a span that ends before it begins, or begins before an earlier one has ended. */
export const hoursFaults = (hours: readonly Span[]): HoursFault[] =>
  hours.flatMap(({ from, to }, index): HoursFault[] => {
    if (to <= from) return [{ index, key: 'order' }]
    const crossing = hours.slice(0, index).some((one) => from < one.to && one.from < to)
    return crossing ? [{ index, key: 'overlap' }] : []
  })
