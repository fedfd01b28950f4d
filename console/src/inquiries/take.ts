import { answer, api } from '../api/client.ts'
import type { InquiryAction, InquiryDetail } from '../api/contract.ts'
import type { ActDraft } from './act-draft.ts'

/** `/api/inquiries/{id}/pass-on` and its sisters: one route for each verb, made from the same table. */
type Route = '/api/inquiries/{id}/note'
const routeOf = (action: InquiryAction) => `/api/inquiries/{id}/${action.replaceAll('_', '-')}` as Route

/** Does one act with what was typed; undefined when the case is no longer this person's to see. */
export const take = (
  { id, version }: InquiryDetail,
  action: InquiryAction,
  { data, note }: ActDraft,
): Promise<InquiryDetail | undefined> =>
  answer(
    api.POST(routeOf(action), {
      params: { path: { id } },
      body: { version, data: data as Record<string, never>, note: note.trim() },
    }),
  )
