import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chained, type Said } from '../../../bench/search/chained.ts'
import type { RecordPublished, UnitChanged } from '../../foundations/publication-log/entries.ts'
import { type OpenReplica, openReplica } from './open-replica.ts'
import { openReplicaWriter, type ReplicaWriter } from './writer.ts'

export const unit = (id: number, name: string, more: Partial<UnitChanged> = {}): UnitChanged => ({
  id,
  code: `u${id}`,
  name,
  shortName: name,
  kind: 'department',
  parentId: null,
  position: id,
  organisationCode: '00001434X',
  disclosureOffice: { name: '', address: '', officeHours: '', phone: '', fax: '', email: '', postcode: '' },
  dissolvedOn: null,
  mergedIntoId: null,
  ...more,
})

export const record = (
  id: number,
  title: string,
  body: string,
  more: Partial<RecordPublished> = {},
): RecordPublished => ({
  id,
  indexNumber: `00001434X/2024-${String(id).padStart(5, '0')}`,
  title,
  docNumber: '',
  unitId: 1,
  issuer: '县人民政府办公室',
  columnId: 1,
  catalogueItemId: null,
  sectorId: null,
  kind: 'notice',
  subject: [],
  formedOn: '2024-01-02',
  publishedAt: `2024-03-${String((id % 28) + 1).padStart(2, '0')}T02:00:00.000Z`,
  editionPublishedAt: `2024-03-${String((id % 28) + 1).padStart(2, '0')}T02:00:00.000Z`,
  effectiveOn: null,
  expiresOn: null,
  validity: null,
  repeal: null,
  summary: '',
  keywords: [],
  source: '',
  bodyHtml: `<p>${body}</p>`,
  attachments: [],
  edition: 1,
  history: [],
  sourceId: null,
  ...more,
})
const publish = (r: RecordPublished): Said => ({ kind: 'record.published', subject: `record/${r.id}`, payload: r })

let dir: string
let path: string
let writer: ReplicaWriter
let replica: OpenReplica
let today = '2026-05-01'
const say = (...said: Said[]) => writer.apply([...chained(said, writer.position())])

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'replica-'))
  path = join(dir, 'replica.sqlite')
  today = '2026-05-01'
  writer = openReplicaWriter(path, { today: () => today })
  replica = openReplica(path, { today: () => today })
  say(
    { kind: 'unit.changed', subject: 'unit/1', payload: unit(1, '县人民政府办公室') },
    { kind: 'unit.changed', subject: 'unit/2', payload: unit(2, '县水务局') },
  )
})
afterEach(() => {
  replica.close()
  writer.close()
  rmSync(dir, { recursive: true })
})

const find = (q: string) => replica.search({ q, sort: 'relevance', page: 1, size: 20 })

describe('search', () => {
  test('a word inside a sentence is found and marked', () => {
    say(publish(record(1, '关于做好防汛工作的通知', '各村要落实<b>山洪灾害</b>防御责任，备足物资。')))
    const result = find('山洪灾害')
    expect(result.total).toBe(1)
    expect(result.items[0]!.snippetHtml).toContain('<mark>')
    expect(replica.list({ page: 1, size: 10 }).total).toBe(1)
  })
})
