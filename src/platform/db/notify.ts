import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/** Wakes every process that listens on `channel` once this transaction commits. */
export const notify = (trx: Trx, channel: string, payload = '') =>
  sql`select pg_notify(${channel}, ${payload})`.execute(trx)
