import type { RequestEntry } from '../api/contract.ts'
import { requestKey } from '../api/request-key.ts'
import { typedStore } from '../identity/typed-here.ts'
import { today } from '../shell/dates.ts'

/** What is typed into the entry form, kept in this window until it is saved: survives a lost session. */
export type Entry = Omit<RequestEntry, 'applicant' | 'content' | 'note'> & {
  applicant: Required<RequestEntry['applicant']>
  content: Required<RequestEntry['content']>
  note: string
}

/** Cases made from the same letter so far, first first. */
export type Kept = { entry: Entry; made: { id: number; number: string }[] }

export const blankApplicant: Entry['applicant'] = {
  party: 'natural_person',
  name: '',
  identityKind: 'resident',
  identityNumber: '',
  representative: '',
  agent: '',
  guardian: '',
  phone: '',
  email: '',
  address: '',
  postcode: '',
}

export const blankContent: Entry['content'] = {
  asks: 'information',
  what: '',
  features: '',
  form: 'electronic',
  way: 'post',
}

export const blankEntry = (unitId: number): Entry => ({
  unitId,
  channel: 'counter',
  applicant: blankApplicant,
  content: blankContent,
  reachedOn: today(),
  note: '',
  requestKey: requestKey(),
})

/** The next one out of the same letter: who asks and how it came stay, what is asked for is empty. */
export const nextOf = (entry: Entry): Entry => ({
  ...entry,
  content: { ...entry.content, what: '', features: '' },
  note: '',
  requestKey: requestKey(),
})

export const isTyped = ({ applicant, content, note }: Entry): boolean =>
  [applicant.name, applicant.identityNumber, applicant.phone, content.what, note].some((text) => text.trim() !== '')

const store = typedStore<Kept>('request-entry', () => sessionStorage)
export const readEntry = (personId: number) => store.read(personId)
export const keepEntry = (personId: number, kept: Kept) => store.keep(personId, kept)
export const forgetEntry = (personId: number) => store.forget(personId)
