import { performance } from 'node:perf_hooks'

/** How far a replica that is being made has got: entries taken in, of so many, and about how many seconds are left. */
export type Filling = { seq: number; of: number | undefined; seconds: number | undefined }

/** Entries are the larger part of the work; packing the index is what comes after them. */
const packing = 1.2
/** From this share on the pace so far says something: before it, the start of the work counts for too much. */
const meaningful = 0.02

/** Watches one replica after another being made; `now()` is undefined while none is. */
export const openFilling = (clock: () => number = () => performance.now()) => {
  let current: { began: number; seq: number; of: number | undefined } | undefined
  return {
    begin(of: number | undefined) {
      current = { began: clock(), seq: 0, of }
    },
    reached(seq: number) {
      if (current) current.seq = seq
    },
    end() {
      current = undefined
    },
    now(): Filling | undefined {
      if (!current) return undefined
      const { began, seq, of } = current
      const taken = clock() - began
      const known = of !== undefined && seq > of * meaningful
      const left = known ? (Math.max(of - seq, 0) + of * (packing - 1)) * (taken / seq) : undefined
      return { seq, of, seconds: left === undefined ? undefined : Math.ceil(left / 1000) }
    },
  }
}
export type FillingWatch = ReturnType<typeof openFilling>

/** Seconds after which it is worth asking again. */
export const askAgainAfter = (filling: Filling | undefined): number => Math.min(Math.max(filling?.seconds ?? 10, 5), 60)
