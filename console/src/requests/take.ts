import { answer, api, upload } from '../api/client.ts'
import type { FileStored, RequestAction, RequestDetail } from '../api/contract.ts'
import { problemOf } from '../api/problem.ts'
import type { ActDraft } from './act-draft.ts'
import { lettersFor } from './act-letters.tsx'

/** `/api/requests/{id}/ask-correction` and its sisters: one route for each verb, made from the same table. */
type Route = '/api/requests/{id}/note'
const routeOf = (action: RequestAction) => `/api/requests/{id}/${action.replaceAll('_', '-')}` as Route

/** Does one act with what was typed; the version that was seen goes along. */
export const take = async (request: RequestDetail, action: RequestAction, draft: ActDraft): Promise<RequestDetail> => {
  const data = action === 'convert' ? { recordId: await draftRecord(request, String(draft.data.title)) } : draft.data
  const wanted = lettersFor(action, draft.data)
  return answer(
    api.POST(routeOf(action), {
      params: { path: { id: request.id } },
      body: {
        version: request.version,
        data: data as Record<string, never>,
        note: draft.note.trim(),
        letters: draft.letters.filter((letter) => wanted.includes(letter.key)),
      },
    }),
  )
}

/** 转为主动公开 (条例 art 44): a draft of publishing with what the applicant was given, to be written out and reviewed there. */
const draftRecord = async (request: RequestDetail, title: string): Promise<number> => {
  const attachments: { hash: string; name: string }[] = []
  for (const id of request.reply?.materials ?? []) {
    const paper = request.documents.find((one) => one.id === id)
    if (!paper) continue
    const response = await fetch(`/api/requests/${request.id}/documents/${id}`)
    if (!response.ok) throw problemOf(await response.json().catch(() => null), response.status)
    const stored = await upload<FileStored>('/api/files', new File([await response.blob()], paper.name))
    attachments.push({ hash: stored.hash, name: stored.name })
  }
  const made = await answer(api.POST('/api/records', { body: { unitId: request.unitId, title, attachments } }))
  return made.recordId
}
