import type { EventData } from '../events.ts'
import type { Action } from '../transitions.ts'
import type { LetterKey } from './letter-kinds.ts'

/** Letters that an act sends out or, for an answer, puts before the gates. */
export const lettersOf = (action: Action, data: EventData[Action]): LetterKey[] => {
  switch (action) {
    case 'ask_correction':
      return ['correction_notice']
    case 'ask_reasons':
      return ['reasons_notice']
    case 'extend':
      return ['extension_notice']
    case 'delay':
      return ['delay_notice']
    case 'consult':
      return (data as EventData['consult']).kind === 'third_party'
        ? ['consult_third_party', 'consult_told_applicant']
        : ['consult_joint_maker', 'consult_told_applicant']
    case 'ask_help':
      return ['help_letter']
    case 'charge':
      return ['fee_notice']
    case 'propose': {
      const { reply } = data as EventData['propose']
      return [`reply_${reply.kind}`, ...(reply.overridden.length ? (['override_told_third_party'] as const) : [])]
    }
    default:
      return []
  }
}
