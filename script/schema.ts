import { execFileSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from '../src/platform/db/connect.ts'
import { dumpSchema } from '../src/platform/db/dump.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { home } from '../src/platform/home.ts'

const cluster = await startEmbedded(join(home, '.tmp', 'postgres'), { flags: ['-c', 'fsync=off'] })
const { pool: admin } = connect(cluster.url('postgres'), { max: 1 })
await admin.query('drop database if exists schema_dump')
await admin.query('create database schema_dump')
await migrate(cluster.url('schema_dump'))
const { pool } = connect(cluster.url('schema_dump'), { max: 1 })
await writeFile(join(home, 'db', 'schema.sql'), await dumpSchema(pool))
await pool.end()

const types = join(home, 'src', 'platform', 'db', 'generated', 'schema.ts')
await mkdir(join(types, '..'), { recursive: true })
execFileSync(
  join(home, 'node_modules', '.bin', 'kysely-codegen'),
  [
    '--dialect=postgres',
    `--url=${cluster.url('schema_dump')}`,
    `--out-file=${types}`,
    '--exclude-pattern=migration',
    '--date-parser=string',
    '--numeric-parser=number',
    '--overrides={"columns":{}}',
    '--log-level=error',
  ],
  { stdio: 'inherit' },
)
// pg is told to parse int8 as a number (connect.ts); the generator cannot know.
const made = await readFile(types, 'utf8')
await writeFile(
  types,
  made.replace(/export type Int8 = .*/, 'export type Int8 = ColumnType<number, number | string, number | string>;'),
)
await admin.query('drop database schema_dump')
await admin.end()
await cluster.stop()
