import type { Ctx, Platform, Work } from '../../foundations/context.ts'
import type { Connection } from '../../platform/db/connect.ts'
import type { AriSettings, Switch } from '../../platform/telephony/index.ts'

/** What the desk needs of others; src/office.ts puts it together. */

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
  /** One of the port's `kinds`. */
  kind: string
  /** null: the county's office finds out whose it is. Of a complaint or report the unit meant, which does not get it. */
  unitId: number | null
  /** The case complained of, where it is one of the caller's. */
  aboutCaseId: number | null
  topic: string
  name: string
  phone: string
  /** 查询密码: of who leaves no telephone. */
  pin: string
  subject: string
  text: string
  place: string
}

export type OpenedInquiry = {
  id: number
  address: string
  /** 查询码, for the caller. */
  code: string
  /** Supervision's alone: who answered the call reads it no more. */
  restricted: boolean
}

export type HotlinePorts = {
  knowledge?: Library | undefined
  /** Counts that an answer was read out. */
  told?: ((work: Work, entryId: number) => Promise<void>) | undefined
  /** Earlier cases of whoever calls, of those that the actor may read. */
  casesOfCaller?: ((ctx: Pick<Ctx, 'db' | 'actor'>, callerKey: string) => Promise<CallerCase[]>) | undefined
  openInquiry?: ((platform: Platform, work: Work, given: NewInquiry) => Promise<OpenedInquiry>) | undefined
  /** Names of the kinds of cases that a call can become, by key. */
  kinds?: Record<string, string> | undefined
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
  /** The gateway hands over what is sent back. */
  replies?: boolean
}
