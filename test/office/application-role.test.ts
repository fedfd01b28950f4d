import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { changeableHistory } from '../../src/platform/db/application-role.ts'
import { connect } from '../../src/platform/db/connect.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { createJobs } from '../../src/platform/jobs.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'

/** What the running program's role may do in the database, and what it may not. */
let database: TestDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const kept = ['audit_entry', 'event', 'publication_log', 'revision', 'step']

describe('the running program', () => {
  test('can change no history, and knows it; the owner is told that he could', async () => {
    expect(await changeableHistory(database.pool)).toEqual([])
    const owner = connect(database.ownerUrl, { max: 1 })
    expect(await changeableHistory(owner.pool)).toEqual(expect.arrayContaining([...kept, 'publication_payload']))
    await owner.close()
  })

  test.each([
    ...kept.flatMap((table) => [
      `update ${table} set id = id`.replace('id = id', table === 'audit_entry' ? 'ip = ip' : 'at = at'),
      `delete from ${table}`,
      `truncate ${table} cascade`,
      `alter table ${table} disable trigger all`,
      `drop table ${table} cascade`,
    ]),
    'delete from publication_payload',
    'alter table publication_payload disable trigger publication_payload_only_blank',
    'create or replace function forbid_change() returns trigger language plpgsql as $$ begin return null; end $$',
    'create or replace function only_blank_payload() returns trigger language plpgsql as $$ begin return new; end $$',
    `set session_replication_role = replica`,
    'grant delete on audit_entry to gongkai_application',
    'create table other (id int)',
    `delete from migration`,
    `create role other superuser`,
    `set role postgres`,
    `copy audit_entry to program 'cat'`,
  ])('is refused: %s', async (statement) => {
    const refused = await sql
      .raw(statement)
      .execute(database.db)
      .then(
        () => 'done',
        (error: { code: string; message: string }) => error.code,
      )
    // A grant by somebody without the right is a warning, so what counts is that nothing was given.
    if (statement.startsWith('grant')) expect(await changeableHistory(database.pool)).toEqual([])
    else expect(refused).toBe('42501')
  })

  test('keeps its own job queue', async () => {
    const jobs = createJobs(database.url, createLog('silent'))
    await jobs.start([{ name: 'a-job', cron: '0 3 * * *', run: async () => undefined }])
    await jobs.stop()
  })

  test('asks for migrations without harm when there are none, and gets its rights on what is new', async () => {
    expect(await migrate(database.url)).toEqual([])
    await sql`create table fresh (id int)`.execute(database.owner)
    await sql`create trigger fresh_kept before delete on fresh for each statement execute function forbid_change()`.execute(
      database.owner,
    )
    await expect(sql`select from fresh`.execute(database.db)).rejects.toMatchObject({ code: '42501' })
    await migrate(database.ownerUrl, new URL(database.url).username)
    await sql`insert into fresh values (1)`.execute(database.db)
    await sql`update fresh set id = 2`.execute(database.db)
    await expect(sql`delete from fresh`.execute(database.db)).rejects.toMatchObject({ code: '42501' })
    await sql`drop table fresh`.execute(database.owner)
  })

  test('takes over a queue that the owner once kept', async () => {
    const client = new pg.Client({ connectionString: database.ownerUrl })
    await client.connect()
    await client.query('drop schema pgboss cascade')
    await client.end()
    const before = createJobs(database.ownerUrl, createLog('silent'))
    await sql`create schema pgboss`.execute(database.owner)
    await before.start([])
    await before.stop()
    await sql`create table later (id int)`.execute(database.owner)
    await migrate(database.ownerUrl, new URL(inject('application')).username)
    const after = createJobs(database.url, createLog('silent'))
    await after.start([{ name: 'a-job', cron: '0 3 * * *', run: async () => undefined }])
    await after.stop()
    await sql`drop table later`.execute(database.owner)
  })
})
