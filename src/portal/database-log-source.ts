import type pg from 'pg'
import { logChannel } from '../foundations/publication-log/append.ts'
import { readLog } from '../foundations/publication-log/read.ts'
import type { Database } from '../platform/db/connect.ts'
import { connectClient } from '../platform/db/hosts.ts'
import type { LogSource } from './follower.ts'

/** Longest time between two looks when nobody calls: a lost notification costs this much and no more. */
const patience = 1_000

/** The log as the office's database has it: woken by NOTIFY at commit, looking by itself once a second. */
export const databaseLogSource = (database: Database): LogSource & { close: () => Promise<void> } => {
  let listener: pg.Client | undefined
  let wake: (() => void) | undefined
  let rung = false
  const ring = () => {
    rung = true
    wake?.()
  }
  const listen = async () => {
    const client = await connectClient(database.url, { application_name: 'gongkai portal' })
    client.on('notification', ring)
    client.on('error', () => {
      if (listener === client) listener = undefined
      ring()
    })
    client.on('end', () => {
      if (listener === client) listener = undefined
    })
    await client.query(`listen ${logChannel}`)
    listener = client
  }
  return {
    async read(after, size) {
      if (!listener) await listen()
      rung = false
      return readLog(database.db, after, size)
    },
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
    async close() {
      await listener?.end()
    },
  }
}
