import { openNamelessFile, type Place } from './nameless-file.ts'

type Kept = Place & { recordId: number; made: string }

/** What a piece of work is of: its record, and the hash of what it was made from (a file, an entry of the log). */
export type WorkOf = { recordId: number; made: string; how: string }

const keyOf = ({ recordId, made, how }: WorkOf) => `${recordId} ${made} ${how}`

/**
 * Results of slow work (previews, downloads) in a nameless file. Unlike finished answers they hold over many
 * publications; what is of a record that was withdrawn or corrected is overwritten by `sweep`. What is asked for twice
 * at a time is made once.
 *
 * @param limit bytes
 */
export function openKeptWork(folder: string, limit: number) {
  const works = new Map<string, Kept>()
  const underway = new Map<string, Promise<Buffer | undefined>>()
  const file = openNamelessFile(folder, limit, () => works.clear())

  return {
    /** Whether it lies ready or is being made for somebody already: then it costs no work to ask for it. */
    atHand: (of: WorkOf): boolean => works.has(keyOf(of)) || underway.has(keyOf(of)),
    /** What lies ready, or what `make` gives; undefined is not kept. `holds` is asked again before keeping. */
    async of(of: WorkOf, holds: () => boolean, make: () => Promise<Buffer | undefined>): Promise<Buffer | undefined> {
      const key = keyOf(of)
      const kept = works.get(key)
      const ready = kept && file.read(kept)
      if (ready) return ready
      let making = underway.get(key)
      if (!making) {
        making = make()
          .then((bytes) => {
            const place = bytes && holds() ? file.put(bytes) : undefined
            if (place) works.set(key, { recordId: of.recordId, made: of.made, ...place })
            return bytes
          })
          .finally(() => underway.delete(key))
        underway.set(key, making)
      }
      return making
    },
    /** Forgets and overwrites everything whose record no longer shows what it was made from. */
    sweep(holds: (recordId: number, made: string) => boolean): void {
      for (const [key, kept] of works) {
        if (holds(kept.recordId, kept.made)) continue
        works.delete(key)
        file.wipe(kept)
      }
    },
    /** Whether words stand anywhere in the file; proves that what was swept is gone. */
    holding: (text: string): boolean => file.all().includes(text),
    close: file.close,
  }
}
export type KeptWork = ReturnType<typeof openKeptWork>
