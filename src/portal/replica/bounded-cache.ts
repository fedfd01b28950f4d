/** A least-recently-used store, bounded by bytes; emptied whenever what it was made from changes. */
export function boundedCache<T extends { bytes: number }>(limit: number) {
  const kept = new Map<string, T>()
  let total = 0
  return {
    get(key: string): T | undefined {
      const found = kept.get(key)
      if (found) {
        kept.delete(key)
        kept.set(key, found)
      }
      return found
    },
    set(key: string, value: T): void {
      if (value.bytes > limit / 8) return
      const old = kept.get(key)
      if (old) total -= old.bytes
      kept.delete(key)
      kept.set(key, value)
      total += value.bytes
      for (const [oldest, entry] of kept) {
        if (total <= limit) break
        kept.delete(oldest)
        total -= entry.bytes
      }
    },
    clear(): void {
      kept.clear()
      total = 0
    },
    get bytes() {
      return total
    },
  }
}
