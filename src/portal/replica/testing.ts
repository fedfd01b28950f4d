import type { Said } from '../../foundations/publication-log/chained.ts'
import type { ColumnChanged, RecordPublished, UnitChanged } from '../../foundations/publication-log/entries.ts'

/** Small payloads for tests; every field can be given another value. */
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
export const publish = (r: RecordPublished): Said => ({
  kind: 'record.published',
  subject: `record/${r.id}`,
  payload: r,
})

export const column = (id: number, parentId: number | null, title: string): ColumnChanged => ({
  id,
  code: `c${id}`,
  parentId,
  title,
  description: '',
  article: '',
  entry: 'statutory',
  position: id,
  appliesTo: [],
})

export const withdraw = (id: number): Said => ({
  kind: 'record.withdrawn',
  subject: `record/${id}`,
  payload: {
    id,
    indexNumber: `00001434X/2024-${String(id).padStart(5, '0')}`,
    unitId: 1,
    withdrawnAt: '2026-04-01T02:00:00.000Z',
    ground: 'wrong',
    reason: '内容有误，已撤回。',
  },
})
