import { answer, api } from '../api/client.ts'
import type { RequestAction, RequestDetail } from '../api/contract.ts'
import type { ActDraft } from './act-draft.ts'
import { lettersFor } from './act-letters.tsx'

/** `/api/requests/{id}/ask-correction` and its sisters: one route for each verb, made from the same table. */
type Route = '/api/requests/{id}/note'
const routeOf = (action: RequestAction) => `/api/requests/{id}/${action.replaceAll('_', '-')}` as Route

/** Does one act with what was typed; the version that was seen goes along. */
export const take = async (request: RequestDetail, action: RequestAction, draft: ActDraft): Promise<RequestDetail> => {
  const params = { path: { id: request.id } }
  const { version } = request
  if (action === 'convert') {
    await answer(api.POST('/api/requests/{id}/publication', { params, body: { version } }))
    return answer(api.GET('/api/requests/{id}', { params }))
  }
  const wanted = lettersFor(action, draft.data)
  return answer(
    api.POST(routeOf(action), {
      params,
      body: {
        version,
        data: draft.data as Record<string, never>,
        note: draft.note.trim(),
        letters: draft.letters.filter((letter) => wanted.includes(letter.key)),
        acknowledged: draft.acknowledged ?? [],
      },
    }),
  )
}
