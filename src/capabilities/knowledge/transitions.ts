import type { Role } from '../../foundations/identity/roles.ts'
import type { ArticleId } from '../../foundations/law/articles.ts'
import type { Gate, Status } from './entry.ts'

/** Verbs a person may do to an entry. The whole workflow is the table below; nothing else moves a status. */
export const actions = [
  'save',
  'submit',
  'discard',
  'approve',
  'return',
  'revise',
  'confirm',
  'flag',
  'merge',
  'withdraw',
] as const
export type Action = (typeof actions)[number]

/** The role that decides at each gate: the unit answers for what it says, and for what it may not say (条例 art 17). */
export const gateRole: Record<Gate, Role> = { review: 'section_head', secrecy_review: 'secrecy_reviewer' }

export type Transition = {
  action: Action
  from: Status
  role: Role
  /** `same`: the status does not change. */
  to: Status | 'same'
  reason: 'required' | 'optional'
  law: ArticleId
}

const settled = (action: Action, role: Role, to: Transition['to'], law: ArticleId): Transition => ({
  action,
  from: 'published',
  role,
  to,
  reason: 'required',
  law,
})

/**
 * draft → review → secrecy_review → published. Who × status × action → next status; a person acts in the unit of the post,
 * county-wide roles anywhere. permissions.ts adds that nobody passes two gates, nor one of what they wrote.
 */
export const transitions: readonly Transition[] = [
  { action: 'save', from: 'draft', role: 'clerk', to: 'same', reason: 'optional', law: 'OGI-4' },
  { action: 'submit', from: 'draft', role: 'clerk', to: 'review', reason: 'optional', law: 'OGI-17' },
  { action: 'discard', from: 'draft', role: 'clerk', to: 'discarded', reason: 'required', law: 'OGI-4' },

  { action: 'approve', from: 'review', role: 'section_head', to: 'secrecy_review', reason: 'optional', law: 'OGI-17' },
  { action: 'return', from: 'review', role: 'section_head', to: 'returned', reason: 'required', law: 'OGI-17' },
  {
    action: 'approve',
    from: 'secrecy_review',
    role: 'secrecy_reviewer',
    to: 'published',
    reason: 'optional',
    law: 'OGI-17',
  },
  {
    action: 'return',
    from: 'secrecy_review',
    role: 'secrecy_reviewer',
    to: 'returned',
    reason: 'required',
    law: 'OGI-17',
  },

  // 修订: a new version through the same gates, while the old one stays public.
  { action: 'revise', from: 'published', role: 'clerk', to: 'same', reason: 'optional', law: 'OGI-6' },
  { action: 'revise', from: 'withdrawn', role: 'clerk', to: 'same', reason: 'optional', law: 'OGI-6' },
  // 复核: still right; a new day is set, and what was doubted is settled.
  settled('confirm', 'section_head', 'same', 'OGI-6'),
  // 存疑: readers are told until the unit has looked.
  settled('flag', 'clerk', 'same', 'OGI-6'),
  settled('flag', 'section_head', 'same', 'OGI-6'),
  settled('flag', 'disclosure_office', 'same', 'OGI-6'),
  settled('merge', 'section_head', 'merged', 'OGI-6'),
  settled('merge', 'disclosure_office', 'merged', 'OGI-6'),
  settled('withdraw', 'section_head', 'withdrawn', 'OGI-14'),
  settled('withdraw', 'disclosure_office', 'withdrawn', 'OGI-14'),
]

/** Verbs on what is public or was; every other verb works on the version in the making. */
export const onSettled: readonly Action[] = ['revise', 'confirm', 'flag', 'merge', 'withdraw']
