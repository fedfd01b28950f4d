import { Button } from 'antd'
import type { RequestAction, RequestDetail, RequestVerb } from '../api/contract.ts'
import { detail as words } from './words.zh.ts'

/** The step that moves a request on from where it stands. */
const main: Record<string, RequestAction[]> = {
  submitted: ['confirm'],
  handling: ['assign', 'propose'],
  correcting: ['take_correction', 'propose'],
  charged: ['take_payment', 'propose'],
  review: ['approve'],
  secrecy_review: ['approve'],
  sign_off: ['approve'],
  signed: ['deliver'],
  closed: ['archive'],
}

const groups: { key: keyof typeof words.groups; verbs: RequestAction[] }[] = [
  { key: 'main', verbs: ['confirm', 'contact', 'propose', 'approve', 'return', 'deliver', 'archive', 'assign'] },
  { key: 'ask', verbs: ['ask_correction', 'consult', 'ask_help', 'extend', 'charge', 'ask_reasons', 'delay'] },
  {
    key: 'record',
    verbs: [
      'log_search',
      'take_correction',
      'record_service',
      'record_opinion',
      'record_help',
      'take_reasons',
      'record_fee_service',
      'take_payment',
    ],
  },
  { key: 'other', verbs: ['note', 'convert', 'look_again', 'reopen', 'redirect', 'withdraw', 'void'] },
]

/** What is done next stands in the first row, wherever it belongs. */
const inRow = (key: string, verbs: RequestAction[], primary: RequestAction | null | undefined): RequestAction[] => {
  const others = verbs.filter((action) => action !== primary)
  return key === 'main' && primary ? [primary, ...others] : others
}

const danger: RequestAction[] = ['void', 'withdraw', 'return']

/** May be done once, and was, or has nothing to be about: such buttons would only lead into a refusal. */
const pointless = (action: RequestAction, request: RequestDetail): boolean => {
  const open = request.consultations.filter((one) => one.answeredOn === null)
  if (action === 'record_service') return open.every((one) => one.servedOn !== null)
  if (action === 'record_opinion') return open.length === 0
  if (action === 'record_help') return request.helps.every((one) => one.answeredOn !== null)
  if (action === 'take_reasons') return request.reasons === null || request.reasons.takenOn !== null
  if (action === 'delay') return request.reasons?.takenOn == null
  if (action === 'record_fee_service') return request.fee?.servedOn != null
  if (action === 'ask_correction') return request.correction !== null
  if (action === 'extend') return request.extension !== null
  if (action === 'charge') return request.fee !== null
  if (action === 'convert') return request.convertedTo !== null || !request.reply?.materials.length
  if (action === 'ask_reasons') return request.reasons !== null
  return false
}

/** What can be done next, the most likely first; what cannot, with its reason. */
export function Verbs({ request, onChoose }: { request: RequestDetail; onChoose: (verb: RequestVerb) => void }) {
  const allowed = request.verbs.filter((verb) => verb.allowed && !pointless(verb.action, request))
  const candidates = (main[request.status] ?? []).filter((action) => allowed.some((verb) => verb.action === action))
  // Whoever is to handle it is named first; afterwards the answer is what matters.
  const primary = candidates.find((action) => action !== 'assign' || request.ownerId === null) ?? null
  const refused = new Map<string, RequestVerb[]>()
  for (const verb of request.verbs) {
    if (!verb.possible || allowed.includes(verb)) continue
    const why = verb.allowed ? (words.spent[verb.action] ?? '') : verb.why
    refused.set(why, [...(refused.get(why) ?? []), verb])
  }
  return (
    <section className="panel rq-verbs" aria-labelledby="rq-next">
      <h2 id="rq-next" className="section-title">
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
                  onClick={() => onChoose(verb)}
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
                <p id={`why-${i}`}>{why}</p>
                <div className="rq-verb-buttons">
                  {verbs.map((verb) => (
                    <Button key={verb.action} className="grey" aria-disabled aria-describedby={`why-${i}`}>
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
