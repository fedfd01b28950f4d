import { Button } from 'antd'
import type { InquiryAction, InquiryDetail, InquiryVerb } from '../api/contract.ts'
import { detail as words } from './words.zh.ts'

/** The step that moves an inquiry on from where it stands. */
const main: Record<string, InquiryAction[]> = {
  sorting: ['dispatch'],
  handling: ['take_explanation', 'explain', 'assign', 'propose'],
  passing: ['approve_pass'],
  joint: ['take_explanation', 'explain', 'assign', 'answer_part'],
  joint_review: ['approve_part'],
  review: ['approve'],
  accepting: ['accept'],
  investigating: ['take_statement', 'decide'],
  decision_review: ['approve'],
}

const groups: { key: keyof typeof words.groups; verbs: InquiryAction[] }[] = [
  {
    key: 'main',
    verbs: [
      'dispatch',
      'accept',
      'propose',
      'answer_at_once',
      'answer_part',
      'approve',
      'return',
      'approve_part',
      'return_part',
      'approve_pass',
      'refuse_pass',
      'decide',
      'take_statement',
      'take_explanation',
      'refuse_explanation',
      'assign',
    ],
  },
  { key: 'together', verbs: ['pass_on', 'pass_up', 'refuse_part'] },
  { key: 'time', verbs: ['grade', 'extend', 'explain', 'urge', 'hold_to_account'] },
  { key: 'record', verbs: ['record_step', 'ask_statement', 'rate', 'note'] },
  { key: 'end', verbs: ['to_request', 'to_petition', 'refuse', 'reopen', 'void'] },
]

/** What is done next stands in the first row, wherever it belongs. */
const inRow = (key: string, verbs: InquiryAction[], primary: InquiryAction | null | undefined): InquiryAction[] => {
  const others = verbs.filter((action) => action !== primary)
  return key === 'main' && primary ? [primary, ...others] : others
}

const danger: InquiryAction[] = ['void', 'refuse', 'return', 'return_part', 'refuse_part', 'refuse_explanation']

/** May be done in this state, but would only lead into a refusal: there is nothing it could be about. */
const pointless = (action: InquiryAction, { left, explained, lapsed, statement, owners }: InquiryDetail): boolean => {
  if (action === 'explain') return left === null || left > 1 || (explained === 'waiting' && !lapsed)
  if (action === 'take_explanation' || action === 'refuse_explanation') return explained !== 'waiting'
  if (action === 'ask_statement') return statement !== null && statement.takenOn === null
  if (action === 'assign') return owners.length === 0
  return false
}

/** What can be done next, the most likely first; what cannot, with its reason. */
export function Verbs({ inquiry, onChoose }: { inquiry: InquiryDetail; onChoose: (action: InquiryAction) => void }) {
  const allowed = inquiry.verbs.filter((verb) => verb.allowed && !pointless(verb.action, inquiry))
  // Whoever is to handle it is named first; afterwards the answer is what matters.
  const primary = (main[inquiry.status] ?? []).find(
    (action) =>
      allowed.some((verb) => verb.action === action) &&
      (action !== 'assign' || inquiry.ownerId === null) &&
      (action !== 'explain' || (inquiry.left ?? 0) < 0),
  )
  const refused = new Map<string, InquiryVerb[]>()
  for (const verb of inquiry.verbs) {
    if (!verb.possible || allowed.includes(verb)) continue
    const why = verb.allowed ? (words.spent[verb.action] ?? '') : verb.why
    refused.set(why, [...(refused.get(why) ?? []), verb])
  }
  return (
    <section className="panel rq-verbs" aria-labelledby="iq-next">
      <h2 id="iq-next" className="section-title">
        {words.next}
      </h2>
      {allowed.length === 0 && <p className="muted">{words.nothingNow}</p>}
      {groups.map(({ key, verbs }) => {
        const here = inRow(key, verbs, primary).flatMap((action) => allowed.filter((verb) => verb.action === action))
        if (here.length === 0) return null
        return (
          <div key={key} className="rq-verb-group">
            {words.groups[key] && <h3 className="rq-verb-title">{words.groups[key]}</h3>}
            <div className="rq-verb-buttons">
              {here.map((verb) => (
                <Button
                  key={verb.action}
                  type={verb.action === primary ? 'primary' : 'default'}
                  danger={danger.includes(verb.action)}
                  onClick={() => onChoose(verb.action)}
                >
                  {verb.label}
                </Button>
              ))}
            </div>
          </div>
        )
      })}
      {refused.size > 0 && (
        <details>
          <summary>{words.notNow}</summary>
          <ul className="rq-refused">
            {[...refused].map(([why, verbs], i) => (
              <li key={why}>
                <p id={`iq-why-${i}`}>{why}</p>
                <div className="rq-verb-buttons">
                  {verbs.map((verb) => (
                    <Button key={verb.action} className="grey" aria-disabled aria-describedby={`iq-why-${i}`}>
                      {verb.label}
                    </Button>
                  ))}
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
