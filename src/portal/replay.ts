import { setTimeout as sleep } from 'node:timers/promises'
import type { LogEntry } from '../foundations/publication-log/entries.ts'
import { type EntryTerms, termsApart } from './replica/terms-apart.ts'
import type { ReplicaWriter } from './replica/writer.ts'

/** Entries per transaction: few enough that a reader waiting behind one does not notice. */
const slice = 200
const readAhead = 500
/** From so many entries at once a thread of its own is worth its start. */
const bulk = 200

type Slice = { entries: LogEntry[]; terms: Promise<EntryTerms | undefined> | undefined }

/**
 * Takes in what the log has beyond the writer's position, until it has no more or `goOn` says no. While one batch is
 * written the next is read and cut into words. Readers are served between slices.
 *
 * @returns how many entries were replayed
 * @throws what `read` and `writer.apply` throw; slices applied before stay
 */
export const replay = async (
  writer: ReplicaWriter,
  read: (after: number, size: number) => Promise<LogEntry[]>,
  { goOn = () => true, applied }: { goOn?: () => boolean; applied?: (last: LogEntry) => void } = {},
): Promise<number> => {
  const fetch = async (after: number): Promise<Slice[]> => {
    const entries = await read(after, readAhead)
    const slices: Slice[] = []
    for (let from = 0; from < entries.length; from += slice) {
      const part = entries.slice(from, from + slice)
      slices.push({ entries: part, terms: entries.length >= bulk ? termsApart(part) : undefined })
    }
    return slices
  }
  let replayed = 0
  let ahead = fetch(writer.position().seq)
  for (;;) {
    const slices = await ahead
    const last = slices.at(-1)?.entries.at(-1)
    if (!last) return replayed
    ahead = fetch(last.seq)
    // A log that went away is met at the next `await ahead`, or by the next replay.
    ahead.catch(() => undefined)
    for (const { entries, terms } of slices) {
      if (!goOn()) return replayed
      writer.apply(entries, await terms)
      replayed += entries.length
      await sleep(0)
    }
    applied?.(last)
  }
}
