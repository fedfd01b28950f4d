import { dayInWords } from '../../foundations/casework/index.ts'
import type { InquiryView } from '../../foundations/intake/inquiry-desk.ts'
import { innerActs, shownSteps, deskWords as w } from './desk-words.zh.ts'
import type { InquiryEvent } from './events.ts'
import { writer } from './permissions.ts'
import { publicStatusLabels } from './words.zh.ts'

type Line = InquiryView['timeline'][number]

/**
 * The timeline that the citizen reads: what moved, and what they said themselves. What stays inside the office is left out.
 * @param unitName names a unit by its id
 * @param notes what was written with each event
 */
export const timelineOf = (
  events: readonly InquiryEvent[],
  notes: ReadonlyMap<number, string>,
  unitName: (id: number) => string,
  petitionOffice: string,
): Line[] =>
  events.flatMap((event, i) => {
    const said = event.by === writer ? (notes.get(event.seq) ?? '') : ''
    const line =
      event.action === 'take_explanation'
        ? explained(events.slice(0, i), notes)
        : shownAs(event, notes.get(event.seq) ?? '', unitName, petitionOffice)
    return line ? [{ on: event.on, said, unitId: null, ...line }] : []
  })

type Shown = Pick<Line, 'title' | 'text'> & { unitId?: number }

/** Why it is late and until when it will be answered, as supervision took it. */
const explained = (before: readonly InquiryEvent[], notes: ReadonlyMap<number, string>): Shown | null => {
  const given = before.findLast((event) => event.action === 'explain')
  return given?.action === 'explain'
    ? { title: w.explained(dayInWords(given.data.until)), text: notes.get(given.seq) ?? '' }
    : null
}

const shownAs = (
  event: InquiryEvent,
  note: string,
  unitName: (id: number) => string,
  petitionOffice: string,
): Shown | null => {
  if ((innerActs as readonly string[]).includes(event.action)) return null
  switch (event.action) {
    case 'register':
      return event.data.unitId === null
        ? { ...w.received, text: publicStatusLabels[event.to] }
        : { ...w.received, text: w.sorted(unitName(event.data.unitId)), unitId: event.data.unitId }
    case 'dispatch':
      return { title: w.sorted(unitName(event.data.unitId)), text: '', unitId: event.data.unitId }
    case 'succeed':
      return { title: w.succeeded(unitName(event.data.to)), text: '', unitId: event.data.to }
    case 'approve_pass':
      return w.passedUp
    case 'grade':
      return event.data.complexity === 'complex' ? w.complex : null
    case 'pass_on':
      return { title: w.joint(unitName(event.data.unitId)), text: '', unitId: event.data.unitId }
    case 'refuse_part':
      return w.refused
    case 'approve_part':
      return w.jointDone
    case 'record_step':
      return { title: shownSteps[event.data.step], text: '' }
    case 'extend':
      return w.extended
    case 'approve':
    case 'answer_at_once':
    case 'refuse':
      return w.answered
    case 'to_request':
      return w.toRequest
    case 'to_petition':
      return { title: w.answered.title, text: w.petition(petitionOffice) }
    case 'void':
      return { ...w.voided, text: note }
    case 'reopen':
      return w.reopened
    case 'accept':
      return w.accepted
    case 'ask_statement':
      return w.statement
    case 'withdraw':
      return w.withdrawn
    case 'supplement':
      return w.supplemented
    default:
      return null
  }
}
