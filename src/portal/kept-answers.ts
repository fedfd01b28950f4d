import { openNamelessFile, type Place } from './nameless-file.ts'

/** What a kept answer is sent with; `headers` are without the etag. */
export type KeptAnswer = { tag: string; headers: string[]; route: string; body: () => Buffer | undefined }

type Kept = Place & { tag: string; headers: string[]; route: string; until: number }

/**
 * Finished answers in a nameless file: as many as a county's readers ask for in a day, and none of them in memory.
 *
 * @param limit bytes
 */
export function openKeptAnswers(folder: string, limit: number) {
  const answers = new Map<string, Kept>()
  /** Header lists are the same for most answers; each is held once. */
  const headerLists = new Map<string, string[]>()
  const file = openNamelessFile(folder, limit, () => {
    answers.clear()
    headerLists.clear()
  })

  return {
    /** The answer kept under `key`, unless `now` (milliseconds) is past the time it was kept for. */
    get(key: string, now: number): KeptAnswer | undefined {
      const kept = answers.get(key)
      if (kept === undefined || now >= kept.until) return undefined
      const { tag, route, headers } = kept
      return { tag, route, headers, body: () => file.read(kept) }
    },
    /** Keeps an answer. */
    set(key: string, answer: { tag: string; headers: string[]; route: string; until: number }, body: Buffer): void {
      const place = file.put(body)
      if (!place) return
      const list = answer.headers.join('\n')
      const headers = headerLists.get(list) ?? answer.headers
      headerLists.set(list, headers)
      answers.set(key, { ...answer, headers, ...place })
    },
    clear: file.clear,
    close: file.close,
  }
}
