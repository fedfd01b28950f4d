import type { InquiryAction, InquiryDetail } from '../api/contract.ts'
import { typedStore } from '../identity/typed-here.ts'
import { today } from '../shell/dates.ts'

/** What is typed into the drawer of one act; kept in this browser until the act is done, also when the tab is closed. */
export type ActDraft = { data: Record<string, unknown>; note: string }

const noSources = { records: [] as number[], knowledge: [] as number[] }

/** What stands in the fields at first. */
export const begin = (action: InquiryAction, inquiry: InquiryDetail): ActDraft => {
  const on = today()
  const { reply } = inquiry
  // Suggested from the words of the letter; whoever sorts sees why, and decides.
  const likely = inquiry.suggestion?.unitId ? { unitId: inquiry.suggestion.unitId } : {}
  const data: Partial<Record<InquiryAction, Record<string, unknown>>> = {
    dispatch: likely,
    assign: inquiry.ownerId ? { ownerId: inquiry.ownerId } : {},
    grade: { complexity: 'complex' },
    record_step: { step: 'on_site', on },
    explain: { until: null },
    propose: { outcome: reply?.outcome === 'directed' ? 'directed' : 'answered', sources: reply?.sources ?? noSources },
    answer_at_once: { sources: noSources },
    // Asked of the unit that has it; while it is sorted, nobody is asked yet.
    to_request: inquiry.status === 'sorting' ? likely : { unitId: inquiry.unitId },
    decide: { outcome: undefined, anew: false },
    rate: { satisfaction: undefined, how: 'call' },
    reopen: { complaintId: null },
  }
  // A paper that came back is mended, not written anew.
  const written =
    (action === 'propose' || action === 'decide') && reply && !reply.given
      ? reply.text
      : action === 'answer_part'
        ? (inquiry.parts.find((part) => part.open)?.answer ?? '')
        : ''
  return { data: data[action] ?? {}, note: written }
}

const store = typedStore<ActDraft>('inquiry-act', () => localStorage)
const nameOf = (caseId: number, action: string) => `${caseId}.${action}`

export const readDraft = (personId: number, caseId: number, action: string) =>
  store.read(personId, nameOf(caseId, action))
export const keepDraft = (personId: number, caseId: number, action: string, draft: ActDraft) =>
  store.keep(personId, draft, nameOf(caseId, action))
export const forgetDraft = (personId: number, caseId: number, action: string) =>
  store.forget(personId, nameOf(caseId, action))
