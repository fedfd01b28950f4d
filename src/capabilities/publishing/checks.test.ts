import { describe, expect, test } from 'vitest'
import { findPersonalData, findSecrecyMarks } from '../../foundations/personal-data/index.ts'
import { recordKinds } from '../../foundations/publication-log/entries.ts'
import { blocking, checkDraft, type Facts, unacknowledged } from './checks.ts'
import { type DraftFields, draftFields } from './record.ts'
import { cleanDraft } from './testing.ts'

const facts = (more: Partial<Facts> = {}): Facts => ({
  today: '2026-03-02',
  bodyText: '河道管理办法已经审议通过，现印发给你们。',
  columnFits: true,
  catalogueItemKnown: false,
  due: { on: '2026-03-27', provisional: false },
  live: false,
  duplicates: [],
  findings: [],
  files: [],
  words: [],
  names: { unitId: 1, units: [], codes: new Map() },
  links: [],
  inLinks: [],
  pictures: { placed: [], kept: new Set() },
  replaced: { recordId: null, byGovernment: false, items: [] },
  sameNumber: null,
  ...more,
})
const found = (draft: Partial<DraftFields>, more: Partial<Facts> = {}) =>
  checkDraft(cleanDraft(1, draft), facts(more)).map((issue) => `${issue.severity} ${issue.field} ${issue.key}`)

/** What gatherFacts finds in a text, without a database. */
const inBody = (text: string): Partial<Facts> => ({
  bodyText: text,
  findings: [...findPersonalData(text), ...findSecrecyMarks(text)].map((finding) => ({ field: 'bodyHtml', finding })),
})

describe('a clean draft', () => {
  test('has nothing to mend', () => expect(found({})).toEqual([]))
  test.each(recordKinds)('%s with all that is needed is not stopped', (kind) => {
    expect(blocking(checkDraft(cleanDraft(1, { kind }), facts()))).toEqual([])
  })
  test('an attachment may stand for the body', () => {
    const attachments = [{ hash: 'a'.repeat(64), name: '河道名录.xlsx' }]
    expect(found({ bodyHtml: '', attachments }, { bodyText: '' })).toEqual([])
  })
  test('a notice needs neither number nor day of entry into force', () => {
    expect(found({ kind: 'notice', docNumber: '', effectiveOn: null, subject: [] })).toEqual([])
  })
})

describe('every issue by its key', () => {
  test.each<[string, Partial<DraftFields>, Partial<Facts>, string]>([
    ['no title', { title: '' }, {}, 'block title title-missing'],
    ['neither body nor attachment', { bodyHtml: '' }, { bodyText: ' \n' }, 'block bodyHtml body-missing'],
    ['no column', { columnId: null }, { columnFits: false }, 'block columnId column-missing'],
    ['a column for townships only', {}, { columnFits: false }, 'block columnId column-unfit'],
    ['a catalogue item since removed', { catalogueItemId: 9 }, {}, 'block catalogueItemId catalogue-item-unknown'],
    ['no date of formation', { formedOn: null }, { due: null }, 'block formedOn formed-missing'],
    ['a normative document without 文号', { docNumber: '' }, {}, 'block docNumber doc-number-missing'],
    ['… without day of entry into force', { effectiveOn: null }, {}, 'block effectiveOn effective-missing'],
    ['… without subject', { subject: [] }, {}, 'warn subject subject-missing'],
    ['no summary', { summary: '' }, {}, 'info summary summary-missing'],
    ['formed tomorrow', { formedOn: '2026-03-03', effectiveOn: '2026-03-03' }, {}, 'block formedOn formed-future'],
    ['expires on the day it begins', { expiresOn: '2026-03-01' }, {}, 'block expiresOn expires-before-effective'],
    ['in force before it was made', { effectiveOn: '2026-02-25' }, {}, 'warn effectiveOn effective-before-formed'],
    ['a notice with a validity', { kind: 'notice' }, {}, 'info effectiveOn validity-unusual'],
    ['a day late', {}, { due: { on: '2026-03-01', provisional: false } }, 'warn formedOn overdue'],
    ['an odd 文号', { docNumber: '第三号文' }, {}, 'warn docNumber doc-number-shape'],
    ['文号 of last year', { docNumber: '云溪政发〔2025〕3号' }, {}, 'warn docNumber doc-number-year'],
    [
      'not public without a ground of arts 14-16',
      { attribute: 'not_public', attributeReason: '涉及第三方' },
      {},
      'block exemptionGround ground-missing',
    ],
    [
      'not public on a ground that no article knows',
      { attribute: 'not_public', exemptionGround: 'EX99', attributeReason: '涉及第三方' },
      {},
      'block exemptionGround ground-missing',
    ],
    ['on request without a reason', { attribute: 'on_request' }, {}, 'block attributeReason attribute-reason-missing'],
    [
      'withheld although it is public',
      { attribute: 'on_request', attributeReason: '涉及第三方' },
      { live: true },
      'block attribute attribute-live',
    ],
    [
      'published before',
      {},
      { duplicates: [{ recordId: 5, title: '河道管理办法', same: true, url: '/items/5' }] },
      'warn bodyHtml duplicate-5',
    ],
    [
      'an identity number',
      {},
      inBody('申请人 11010519491231002X，已核实。'),
      'block bodyHtml identity_number-bodyHtml-4',
    ],
    [
      'an identity number in the name of a file',
      {},
      {
        findings: findPersonalData('名单.xlsx\n11010519491231002X.pdf').map((finding) => ({
          field: 'attachments',
          finding,
        })),
      },
      'block attachments identity_number-attachments-8',
    ],
    [
      'a mobile number that only a link holds',
      {},
      { inLinks: findPersonalData('13800138000') },
      'warn bodyHtml mobile_phone-link-1',
    ],
    ['a duty mobile phone', {}, inBody('值班电话 13800138000。'), 'warn bodyHtml mobile_phone-bodyHtml-5'],
    ['a mark of secrecy', {}, inBody('秘密★10年\n关于河道的报告'), 'block bodyHtml classified-bodyHtml-0'],
  ])('%s', (_, draft, more, issue) => {
    expect(found(draft, more)).toEqual([issue])
  })

  test.each([
    ['formed today', { formedOn: '2026-03-02', effectiveOn: '2026-03-02' }, {}],
    [
      'not public on the ground of art 15, with a reason',
      { attribute: 'not_public', exemptionGround: 'EX15', attributeReason: '涉及第三方' },
      {},
    ],
    ['expires the day after it begins', { expiresOn: '2026-03-02' }, {}],
    ['due today', {}, { due: { on: '2026-03-02', provisional: false } }],
    ['late, but public since long', {}, { due: { on: '2026-01-05', provisional: false }, live: true }],
  ] as [string, Partial<DraftFields>, Partial<Facts>][])('%s is in order', (_, draft, more) => {
    expect(found(draft, more)).toEqual([])
  })
})

describe('an empty draft', () => {
  test('hears everything at once and nothing twice', () => {
    const issues = checkDraft(draftFields.parse({}), facts({ bodyText: '', due: null, columnFits: false }))
    expect(issues.map((issue) => issue.key)).toEqual([
      'title-missing',
      'body-missing',
      'column-missing',
      'formed-missing',
      'summary-missing',
    ])
    for (const issue of issues) expect(issue.message).toMatch(/\p{Script=Han}/u)
  })
})

describe('acknowledging', () => {
  const issues = checkDraft(cleanDraft(1, { subject: [], summary: '', title: '' }), facts())
  test('warnings must be seen by key, and notes need not', () => {
    expect(unacknowledged(issues, []).map((one) => one.key)).toEqual(['subject-missing'])
    expect(unacknowledged(issues, ['subject-missing'])).toEqual([])
  })
  test('what blocks cannot be acknowledged away', () => {
    expect(blocking(issues).map((one) => one.key)).toEqual(['title-missing'])
  })
})
