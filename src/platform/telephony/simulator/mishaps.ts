/** How badly a line treats events. Shares of all events, 0–1. */
export type Mishaps = {
  repeated: number
  delayed: number
  lost: number
  /** A delayed or repeated event comes at most so much later, ms. */
  longest: number
  seed: number
}

export const noMishaps: Mishaps = { repeated: 0, delayed: 0, lost: 0, longest: 0, seed: 1 }

/** Numbers 0–1, always the same for a seed (mulberry32). */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** After how many ms one event is delivered, once or twice or never: [0] on a good line. */
export const fates = (mishaps: Mishaps): (() => number[]) => {
  const random = randomOf(mishaps.seed)
  const late = () => Math.ceil(random() * mishaps.longest)
  return () => {
    const [lost, delayed, repeated] = [random(), random(), random()]
    if (lost < mishaps.lost) return []
    const first = delayed < mishaps.delayed ? late() : 0
    return repeated < mishaps.repeated ? [first, first + late()] : [first]
  }
}
