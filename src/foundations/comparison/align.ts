import { diffArrays } from 'diff'

/** Two things that stand for each other; one alone was put in or taken out; `moved` stands elsewhere unchanged. */
export type Pair<T> = { from: T | null; to: T | null; same: boolean; moved: boolean }

export type Likeness<T> = {
  /** Equal keys: nothing changed. */
  key: (one: T) => string
  /** 0 to 1; below `threshold` two things do not stand for each other. */
  alike: (a: T, b: T) => number
  threshold: number
  /** Worth saying of it that it moved; an empty line is not. */
  mayMove: (one: T) => boolean
}

/** More edits than this between two texts: they are not two states of one text any more. */
const mostEdits = 3000
/** More pairs than this are not weighed against each other. */
const mostWeighed = 40_000

type Hunk<T> = { from: T[]; to: T[]; same: boolean }

/** Runs of equal things and, between them, what was taken out and put in. */
export const hunksOf = <T>(from: T[], to: T[], key: (one: T) => string): Hunk<T>[] => {
  const parts = diffArrays(from.map(key), to.map(key), { maxEditLength: mostEdits })
  if (!parts) return [{ from, to, same: false }]
  const hunks: Hunk<T>[] = []
  let i = 0
  let j = 0
  for (const { added, removed, value } of parts) {
    const { length } = value
    const taken = added ? [] : from.slice(i, i + length)
    const put = removed ? [] : to.slice(j, j + length)
    i += taken.length
    j += put.length
    const last = hunks.at(-1)
    if ((added || removed) && last && !last.same) {
      last.from.push(...taken)
      last.to.push(...put)
    } else hunks.push({ from: taken, to: put, same: !added && !removed })
  }
  return hunks
}

/** What was taken out in one place and put in, unchanged, in another: each counted once. */
const movedOnes = <T>(hunks: Hunk<T>[], { key, mayMove }: Likeness<T>): Set<T> => {
  const changed = hunks.filter((hunk) => !hunk.same)
  const waiting = new Map<string, T[]>()
  for (const one of changed.flatMap((hunk) => hunk.from))
    if (mayMove(one)) waiting.set(key(one), [...(waiting.get(key(one)) ?? []), one])
  const moved = new Set<T>()
  for (const one of changed.flatMap((hunk) => hunk.to)) {
    const twin = waiting.get(key(one))?.shift()
    if (twin === undefined) continue
    moved.add(twin)
    moved.add(one)
  }
  return moved
}

/** The pairs in order whose likenesses are most together; what is like nothing stays alone. */
const pairUp = <T>(from: T[], to: T[], { alike, threshold }: Likeness<T>): [T | null, T | null][] => {
  if (from.length === 1 && to.length === 1 && alike(from[0]!, to[0]!) >= 0) return [[from[0]!, to[0]!]]
  const alone = () => [...from.map((a) => [a, null] as [T, null]), ...to.map((b) => [null, b] as [null, T])]
  if (from.length === 0 || to.length === 0 || from.length * to.length > mostWeighed) return alone()
  const best = Array.from({ length: from.length + 1 }, () => new Float64Array(to.length + 1))
  const weight = from.map((a) => to.map((b) => alike(a, b)))
  for (let i = from.length - 1; i >= 0; i--)
    for (let j = to.length - 1; j >= 0; j--) {
      const w = weight[i]![j]!
      best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, w >= threshold ? w + best[i + 1]![j + 1]! : 0)
    }
  const pairs: [T | null, T | null][] = []
  let i = 0
  let j = 0
  while (i < from.length || j < to.length) {
    const w = i < from.length && j < to.length ? weight[i]![j]! : -1
    if (w >= threshold && best[i]![j] === w + best[i + 1]![j + 1]!) pairs.push([from[i++]!, to[j++]!])
    else if (i < from.length && (j === to.length || best[i]![j] === best[i + 1]![j]!)) pairs.push([from[i++]!, null])
    else pairs.push([null, to[j++]!])
  }
  return pairs
}

/**
 * Two rows of things, old and new, side by side in their order. `alike` below 0 means that two things can never stand for
 * each other, not even where one of each is left.
 */
export const align = <T extends object>(from: T[], to: T[], likeness: Likeness<T>): Pair<T>[] => {
  const hunks = hunksOf(from, to, likeness.key)
  const moved = movedOnes(hunks, likeness)
  return hunks.flatMap((hunk): Pair<T>[] => {
    if (hunk.same) return hunk.from.map((one, i) => ({ from: one, to: hunk.to[i]!, same: true, moved: false }))
    const stay = (list: T[]) => list.filter((one) => !moved.has(one))
    const places = pairUp(stay(hunk.from), stay(hunk.to), likeness)
    // What moved keeps its place among those that were weighed against each other.
    const pairs: Pair<T>[] = []
    const waiting = { from: [...hunk.from], to: [...hunk.to] }
    const leave = (side: 'from' | 'to') =>
      pairs.push({ from: null, to: null, [side]: waiting[side].shift()!, same: false, moved: true })
    const upTo = (one: T | null, side: 'from' | 'to') => {
      if (one === null) return
      while (waiting[side][0] !== one) leave(side)
      waiting[side].shift()
    }
    for (const [a, b] of places) {
      upTo(a, 'from')
      upTo(b, 'to')
      pairs.push({ from: a, to: b, same: false, moved: false })
    }
    while (waiting.from.length > 0) leave('from')
    while (waiting.to.length > 0) leave('to')
    return pairs
  })
}
