import { setTimeout as sleep } from 'node:timers/promises'
import type { LogEntry } from '../foundations/publication-log/entries.ts'
import { type KeptFiles, openKeptFiles } from './kept-files.ts'
import { type OfficeLink, SubmissionRefused } from './office-link.ts'
import { remoteDesks } from './remote-desk.ts'

/** Time between two looks at the log, ms: what is published is seen well within a second. */
const between = 400
/** An office that says nothing for so long (ms) is away. */
const patience = 10_000
const patienceForFiles = 120_000

/** Files go with these. */
const patienceOf = (path: string) => (/\/(act|file)$/.test(path) ? patienceForFiles : patience)

/** An answer that says no. */
class Refused extends Error {
  readonly status: number
  constructor(path: string, status: number, text: string) {
    super(`${path}: ${status} ${text.slice(0, 300)}`)
    this.status = status
  }
}

export type RemoteOffice = OfficeLink & { files: KeptFiles }

/**
 * The office, or another portal, at an HTTP address. What it says is believed as far as it can be checked: entries by
 * their chain, checkpoints by the replica, bytes by their hash.
 * @param given.folder where this portal keeps attachments
 */
export const remoteOffice = (given: { url: string; token: string | undefined; folder: string }): RemoteOffice => {
  const headers: Record<string, string> = {
    'x-gongkai': '1',
    ...(given.token ? { authorization: `Bearer ${given.token}` } : {}),
  }
  const ask = async (path: string, init: RequestInit = {}, wait = patience) => {
    const answer = await fetch(given.url + path, {
      ...init,
      headers: { ...headers, ...(init.body ? { 'content-type': 'application/json' } : {}) },
      redirect: 'error',
      signal: AbortSignal.timeout(wait),
    })
    if (!answer.ok) throw new Refused(path, answer.status, await answer.text())
    return answer
  }
  const text = async (path: string) => (await ask(path)).text()
  const note = () => text('/api/v1/log/checkpoint')

  let known: { note: string; key: string } | undefined
  const files = openKeptFiles(given.folder, async (hash, recordId) => {
    const path = `/api/v1/records/${recordId}/files/${hash}`
    try {
      return Buffer.from(await (await ask(path, {}, patienceForFiles)).arrayBuffer())
    } catch (error) {
      if (error instanceof Refused && error.status === 404) return undefined
      throw error
    }
  })
  return {
    files,
    log: {
      async read(after, size) {
        const { items } = (await (await ask(`/api/v1/log?after=${after}&size=${size}`)).json()) as {
          items: LogEntry[]
        }
        // A log that goes on elsewhere is not ours: better to stand still than to throw the replica away for it.
        if (!Array.isArray(items) || items.some((entry, i) => entry?.seq !== after + 1 + i))
          throw new Error(`${given.url} does not go on after entry ${after}`)
        return items
      },
      // Of a note only this is believed; the log itself says where it ends.
      length: async () => Number((await note()).split('\n')[1]) || undefined,
      grown: (signal) => sleep(between, undefined, { signal }).catch(() => undefined),
    },
    async checkpoint() {
      const newest = await note()
      if (newest !== known?.note) known = { note: newest, key: (await text('/api/v1/log/key')).trim() }
      return known
    },
    openFile: files.open,
    intakeKey: async () => ((await (await ask('/api/v1/intake/key')).json()) as { key: string }).key,
    async deliver(sealed) {
      try {
        await ask('/api/v1/intake', { method: 'POST', body: JSON.stringify(sealed) }, patienceForFiles)
      } catch (error) {
        throw error instanceof Refused && [413, 422].includes(error.status)
          ? new SubmissionRefused(error.message)
          : error
      }
    },
    desks: remoteDesks((path, body) =>
      fetch(given.url + path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(patienceOf(path)),
      }),
    ),
    close: async () => undefined,
  }
}
