import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './generated/schema.ts'
import { poolOn } from './hosts.ts'

export type Db = Kysely<DB>
export type Trx = Transaction<DB>
/** What a store function takes: the plain connection for reads, a transaction where it must be one. */
export type Connection = Db | Trx

// Legal days stay strings (YYYY-MM-DD); a Date would move them across midnight. bigint ids fit a double for ever here.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))

export type Database = { db: Db; pool: pg.Pool; url: string; close: () => Promise<void> }

/** @param options.settings server settings for these connections, e.g. `-c synchronous_commit=off` */
/** @param url of one server, or of several of which one takes writes, see `hosts.ts` */
export const connect = (url: string, options: { max?: number; settings?: string } = {}): Database => {
  const pool = poolOn(url, {
    max: options.max ?? 10,
    connectionTimeoutMillis: 5_000,
    application_name: 'gongkai',
    ...(options.settings ? { options: options.settings } : {}),
    statement_timeout: 60_000,
    // A server that went silent says nothing of its own time-outs.
    query_timeout: 65_000,
    idle_in_transaction_session_timeout: 60_000,
  })
  // An idle connection that breaks (database stopped) must not end the program; the next query says so itself.
  pool.on('error', () => undefined)
  // The same for one that breaks between two statements of a transaction: the pool listens only while it is idle.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  const close = async () => {
    await db.destroy()
    // Kysely ends only a pool it has used itself.
    if (!pool.ending) await pool.end()
  }
  return { db, pool, url, close }
}

const away = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  // Shutting down, crashed, starting up, connection lost or refused; and a server that has become a standby.
  ...['57P01', '57P02', '57P03', '08006', '08001', '25006'],
])

/** True for errors that mean "the database cannot be reached", as against a refused statement. */
export const unreachable = (error: unknown): boolean => {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  return (
    away.has(code ?? '') ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      message ?? '',
    )
  )
}
