import type { Role } from '../../foundations/identity/roles.ts'
import type { ArticleId } from '../../foundations/law/articles.ts'
import type { Gate, Status } from './record.ts'

/** Verbs a person may do to a record. The whole workflow is the table below; nothing else moves a status. */
export const actions = [
  'save',
  'submit',
  'approve',
  'return',
  'doubt',
  'clear',
  'discard',
  'reschedule',
  'unschedule',
  'correct',
  'withdraw',
  'repeal',
  'extend',
  'let_lapse',
] as const
export type Action = (typeof actions)[number]

/** The role that decides at each gate. */
export const gateRole: Record<Gate, Role> = {
  section_review: 'section_head',
  deputy_review: 'deputy_leader',
  secrecy_review: 'secrecy_reviewer',
  disclosure_review: 'disclosure_office',
  sign_off: 'signing_leader',
}

export type Target =
  | Status
  /**
   * The gate after this one in the edition's chain; after the last one `published` or, at an hour still to come,
   * `scheduled`, or `withheld` if not proactive.
   */
  | 'next'
  /** The gate whose approval publishes: the signature is taken back. */
  | 'signing_gate'
  /** The gate at which the doubt arose. */
  | 'doubted_gate'
  /** The status does not change. */
  | 'same'

export type Transition = {
  action: Action
  from: Status
  role: Role
  to: Target
  reason: 'required' | 'optional'
  law: ArticleId
}

const atGate = (gate: Gate): Transition[] => {
  const role = gateRole[gate]
  const steps: Transition[] = [
    { action: 'approve', from: gate, role, to: 'next', reason: 'optional', law: 'OGI-17' },
    { action: 'return', from: gate, role, to: 'draft', reason: 'required', law: 'OGI-17' },
  ]
  // 条例 art 17: who cannot tell whether a thing may be public asks the competent department. The disclosure office is
  // that department's desk, so it has nobody to pass a doubt to.
  if (gate !== 'disclosure_review')
    steps.push({ action: 'doubt', from: gate, role, to: 'consultation', reason: 'required', law: 'OGI-17' })
  return steps
}

/**
 * draft → gates of the unit's chain → published. Who × status × action → next status; a person acts in the unit of the
 * post, county-wide roles anywhere. rules/separation.ts adds that no one passes two gates.
 */
export const transitions: readonly Transition[] = [
  { action: 'save', from: 'draft', role: 'clerk', to: 'same', reason: 'optional', law: 'OGI-4' },
  { action: 'submit', from: 'draft', role: 'clerk', to: 'next', reason: 'optional', law: 'OGI-17' },
  { action: 'discard', from: 'draft', role: 'clerk', to: 'discarded', reason: 'required', law: 'OGI-4' },

  // 负责人审稿: the section head may mend the text, which then counts as having edited it.
  { action: 'save', from: 'section_review', role: 'section_head', to: 'same', reason: 'optional', law: 'OGI-17' },
  ...atGate('section_review'),
  ...atGate('deputy_review'),
  ...atGate('secrecy_review'),
  ...atGate('disclosure_review'),
  ...atGate('sign_off'),

  {
    action: 'clear',
    from: 'consultation',
    role: 'disclosure_office',
    to: 'doubted_gate',
    reason: 'required',
    law: 'OGI-17',
  },
  { action: 'return', from: 'consultation', role: 'disclosure_office', to: 'draft', reason: 'required', law: 'OGI-17' },

  // 定时发布: signed and waiting for its hour, when the program publishes it. Who signed may name another hour; who could
  // withdraw it once it is public can also keep it from becoming so.
  {
    action: 'reschedule',
    from: 'scheduled',
    role: 'signing_leader',
    to: 'same',
    reason: 'required',
    law: 'OGI-26',
  },
  ...(['signing_leader', 'disclosure_office'] as const).map(
    (role): Transition => ({
      action: 'unschedule',
      from: 'scheduled',
      role,
      to: 'signing_gate',
      reason: 'required',
      law: 'OGI-17',
    }),
  ),

  { action: 'correct', from: 'published', role: 'clerk', to: 'same', reason: 'required', law: 'OGI-6' },
  { action: 'correct', from: 'withdrawn', role: 'clerk', to: 'same', reason: 'required', law: 'OGI-6' },
  { action: 'withdraw', from: 'published', role: 'signing_leader', to: 'withdrawn', reason: 'required', law: 'OGI-14' },
  {
    action: 'withdraw',
    from: 'published',
    role: 'disclosure_office',
    to: 'withdrawn',
    reason: 'required',
    law: 'OGI-14',
  },
  { action: 'repeal', from: 'published', role: 'signing_leader', to: 'same', reason: 'required', law: 'OGI-20-1' },
  { action: 'repeal', from: 'published', role: 'disclosure_office', to: 'same', reason: 'required', law: 'OGI-20-1' },
  // 有效期: its maker lengthens it by a decision, or says that it may lapse.
  { action: 'extend', from: 'published', role: 'signing_leader', to: 'same', reason: 'required', law: 'OGI-20-1' },
  { action: 'let_lapse', from: 'published', role: 'section_head', to: 'same', reason: 'required', law: 'OGI-20-1' },
  { action: 'let_lapse', from: 'published', role: 'signing_leader', to: 'same', reason: 'required', law: 'OGI-20-1' },
]

/** The row for an action in a status by one of `held` roles, undefined when there is none. */
export const transitionFor = (action: Action, from: Status, held: (role: Role) => boolean): Transition | undefined =>
  transitions.find((row) => row.action === action && row.from === from && held(row.role))

/** Does the table know this action in this status for anybody at all? Otherwise the state is wrong, not the person. */
export const isPossible = (action: Action, from: Status): boolean =>
  transitions.some((row) => row.action === action && row.from === from)
