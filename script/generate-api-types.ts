/**
 * Writes console/src/api/generated/schema.d.ts: the office's OpenAPI document as the `paths` type that openapi-fetch reads.
 *
 *   node script/generate-api-types.ts            from the routes of this tree; neither database nor port is opened
 *   node script/generate-api-types.ts FILE|URL   from a document kept elsewhere
 *   node script/generate-api-types.ts --check    exit 1 when the written file is out of date
 */
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {} from '@fastify/swagger'
import { type Document, pathsOf } from './openapi-types.ts'

const target = new URL('../console/src/api/generated/schema.d.ts', import.meta.url)

/** Registers every route and asks for the document; the pool below never connects, because nothing is queried. */
async function ownDocument(): Promise<Document> {
  await import('../src/platform/load-tsx.ts')
  const { buildOffice } = await import('../src/office.ts')
  const { openFiles } = await import('../src/foundations/files/files.ts')
  const { systemClock } = await import('../src/platform/clock.ts')
  const { readConfig } = await import('../src/platform/config.ts')
  const { connect } = await import('../src/platform/db/connect.ts')
  const { createLog } = await import('../src/platform/observability/log.ts')
  const { createMetrics } = await import('../src/platform/observability/metrics.ts')
  const database = connect('postgres://127.0.0.1:1/none')
  const log = createLog('silent')
  const office = await buildOffice({
    config: readConfig({}),
    log,
    metrics: createMetrics(),
    database,
    platform: {
      db: database.db,
      clock: systemClock,
      log,
      files: openFiles(join(tmpdir(), 'gongkai-no-files')),
      keyring: null as never,
      calendar: () => {
        throw new Error('no calendar is needed to describe the routes')
      },
      listeners: {},
    },
    unready: new Set(),
    reloadCalendar: async () => undefined,
    close: async () => undefined,
  })
  await office.ready()
  const document = office.swagger() as unknown as Document
  await office.close()
  await database.close()
  return document
}

async function foreignDocument(from: string): Promise<Document> {
  if (!/^https?:/.test(from)) return JSON.parse(await readFile(from, 'utf8')) as Document
  const response = await fetch(from)
  if (!response.ok) throw new Error(`${from}: ${response.status}`)
  return (await response.json()) as Document
}

const [argument] = process.argv.slice(2)
const document = argument && argument !== '--check' ? await foreignDocument(argument) : await ownDocument()
const written = pathsOf(document)
if (argument === '--check') {
  const standing = await readFile(target, 'utf8').catch(() => '')
  if (standing !== written) {
    process.stderr.write(
      'console/src/api/generated/schema.d.ts is out of date: run node script/generate-api-types.ts\n',
    )
    process.exit(1)
  }
} else {
  await writeFile(target, written)
  process.stdout.write(`${Object.keys(document.paths).length} paths → console/src/api/generated/schema.d.ts\n`)
}
process.exit(0)
