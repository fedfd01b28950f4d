import type { GivenLetter, RequestAction, RequestDetail } from '../api/contract.ts'
import { typedStore } from '../identity/typed-here.ts'
import { today } from '../shell/dates.ts'

/** What is typed into the drawer of one act; kept in this window until the act is done, so that nothing is lost. */
export type ActDraft = {
  data: Record<string, unknown>
  note: string
  letters: GivenLetter[]
  /** Letters that a person has changed: they are not written anew by themselves. */
  touched: string[]
  /** Warnings of the release gate that were seen and let pass, by their keys. */
  acknowledged?: string[]
}

export const noReply = {
  kind: '',
  grounds: [] as string[],
  reasons: '',
  materials: [] as string[],
  way: '',
  competentAgency: '',
  specialLaw: '',
  earlierCaseId: null as number | null,
  overridden: [] as number[],
  overrideReason: '',
}
export type ReplyDraft = typeof noReply

/** What stands in the fields at first. Days are today's, because most acts are written down on their day. */
export const begin = (action: RequestAction, request: RequestDetail): ActDraft => {
  const on = today()
  const open = request.consultations.filter((one) => one.answeredOn === null)
  const data: Partial<Record<RequestAction, Record<string, unknown>>> = {
    contact: { reached: true },
    confirm: { on, how: 'phone' },
    redirect: {},
    assign: request.ownerId ? { ownerId: request.ownerId } : {},
    ask_correction: { on, until: request.limits?.correctionUntil },
    take_correction: { on, excused: false },
    consult: { on, kind: 'third_party', agency: '' },
    record_service: { consultation: open.find((one) => one.servedOn === null)?.number, on },
    record_opinion: { consultation: open[0]?.number, on, opinion: undefined },
    ask_help: { on, helper: '', until: null },
    record_help: { help: request.helps.find((one) => one.answeredOn === null)?.number, on },
    extend: { on, workingDays: request.limits?.extensionDays ?? 20 },
    ask_reasons: { on },
    take_reasons: { on },
    delay: { on, until: null },
    charge: { on, basis: 'by_page', quantity: 1 },
    record_fee_service: { on },
    take_payment: { on, ticket: '' },
    log_search: { on, place: '', words: '', found: false },
    propose: { reply: request.reply ? replyOf(request.reply) : noReply },
    deliver: { way: request.content.way, on, tracking: '' },
    withdraw: { on },
    reopen: { on, remedyId: request.remedies.findLast((one) => one.outcome !== 'open')?.id, workingDays: 20 },
    look_again: { result: 'kept', nextOn: null },
  }
  return { data: data[action] ?? {}, note: '', letters: [], touched: [] }
}

/** Has a person written anything here? What the office proposes by itself need not be kept. */
export const isTyped = (draft: ActDraft, action: RequestAction, request: RequestDetail): boolean =>
  draft.note.trim() !== '' ||
  draft.touched.length > 0 ||
  JSON.stringify(draft.data) !== JSON.stringify(begin(action, request).data)

/** An answer that came back is mended, not written anew. */
const replyOf = (reply: NonNullable<RequestDetail['reply']>): ReplyDraft => {
  const { proposedFrom, signedOn, ...rest } = reply
  return rest
}

const store = typedStore<ActDraft>('request-act', () => sessionStorage)
const nameOf = (caseId: number, action: string) => `${caseId}.${action}`

export const readDraft = (personId: number, caseId: number, action: string) =>
  store.read(personId, nameOf(caseId, action))
export const keepDraft = (personId: number, caseId: number, action: string, draft: ActDraft) =>
  store.keep(personId, draft, nameOf(caseId, action))
export const forgetDraft = (personId: number, caseId: number, action: string) =>
  store.forget(personId, nameOf(caseId, action))
