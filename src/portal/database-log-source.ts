import { logChannel } from '../foundations/publication-log/append.ts'
import { logHead, readLog } from '../foundations/publication-log/read.ts'
import type { Database } from '../platform/db/connect.ts'
import { listening } from '../platform/db/listening.ts'
import type { LogSource } from './follower.ts'

/** Longest time between two looks when nobody calls: a lost notification costs this much and no more. */
const patience = 1_000

/** The log as the office's database has it: woken by NOTIFY at commit, looking by itself once a second. */
export const databaseLogSource = (database: Database): LogSource & { close: () => Promise<void> } => {
  let wake: (() => void) | undefined
  let rung = false
  const ring = () => {
    rung = true
    wake?.()
  }
  let ear: ReturnType<typeof listening> | undefined
  return {
    read(after, size) {
      ear ??= listening(database.url, { channel: logChannel, named: 'gongkai portal', heard: ring, missed: ring })
      rung = false
      return readLog(database.db, after, size)
    },
    length: async () => (await logHead(database.db)).seq,
    grown: (signal) =>
      new Promise((resolve) => {
        if (rung || signal.aborted) return resolve()
        const done = () => {
          clearTimeout(timer)
          signal.removeEventListener('abort', done)
          wake = undefined
          resolve()
        }
        const timer = setTimeout(done, patience)
        signal.addEventListener('abort', done)
        wake = done
      }),
    close: async () => ear?.close(),
  }
}
