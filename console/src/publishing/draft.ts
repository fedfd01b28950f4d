import type { DraftFields, Revision } from '../api/contract.ts'

export const emptyDraft: DraftFields = {
  title: '',
  bodyHtml: '',
  kind: 'other',
  columnId: null,
  catalogueItemId: null,
  docNumber: '',
  subject: [],
  formedOn: null,
  effectiveOn: null,
  expiresOn: null,
  issuer: '',
  summary: '',
  keywords: [],
  source: '',
  attribute: 'proactive',
  exemptionGround: '',
  attributeReason: '',
  replaces: [],
  attachments: [],
}

const fieldNames = Object.keys(emptyDraft) as (keyof DraftFields)[]

/** The fields a clerk may change, out of a saved revision. */
export function draftOf(revision: Revision): DraftFields {
  const out = { ...emptyDraft }
  for (const name of fieldNames) Object.assign(out, { [name]: revision[name] ?? emptyDraft[name] })
  out.attachments = revision.attachments.map(({ hash, name }) => ({ hash, name }))
  return out
}

/** Names of the fields in which two drafts differ. */
export const differences = (a: DraftFields, b: DraftFields): (keyof DraftFields)[] =>
  fieldNames.filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]))

export const isEmptyDraft = (draft: DraftFields): boolean =>
  draft.title.trim() === '' && draft.bodyHtml.replace(/<[^>]*>|&nbsp;|\s/g, '') === ''

/**
 * 发文字号 with the year in 〔〕 and the serial without 第 or leading zeros (GB/T 9704-2012, 7.2.5); text that is no
 * document number comes back trimmed, because the office's own check says what is wrong with it.
 */
export function normaliseDocNumber(text: string): string {
  const typed = text.normalize('NFKC').replace(/\s+/g, '')
  const numbered = typed.match(/^([\p{Script=Han}A-Za-z]+?)[〔[(【{「](\d{4})[〕\])】}」](?:第)?0*(\d+)号?$/u)
  if (numbered) return `${numbered[1]}〔${numbered[2]}〕${numbered[3]}号`
  const order = typed.match(/^(.+?令)第?0*(\d+)号$/)
  if (order) return `${order[1]}第${order[2]}号`
  return text.trim()
}
