import type { InquiryEntry } from '../api/contract.ts'
import { requestKey } from '../api/request-key.ts'
import { typedStore } from '../identity/typed-here.ts'
import { today } from '../shell/dates.ts'

/** What is typed into the entry form, kept in this window until it is saved: survives a lost session. */
export type Entry = Required<Omit<InquiryEntry, 'writer' | 'content'>> & {
  writer: Required<InquiryEntry['writer']>
  content: Required<InquiryEntry['content']>
}

const blankWriter: Entry['writer'] = { name: '', phone: '', email: '', address: '', pin: '' }
const blankContent: Entry['content'] = { subject: '', text: '', place: '' }

export const entryChannels = ['hotline', 'counter', 'post', 'visit', 'mailbox', 'handed_down'] as const

/**
 * A blank form. Where somebody comes from says how it begins:
 * `?kind=wish&channel=visit&unit=3&topic=land&about=17`; nothing personal ever stands in an address.
 */
export const blankEntry = (params: URLSearchParams, unitId: number | null): Entry => {
  const kind = params.get('kind') as Entry['kind'] | null
  const channel = entryChannels.find((one) => one === params.get('channel'))
  const number = (name: string) => Number(params.get(name)) || null
  return {
    kind: kind ?? 'question',
    channel: channel ?? 'hotline',
    unitId: number('unit') ?? unitId,
    mailboxId: null,
    topic: (params.get('topic') as Entry['topic'] | null) ?? 'other',
    source: '',
    sourceNumber: '',
    aboutCaseId: number('about'),
    aboutUnitId: null,
    writer: blankWriter,
    content: blankContent,
    receivedOn: today(),
    consent: null,
    note: '',
    requestKey: requestKey(),
  }
}

/** The next one from the same door. */
export const nextOf = (entry: Entry): Entry => ({
  ...entry,
  writer: blankWriter,
  content: { ...blankContent, place: entry.kind === 'wish' ? (entry.content.place.split(/\s/)[0] ?? '') : '' },
  consent: null,
  note: '',
  sourceNumber: '',
  requestKey: requestKey(),
})

export const isTyped = ({ writer, content, note, source }: Entry): boolean =>
  [writer.name, writer.phone, content.subject, content.text, note, source].some((text) => text.trim() !== '')

const store = typedStore<Entry>('inquiry-entry', () => sessionStorage)
export const readEntry = (personId: number) => store.read(personId)
export const keepEntry = (personId: number, entry: Entry) => store.keep(personId, entry)
export const forgetEntry = (personId: number) => store.forget(personId)
