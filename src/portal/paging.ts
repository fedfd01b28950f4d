/** Numbers to show in a pager: the ends, the neighbours, and 0 where pages are left out. */
export function pageNumbers(page: number, pages: number): number[] {
  const wanted = new Set([1, pages, page - 1, page, page + 1])
  if (page <= 3) for (const n of [2, 3, 4]) wanted.add(n)
  if (page >= pages - 2) for (const n of [pages - 1, pages - 2, pages - 3]) wanted.add(n)
  const inside = [...wanted].filter((n) => n >= 1 && n <= pages).sort((a, b) => a - b)
  return inside.flatMap((n, i) => {
    const before = inside[i - 1]
    if (before === undefined || n - before === 1) return [n]
    return n - before === 2 ? [n - 1, n] : [0, n]
  })
}
