import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { connect, type Database } from '../../src/platform/db/connect.ts'

const admin = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: inject('postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A database of this test's own with every migration applied; `drop` closes and removes it. Takes about 40 ms. */
export const freshDatabase = async (): Promise<Database & { drop: () => Promise<void> }> => {
  const name = `t_${randomBytes(6).toString('hex')}`
  await admin((client) => client.query(`create database ${name} template ${inject('template')}`))
  const url = new URL(inject('postgres'))
  url.pathname = `/${name}`
  const database = connect(url.href, { max: 8 })
  return {
    ...database,
    async drop() {
      await database.close()
      await admin((client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}
