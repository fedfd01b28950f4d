import type { Platform, Work } from '../../foundations/context.ts'
import type { Connection } from '../../platform/db/connect.ts'
import type { AriSettings, Switch } from '../../platform/telephony/index.ts'

/** What the desk needs of others; src/app.ts puts it together. */

/** Something that answers a question, as found while an operator types. */
export type Found = {
  id: number
  title: string
  /** One line: whose it is, of when. */
  lead: string
  /** What is read out; empty where it has to be fetched with `read`. */
  text: string
  unitId: number | null
  /** Nobody should rely on it before looking: its source has ended, its review is overdue. */
  doubtful: boolean
}

export type Library = {
  search: (db: Connection, q: string, limit: number) => Promise<Found[]>
  /** The whole of one where `search` gives a part only; undefined when it is no longer public. */
  read?: (db: Connection, id: number) => Promise<Found | undefined>
}

export type CallerCase = { id: number; number: string; summary: string; status: string; on: string; address: string }

export type NewInquiry = {
  /** Makes one case however often it is sent. */
  requestKey: string
  /** null: the county's office finds out whose it is. */
  unitId: number | null
  topic: string
  name: string
  phone: string
  subject: string
  text: string
}

export type HotlinePorts = {
  knowledge?: Library | undefined
  /** Counts that an answer was read out. */
  told?: ((work: Work, entryId: number) => Promise<void>) | undefined
  casesOfCaller?: ((db: Connection, callerKey: string) => Promise<CallerCase[]>) | undefined
  openInquiry?:
    | ((platform: Platform, work: Work, given: NewInquiry) => Promise<{ id: number; address: string }>)
    | undefined
  /** Names of the topics a case can have, by key. */
  topics?: Record<string, string> | undefined
}

export type Hotline = HotlinePorts & {
  /** The database, to be woken by it. */
  url: string
  /** The telephone switch as it is set now; undefined, or giving undefined, where there is none. */
  pbx?: (() => Promise<Switch | undefined>) | undefined
  /** The connection that the server's environment gives, used where none is set on the console. */
  server?: AriSettings | undefined
  /** SMS go out; otherwise they wait in the outbox. */
  sms?: boolean
}
