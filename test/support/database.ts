import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { connect, type Database, type Db } from '../../src/platform/db/connect.ts'

const admin = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: inject('postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const urlOf = (kind: 'postgres' | 'application', name: string) => {
  const url = new URL(inject(kind))
  url.pathname = `/${name}`
  return url.href
}

export type TestDatabase = Database & {
  /** The same database as the owner of its tables, for what the running program may not do: tampering, above all. */
  owner: Db
  ownerUrl: string
  /** Closes and removes it. */
  drop: () => Promise<void>
}

/**
 * A database of this test's own with every migration applied, connected as the running program is. Takes about 40 ms.
 */
export const freshDatabase = async (): Promise<TestDatabase> => {
  const name = `t_${randomBytes(6).toString('hex')}`
  await admin((client) => client.query(`create database ${name} template ${inject('template')}`))
  const database = connect(urlOf('application', name), { max: 8 })
  const owner = connect(urlOf('postgres', name), { max: 2 })
  return {
    ...database,
    owner: owner.db,
    ownerUrl: owner.url,
    async drop() {
      await database.close()
      await owner.close()
      await admin((client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}
