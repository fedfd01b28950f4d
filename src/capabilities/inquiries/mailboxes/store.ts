import type { Connection } from '../../../platform/db/connect.ts'

/** SQL on mailbox. */

export type Mailbox = {
  id: number
  title: string
  holder: string
  post: string
  duties: string
  unitId: number
  position: number
  closedOn: string | null
}

const columns = [
  'id',
  'title',
  'holder',
  'post',
  'duties',
  'unit_id as unitId',
  'position',
  'closed_on as closedOn',
] as const

export const allMailboxes = (db: Connection): Promise<Mailbox[]> =>
  db.selectFrom('mailbox').select(columns).orderBy('position').orderBy('id').execute()

/** The box that takes letters; undefined when there is none or it was closed. */
export const openMailbox = (db: Connection, id: number): Promise<Mailbox | undefined> =>
  db.selectFrom('mailbox').select(columns).where('id', '=', id).where('closed_on', 'is', null).executeTakeFirst()
