/**
 * Positions of the `k` greatest of `items` by `key`, greatest first; equals by `second`, then by position from the end.
 * A heap of k: most items are refused by one comparison.
 */
export function topOf(
  items: { length: number },
  key: (i: number) => number,
  k: number,
  second: (i: number) => number = () => 0,
): number[] {
  const less = (a: number, b: number) => {
    const d = key(a) - key(b)
    if (d !== 0) return d < 0
    const e = second(a) - second(b)
    return e !== 0 ? e < 0 : a > b
  }
  const heap: number[] = []
  for (let i = 0; i < items.length; i++) {
    if (heap.length < k) {
      heap.push(i)
      let at = heap.length - 1
      while (at > 0) {
        const up = (at - 1) >> 1
        if (!less(heap[at]!, heap[up]!)) break
        ;[heap[at], heap[up]] = [heap[up]!, heap[at]!]
        at = up
      }
    } else if (k > 0 && less(heap[0]!, i)) {
      heap[0] = i
      sink(heap, less)
    }
  }
  return heap.sort((a, b) => (less(a, b) ? 1 : -1))
}

function sink(heap: number[], less: (a: number, b: number) => boolean) {
  let at = 0
  for (;;) {
    let least = at
    const left = 2 * at + 1
    if (left < heap.length && less(heap[left]!, heap[least]!)) least = left
    if (left + 1 < heap.length && less(heap[left + 1]!, heap[least]!)) least = left + 1
    if (least === at) return
    ;[heap[at], heap[least]] = [heap[least]!, heap[at]!]
    at = least
  }
}
