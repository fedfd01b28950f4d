import { answer, api } from '../api/client.ts'
import type { ActionKey, RecordDetail, WithdrawalGround } from '../api/contract.ts'

export type Decision = {
  reason: string
  acknowledged: string[]
  ground: WithdrawalGround
  repealedOn: string
  repealedBy: string
  /** The public item it rests on, when it was chosen. */
  repealedByRecordId: number | null
  /** 延长有效期: the new last day, or null for no fixed end, and what it rests on. */
  expiresOn: string | null
  basis: string
  /** 定时发布: the hour, or null for at once. */
  publishAt: string | null
}

/** Takes one step on a record. The revision and the gate that were seen go along, so that nobody decides on what they did not see. */
export function decide(record: RecordDetail, action: ActionKey, decision: Decision): Promise<RecordDetail | undefined> {
  const params = { path: { id: record.recordId } }
  const { reason, acknowledged, ground, repealedOn, repealedBy, repealedByRecordId, expiresOn, basis, publishAt } =
    decision
  const seen = { revision: record.revision.number, status: record.status }
  switch (action) {
    case 'submit':
      return answer(api.POST('/api/records/{id}/submission', { params, body: reason ? { reason } : {} }))
    case 'approve':
      return answer(
        api.POST('/api/records/{id}/approval', {
          params,
          body: { reason, ...seen, acknowledged, ...(publishAt ? { publishAt } : {}) },
        }),
      )
    case 'return':
      return answer(api.POST('/api/records/{id}/return', { params, body: { reason, ...seen } }))
    case 'doubt':
      return answer(api.POST('/api/records/{id}/doubt', { params, body: { reason, ...seen } }))
    case 'clear':
      return answer(api.POST('/api/records/{id}/clearance', { params, body: { reason, ...seen } }))
    case 'reschedule':
      return answer(api.PUT('/api/records/{id}/schedule', { params, body: { publishAt: publishAt ?? '', reason } }))
    case 'unschedule':
      return answer(api.DELETE('/api/records/{id}/schedule', { params, body: { reason } }))
    case 'correct':
      return answer(api.POST('/api/records/{id}/correction', { params, body: { reason } }))
    case 'withdraw':
      return answer(api.POST('/api/records/{id}/withdrawal', { params, body: { ground, reason } }))
    case 'repeal':
      return answer(
        api.POST('/api/records/{id}/repeal', { params, body: { repealedOn, repealedBy, repealedByRecordId, reason } }),
      )
    case 'extend':
      return answer(api.POST('/api/records/{id}/extension', { params, body: { expiresOn, basis, reason } }))
    case 'let_lapse':
      return answer(api.POST('/api/records/{id}/lapse', { params, body: { reason } }))
    case 'discard':
      return answer(api.DELETE('/api/records/{id}/draft', { params, body: { reason } }))
    case 'save':
      throw new Error('saving is done in the editor')
  }
}
