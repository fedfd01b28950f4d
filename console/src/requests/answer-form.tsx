import { CheckOutlined, CloseOutlined } from '@ant-design/icons'
import { Checkbox, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import type { FieldIssue, RequestDetail, RequestVocabulary } from '../api/contract.ts'
import { described, Field, faultOf } from '../casework/field.tsx'
import { clearable } from '../shell/clearable.ts'
import type { ReplyDraft } from './act-draft.ts'
import { answering as words } from './words.zh.ts'

type Kind = RequestVocabulary['replyKinds'][number]
type Props = {
  request: RequestDetail
  vocabulary: RequestVocabulary
  reply: ReplyDraft
  issues: FieldIssue[]
  onChange: (reply: ReplyDraft) => void
  /** What else goes with the answer: note and letters. */
  children: ReactNode
}

const groupOf = (kind: Kind) => (kind.row === null ? 'record' : kind.row === 'ground' ? 'r3' : kind.row.slice(0, 2))

/** Is what this kind needs there? Asked with the same facts as the office asks again when it is sent. */
const isThere = (need: string, reply: ReplyDraft, kind: Kind, request: RequestDetail): boolean => {
  switch (need) {
    case 'material':
      return reply.materials.length > 0 || (kind.key === 'granted' && reply.way.trim() !== '')
    case 'way':
      return reply.way.trim() !== ''
    case 'one_ground':
    case 'some_ground':
      return reply.grounds.length > 0
    case 'search':
      return request.searches.length > 0 && request.searches.every((one) => !one.found)
    case 'earlier_case':
      return reply.earlierCaseId !== null
    case 'special_law':
      return reply.specialLaw.trim() !== ''
    case 'reasons':
      return reply.reasons.trim() !== ''
    case 'correction':
      return request.correction?.takenOn != null
    case 'asked_reasons':
      return request.reasons !== null
    default:
      return true
  }
}

/** The answer: one choice fixes row, law, grounds, remedy, and says what is still missing. */
export function AnswerForm({ request, vocabulary, reply, issues, onChange, children }: Props) {
  const kinds = vocabulary.replyKinds.filter((kind) => kind.asks === request.asks)
  const kind = kinds.find((one) => one.key === reply.kind)
  const groups = [...new Set(kinds.map(groupOf))]
  const set = (change: Partial<ReplyDraft>) => onChange({ ...reply, ...change })
  const fault = (name: string) => faultOf(issues, `reply.${name}`)
  return (
    <div className="rq-answer">
      <fieldset className="rq-kinds">
        <legend>{words.choose}</legend>
        {fault('kind') && (
          <div className="rq-fault" role="alert">
            {fault('kind')}
          </div>
        )}
        {groups.map((group) => (
          <div key={group} className="rq-kind-group">
            <h4>{words.groups[group]}</h4>
            {kinds
              .filter((one) => groupOf(one) === group)
              .map((one) => {
                const here = one.from.includes(request.status)
                return (
                  <label key={one.key} className={here ? 'rq-kind' : 'rq-kind muted'}>
                    <input
                      type="radio"
                      name="reply-kind"
                      value={one.key}
                      disabled={!here}
                      checked={reply.kind === one.key}
                      onChange={() => set({ kind: one.key })}
                    />
                    <span>
                      {one.label}
                      {!here && <span className="row-sub"> {words.notFromHere}</span>}
                    </span>
                  </label>
                )
              })}
          </div>
        ))}
      </fieldset>
      <div className="rq-answer-rest">
        {kind ? (
          <>
            <Effect kind={kind} reply={reply} request={request} vocabulary={vocabulary} />
            <AnswerFields {...{ kind, reply, request, vocabulary, fault, set }} />
            {children}
          </>
        ) : (
          <p className="muted">{words.first}</p>
        )}
      </div>
    </div>
  )
}

type EffectProps = { kind: Kind; reply: ReplyDraft; request: RequestDetail; vocabulary: RequestVocabulary }

function Effect({ kind, reply, request, vocabulary }: EffectProps) {
  const first = reply.grounds[0]
  const row = kind.row === 'ground' ? (first ? vocabulary.groundRows[first] : undefined) : kind.row
  return (
    <section className="rq-effect" aria-live="polite">
      <dl className="rq-pairs">
        <div>
          <dt>{words.row}</dt>
          <dd>{kind.row === null ? words.rowNone : row ? vocabulary.tableRows[row] : words.rowByGround}</dd>
        </div>
        <div>
          <dt>{words.law}</dt>
          <dd>
            {kind.law}
            {reply.grounds.length > 0 &&
              `；${[...new Set(reply.grounds.map((one) => vocabulary.groundLaws[one]))].join('、')}`}
          </dd>
        </div>
        <div>
          <dt>{words.remedy}</dt>
          <dd>{vocabulary.remedyRoutes[kind.remedy]}</dd>
        </div>
      </dl>
      {kind.releases && <p className="hint">{words.secrecy}</p>}
      {kind.needs.length > 0 && (
        <>
          <h4>{words.needs}</h4>
          <ul className="rq-needs">
            {kind.needs.map((need) => {
              const there = isThere(need, reply, kind, request)
              return (
                <li key={need} className={there ? 'rq-fine' : 'rq-lacks'}>
                  {there ? <CheckOutlined aria-hidden /> : <CloseOutlined aria-hidden />}{' '}
                  <span>{there ? words.has : words.lacks}</span> {vocabulary.needs[need]}
                </li>
              )
            })}
          </ul>
        </>
      )}
    </section>
  )
}

type FieldsProps = EffectProps & {
  fault: (name: string) => string | undefined
  set: (change: Partial<ReplyDraft>) => void
}

function AnswerFields({ kind, reply, request, vocabulary, fault, set }: FieldsProps) {
  const needs = (...any: string[]) => any.some((need) => kind.needs.includes(need))
  const releases = request.documents.filter((paper) => paper.kind === 'release' && paper.kept)
  const earlier = request.alike.filter((one) => one.sameApplicant && one.outcome !== null)
  const against = request.consultations.filter((one) => one.kind === 'third_party' && one.opinion === 'refuses')
  const line = (name: 'way' | 'competentAgency' | 'specialLaw', label: string, hint: string, max: number) => (
    <Field id={`reply-${name}`} label={label} hint={hint} fault={fault(name)} optional={name === 'competentAgency'}>
      <Input.TextArea
        {...described(`reply-${name}`, fault(name))}
        status={fault(name) ? 'error' : undefined}
        autoSize={{ minRows: 1, maxRows: 6 }}
        maxLength={max}
        value={reply[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </Field>
  )
  const toggle = <T,>(list: readonly T[], one: T, on: boolean): T[] =>
    on ? [...list, one] : list.filter((other) => other !== one)
  return (
    <>
      {needs('one_ground', 'some_ground') && (
        <fieldset className={fault('grounds') ? 'rq-choice rq-field-wrong' : 'rq-choice'}>
          <legend>{words.grounds}</legend>
          {kind.row === 'ground' && <div className="hint">{words.groundsHint}</div>}
          {fault('grounds') && (
            <div className="rq-fault" role="alert">
              {fault('grounds')}
            </div>
          )}
          <div className="rq-options-long">
            {Object.entries(vocabulary.grounds)
              .filter(([code]) => code in vocabulary.groundLaws)
              .map(([code, label]) => (
                <Checkbox
                  key={code}
                  checked={reply.grounds.includes(code)}
                  onChange={(event) => set({ grounds: toggle(reply.grounds, code, event.target.checked) })}
                >
                  {label} <span className="row-sub">{vocabulary.groundLaws[code]}</span>
                </Checkbox>
              ))}
          </div>
        </fieldset>
      )}
      {needs('material') && (
        <fieldset className={fault('materials') ? 'rq-choice rq-field-wrong' : 'rq-choice'}>
          <legend>{words.materials}</legend>
          {fault('materials') && (
            <div className="rq-fault" role="alert">
              {fault('materials')}
            </div>
          )}
          {releases.length === 0 ? (
            <p className="hint">{words.materialsNone}</p>
          ) : (
            <div className="rq-options-long">
              {releases.map((paper) => (
                <Checkbox
                  key={paper.id}
                  checked={reply.materials.includes(paper.id)}
                  onChange={(event) => set({ materials: toggle(reply.materials, paper.id, event.target.checked) })}
                >
                  {paper.name}
                </Checkbox>
              ))}
            </div>
          )}
        </fieldset>
      )}
      {(needs('way') || kind.key === 'granted') && line('way', words.way, words.wayHint, 500)}
      {kind.key === 'other_agency' && line('competentAgency', words.agency, words.agencyHint, 200)}
      {needs('special_law') && line('specialLaw', words.special, '', 200)}
      {needs('earlier_case') && (
        <Field
          id="reply-earlierCaseId"
          label={words.earlier}
          hint={earlier.length === 0 && words.earlierNone}
          fault={fault('earlierCaseId')}
        >
          <Select
            id="reply-earlierCaseId"
            className="fill"
            allowClear={clearable}
            value={reply.earlierCaseId ?? undefined}
            options={earlier.map((one) => ({ value: one.caseId, label: `${one.number} ${one.summary}` }))}
            onChange={(value?: number) => set({ earlierCaseId: value ?? null })}
          />
        </Field>
      )}
      {against.length > 0 && kind.key === 'granted' && (
        <fieldset className={fault('overrideReason') ? 'rq-choice rq-field-wrong' : 'rq-choice'}>
          <legend>{words.overridden}</legend>
          <div className="hint">{words.overriddenHint}</div>
          <div className="rq-options-long">
            {against.map((one) => (
              <Checkbox
                key={one.number}
                checked={reply.overridden.includes(one.number)}
                onChange={(event) => set({ overridden: toggle(reply.overridden, one.number, event.target.checked) })}
              >
                {words.third(one.number)}
              </Checkbox>
            ))}
          </div>
          <Field id="reply-overrideReason" label={words.overrideReason} fault={fault('overrideReason')}>
            <Input.TextArea
              {...described('reply-overrideReason', fault('overrideReason'))}
              autoSize={{ minRows: 2 }}
              maxLength={1000}
              value={reply.overrideReason}
              onChange={(event) => set({ overrideReason: event.target.value })}
            />
          </Field>
        </fieldset>
      )}
      <Field
        id="reply-reasons"
        label={words.reasons}
        optional={!needs('reasons')}
        hint={words.reasonsHint}
        fault={fault('reasons')}
      >
        <Input.TextArea
          {...described('reply-reasons', fault('reasons'))}
          status={fault('reasons') ? 'error' : undefined}
          autoSize={{ minRows: 3, maxRows: 12 }}
          maxLength={4000}
          value={reply.reasons}
          onChange={(event) => set({ reasons: event.target.value })}
        />
      </Field>
    </>
  )
}
