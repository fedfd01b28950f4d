import type { Actor, Post } from '../../../foundations/identity/actor.ts'
import { type Role, roles } from '../../../foundations/identity/roles.ts'
import type { ArticleId } from '../../../foundations/law/articles.ts'

/** 规范性文件清理: units mark, the disclosure office assembles, the leader decides once. */
export const stages = ['marking', 'deciding', 'decided', 'abandoned'] as const
export type Stage = (typeof stages)[number]

/** 继续有效 · 废止 · 宣布失效 · 修改 (国办发〔2018〕37号: clean up regularly, publish what is in force and what is not). */
export const outcomes = ['keep', 'repeal', 'lapse', 'amend'] as const
export type Outcome = (typeof outcomes)[number]

export const roundActions = ['mark', 'assemble', 'reopen', 'decide', 'abandon', 'list'] as const
export type RoundAction = (typeof roundActions)[number]

type Row = { action: RoundAction; from: Stage; role: Role; to: Stage | 'same'; law: ArticleId }

/** Who × stage × action → next stage. `mark` is done in a unit of the documents, the rest in the unit of the round. */
export const roundTransitions: readonly Row[] = [
  { action: 'mark', from: 'marking', role: 'clerk', to: 'same', law: 'OGI-20-1' },
  { action: 'mark', from: 'marking', role: 'section_head', to: 'same', law: 'OGI-20-1' },
  { action: 'assemble', from: 'marking', role: 'disclosure_office', to: 'deciding', law: 'OGI-20-1' },
  { action: 'reopen', from: 'deciding', role: 'disclosure_office', to: 'marking', law: 'OGI-20-1' },
  { action: 'reopen', from: 'deciding', role: 'signing_leader', to: 'marking', law: 'OGI-20-1' },
  { action: 'decide', from: 'deciding', role: 'signing_leader', to: 'decided', law: 'OGI-20-1' },
  { action: 'abandon', from: 'marking', role: 'disclosure_office', to: 'abandoned', law: 'OGI-20-1' },
  { action: 'abandon', from: 'deciding', role: 'disclosure_office', to: 'abandoned', law: 'OGI-20-1' },
  { action: 'list', from: 'decided', role: 'clerk', to: 'same', law: 'OGI-20-1' },
]

/** The posts from which the actor takes this action in this unit, own ones first. */
export const postsFor = (actor: Actor, action: RoundAction, unitId: number): Post[] =>
  actor.posts.filter((post) =>
    roundTransitions.some(
      (row) =>
        row.action === action && row.role === post.role && (roles[row.role].countyWide || post.unitId === unitId),
    ),
  )

export type RoundVerdict = 'yes' | 'role' | 'stage'

/** May the actor take this action on a round in this stage, in this unit? */
export const mayTake = (actor: Actor, action: RoundAction, stage: Stage, unitId: number): RoundVerdict => {
  const held = postsFor(actor, action, unitId).map((post) => post.role)
  if (!held.length) return 'role'
  const open = roundTransitions.some((row) => row.action === action && row.from === stage && held.includes(row.role))
  return open ? 'yes' : 'stage'
}
