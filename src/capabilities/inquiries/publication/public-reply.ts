import { type Actor, type Post, postFor } from '../../../foundations/identity/actor.ts'
import { type Role, roles } from '../../../foundations/identity/roles.ts'
import { publicationWords as w } from './words.zh.ts'

/** 公开的来信与答复: a letter with its answer, with the writer's consent; or why an answer is late. */

export const whats = ['reply', 'explanation'] as const
export type What = (typeof whats)[number]

export const replyStatuses = ['prepared', 'reviewed', 'published', 'returned', 'withdrawn'] as const
export type ReplyStatus = (typeof replyStatuses)[number]

export const replyActions = ['prepare', 'review', 'publish', 'return', 'withdraw'] as const
export type ReplyAction = (typeof replyActions)[number]

type Row = { action: ReplyAction; from: ReplyStatus | 'none'; by: Role; to: ReplyStatus; reason?: true }

/** clerk writes → head reviews → secrecy review publishes (条例 art 17). Three people, none of them twice. */
export const replyTransitions: readonly Row[] = [
  { action: 'prepare', from: 'none', by: 'clerk', to: 'prepared' },
  { action: 'prepare', from: 'returned', by: 'clerk', to: 'prepared' },
  { action: 'prepare', from: 'withdrawn', by: 'clerk', to: 'prepared' },
  { action: 'review', from: 'prepared', by: 'section_head', to: 'reviewed' },
  { action: 'publish', from: 'reviewed', by: 'secrecy_reviewer', to: 'published' },
  { action: 'return', from: 'prepared', by: 'section_head', to: 'returned', reason: true },
  { action: 'return', from: 'reviewed', by: 'secrecy_reviewer', to: 'returned', reason: true },
  { action: 'withdraw', from: 'published', by: 'section_head', to: 'withdrawn', reason: true },
  { action: 'withdraw', from: 'published', by: 'disclosure_office', to: 'withdrawn', reason: true },
]

export type ReplyStanding = {
  status: ReplyStatus | 'none'
  unitId: number
  preparedBy: number | null
  reviewedBy: number | null
}

export type ReplyVerdict =
  | { allowed: true; row: Row; post: Post }
  | { allowed: false; wrong: 'role' | 'state' | 'person'; why: string }

/** May this actor do this to what stands like that, and if not, why (in Chinese)? */
export const mayReply = (actor: Actor, action: ReplyAction, standing: ReplyStanding): ReplyVerdict => {
  const every = replyTransitions.filter((row) => row.action === action)
  const postOf = ({ by }: Row) =>
    postFor(actor, (post) => post.role === by && (roles[by].countyWide || post.unitId === standing.unitId))
  const wrongRole = (rows: readonly Row[]) =>
    ({
      allowed: false,
      wrong: 'role',
      why: w.wrongRole([...new Set(rows.map((row) => roles[row.by].label))].join('、')),
    }) as const
  if (!every.some(postOf)) return wrongRole(every)
  const here = every.filter((row) => row.from === standing.status)
  if (!here.length) return { allowed: false, wrong: 'state', why: w.wrongState }
  const row = here.find(postOf)
  const post = row && postOf(row)
  if (!row || !post) return wrongRole(here)
  const hands = [actor.personId, post.onBehalfOf?.personId]
  const deciding = action === 'review' || action === 'publish' || action === 'return'
  if (
    deciding &&
    [standing.preparedBy, standing.reviewedBy].some((person) => person !== null && hands.includes(person))
  )
    return { allowed: false, wrong: 'person', why: w.own }
  return { allowed: true, row, post }
}
