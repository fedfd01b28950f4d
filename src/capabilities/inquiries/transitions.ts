import type { Role } from '../../foundations/identity/roles.ts'
import { type InquiryKind, lineKinds, type Status, type supervisedKinds } from './inquiry.ts'

/** Verbs somebody may do to an inquiry. The workflow of every kind is the tables below; nothing else moves a status. */
export const actions = [
  'dispatch',
  'assign',
  'grade',
  'pass_up',
  'approve_pass',
  'refuse_pass',
  'pass_on',
  'refuse_part',
  'answer_part',
  'approve_part',
  'return_part',
  'record_step',
  'extend',
  'explain',
  'take_explanation',
  'refuse_explanation',
  'urge',
  'hold_to_account',
  'propose',
  'approve',
  'return',
  'answer_at_once',
  'to_request',
  'to_petition',
  'void',
  'reopen',
  'accept',
  'refuse',
  'ask_statement',
  'take_statement',
  'decide',
  'supplement',
  'withdraw',
  'rate',
  'consent',
  'note',
] as const
export type Action = (typeof actions)[number]

/** Who acts: a role of the office, or the citizen who wrote (proved by query code and contact). */
export type Hand = Role | 'writer'

/**
 * In which unit a role must be held: the one that is responsible (`lead`), the one whose turn it is (`turn`: the lead's, or
 * the unit that answers a part), the one complained of (`about`); county-wide roles are held anywhere.
 */
export type Where = 'lead' | 'turn' | 'about'

export type Target =
  | Status
  | 'same'
  /** Where whoever decides on the whole sends it: the office that sorts, or the responsible unit. */
  | 'reopened'

export type Transition = {
  kind: InquiryKind
  action: Action
  from: Status
  by: Hand
  where: Where
  to: Target
  reason: 'required' | 'optional'
}

type Row = [
  action: Action,
  from: readonly Status[],
  by: readonly Hand[],
  to: Target,
  where?: Where,
  reason?: 'required',
]

const inHand = ['handling', 'joint'] as const
/** Somebody owes the writer an answer. */
const owed = ['sorting', 'handling', 'passing', 'joint', 'joint_review', 'review'] as const

/** 咨询、查询、来信、诉求、意见、找错: 首问责任, five situations (mission D1). */
const line: readonly Row[] = [
  // 4. nobody knows whose it is, or it was passed up: the government office sorts.
  ['dispatch', ['sorting'], ['disclosure_office'], 'handling'],
  ['assign', inHand, ['section_head'], 'same', 'turn'],
  ['grade', ['handling'], ['section_head'], 'same', 'lead', 'required'],
  // 2. not this unit's business: up to the government office, with a written reason that a second person approves.
  ['pass_up', ['handling'], ['clerk'], 'passing', 'lead', 'required'],
  ['approve_pass', ['passing'], ['section_head'], 'sorting'],
  ['refuse_pass', ['passing'], ['section_head'], 'handling', 'lead', 'required'],
  // 3. several units: the first asked stays responsible and assembles.
  ['pass_on', ['handling'], ['clerk'], 'joint', 'lead', 'required'],
  ['refuse_part', ['joint'], ['section_head'], 'handling', 'turn', 'required'],
  ['answer_part', ['joint'], ['clerk'], 'joint_review', 'turn', 'required'],
  ['approve_part', ['joint_review'], ['section_head'], 'handling', 'turn'],
  ['return_part', ['joint_review'], ['section_head'], 'joint', 'turn', 'required'],
  ['record_step', owed, ['clerk', 'section_head'], 'same', 'turn', 'required'],
  ['record_step', owed, ['disclosure_office'], 'same', 'lead', 'required'],
  // 经单位负责人同意.
  ['extend', inHand, ['signing_leader'], 'same', 'turn', 'required'],
  // Not in time: explained to supervision, and the explanation published; unexplained is called to account.
  ['explain', owed, ['section_head'], 'same', 'turn', 'required'],
  ['take_explanation', owed, ['supervisor'], 'same'],
  ['refuse_explanation', owed, ['supervisor'], 'same', 'lead', 'required'],
  ['urge', owed, ['supervisor', 'disclosure_office'], 'same', 'lead', 'required'],
  ['hold_to_account', [...owed, 'closed'], ['supervisor'], 'same', 'lead', 'required'],
  // 1. own business: answered, or told where else to ask.
  ['propose', ['handling'], ['clerk'], 'review', 'lead', 'required'],
  ['approve', ['review'], ['section_head'], 'closed'],
  ['return', ['review'], ['section_head'], 'handling', 'lead', 'required'],
  // What is public already needs no second look.
  ['answer_at_once', ['handling'], ['clerk'], 'closed', 'lead', 'required'],
  ['answer_at_once', ['sorting', 'handling'], ['operator', 'disclosure_office'], 'closed', 'lead', 'required'],
  ['to_request', ['sorting', 'handling'], ['disclosure_office'], 'closed'],
  ['to_request', ['handling'], ['clerk'], 'closed'],
  ['to_petition', ['sorting', 'handling'], ['disclosure_office'], 'closed', 'lead', 'required'],
  ['to_petition', ['handling'], ['section_head'], 'closed', 'lead', 'required'],
  ['void', ['sorting', 'handling'], ['disclosure_office'], 'void', 'lead', 'required'],
  ['void', ['handling'], ['section_head'], 'void', 'lead', 'required'],
  ['reopen', ['closed'], ['supervisor'], 'reopened', 'lead', 'required'],
  ['supplement', ['sorting', 'handling', 'passing', 'joint', 'joint_review'], ['writer'], 'same', 'lead', 'required'],
  ['withdraw', owed, ['writer'], 'closed'],
  ['rate', ['closed'], ['writer', 'operator'], 'same'],
  ['consent', [...owed, 'closed'], ['writer'], 'same'],
  ['note', [...owed, 'closed'], ['clerk', 'section_head'], 'same', 'turn', 'required'],
  ['note', [...owed, 'closed'], ['disclosure_office', 'supervisor', 'operator'], 'same', 'lead', 'required'],
]

/** 投诉: supervision investigates, decides and answers; the unit complained of says its piece. */
const complaint: readonly Row[] = [
  ['accept', ['accepting'], ['supervisor'], 'investigating'],
  ['refuse', ['accepting'], ['supervisor'], 'closed', 'lead', 'required'],
  ['assign', ['accepting', 'investigating'], ['supervisor'], 'same'],
  ['ask_statement', ['investigating'], ['supervisor'], 'same', 'lead', 'required'],
  ['take_statement', ['investigating'], ['section_head', 'signing_leader'], 'same', 'about', 'required'],
  ['record_step', ['accepting', 'investigating'], ['supervisor'], 'same', 'lead', 'required'],
  ['extend', ['accepting', 'investigating'], ['supervisor'], 'same', 'lead', 'required'],
  ['decide', ['investigating'], ['supervisor'], 'decision_review', 'lead', 'required'],
  ['approve', ['decision_review'], ['supervisor'], 'closed'],
  ['return', ['decision_review'], ['supervisor'], 'investigating', 'lead', 'required'],
  ['supplement', ['accepting', 'investigating'], ['writer'], 'same', 'lead', 'required'],
  // Supervision late in its own: the head of the government's office, to which it belongs, presses it.
  ['urge', ['accepting', 'investigating', 'decision_review'], ['signing_leader'], 'same', 'lead', 'required'],
  ['withdraw', ['accepting', 'investigating', 'decision_review'], ['writer'], 'closed'],
  ['rate', ['closed'], ['writer'], 'same'],
  ['void', ['accepting'], ['supervisor'], 'void', 'lead', 'required'],
  ['note', ['accepting', 'investigating', 'decision_review', 'closed'], ['supervisor'], 'same', 'lead', 'required'],
]

/** 举报: nobody but supervision learns of it, and what is reported is not called off by taking it back. */
const report: readonly Row[] = complaint.filter(
  ([action]) => !['ask_statement', 'take_statement', 'withdraw', 'urge'].includes(action),
)

const tables: Record<InquiryKind, readonly Row[]> = {
  ...(Object.fromEntries(lineKinds.map((kind) => [kind, line])) as Record<(typeof lineKinds)[number], readonly Row[]>),
  ...({ complaint, report } satisfies Record<(typeof supervisedKinds)[number], readonly Row[]>),
}

/** Who × kind × status × action → next status. */
export const transitions: readonly Transition[] = (Object.keys(tables) as InquiryKind[]).flatMap((kind) =>
  tables[kind].flatMap(([action, froms, hands, to, where, reason]) =>
    froms.flatMap((from) =>
      hands.map(
        (by): Transition => ({ kind, action, from, by, where: where ?? 'lead', to, reason: reason ?? 'optional' }),
      ),
    ),
  ),
)

export const isPossible = (kind: InquiryKind, action: Action, status: Status): boolean =>
  transitions.some((row) => row.kind === kind && row.action === action && row.from === status)
