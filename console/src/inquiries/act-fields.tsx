import { Checkbox, Select } from 'antd'
import type { FieldIssue, InquiryAction, InquiryDetail, InquiryVocabulary } from '../api/contract.ts'
import { Choice, Field, faultOf } from '../casework/field.tsx'
import { suggested } from '../inquiry-figures/suggested.ts'
import { unitTree } from '../publishing/choices.ts'
import { DateField } from '../publishing/fields.tsx'
import { useLookups } from '../publishing/queries.ts'
import { TreeChoice } from '../shell/tree-choice.tsx'
import type { Sources } from './source-links.tsx'
import { SourcesField } from './sources-field.tsx'
import { acting } from './words.zh.ts'

const w = acting.fields

type Data = Record<string, unknown>
type Props = {
  action: InquiryAction
  inquiry: InquiryDetail
  vocabulary: InquiryVocabulary
  data: Data
  issues: FieldIssue[]
  onChange: (change: Data) => void
  onQuote: (text: string) => void
}

const upheld = ['upheld', 'partly_upheld']
const decisions = ['upheld', 'partly_upheld', 'rejected', 'referred']

/** The facts of one act, field by field; which act has which is events.ts of the office. */
export function ActFields({ action, inquiry, vocabulary, data, issues, onChange, onQuote }: Props) {
  const { data: lookups } = useLookups()
  const fault = (name: string) => faultOf(issues, name)
  const day = (name: string, label: string) => (
    <Field id={`act-${name}`} label={label} fault={fault(name)}>
      <div className="rq-day">
        <DateField
          id={`act-${name}`}
          value={(data[name] as string | null | undefined) ?? null}
          onChange={(value) => onChange({ [name]: value })}
        />
      </div>
    </Field>
  )
  const choice = (name: string, label: string, options: Record<string, string>) => (
    <Choice
      label={label}
      name={`act-${name}`}
      fault={fault(name)}
      value={data[name] as string | undefined}
      options={Object.entries(options).map(([value, text]) => ({ value, label: text }))}
      onChange={(value) => onChange({ [name]: value })}
    />
  )
  const sources = (required: boolean) => (
    <SourcesField
      value={data.sources as Sources}
      required={required}
      fault={fault('sources')}
      onChange={(value) => onChange({ sources: value })}
      onQuote={onQuote}
    />
  )
  switch (action) {
    case 'dispatch':
    case 'pass_on':
    case 'to_request':
      return (
        <Field
          id="act-unitId"
          label={w.unitId[action] ?? ''}
          hint={action !== 'pass_on' && inquiry.suggestion?.unitId && suggested(inquiry.suggestion)}
          fault={fault('unitId')}
        >
          <TreeChoice
            id="act-unitId"
            className="fill"
            placeholder={w.unitPlaceholder}
            value={data.unitId === undefined ? undefined : String(data.unitId)}
            treeData={unitTree(lookups?.units ?? [])}
            onChange={(value?: string) => onChange({ unitId: value === undefined ? undefined : Number(value) })}
          />
        </Field>
      )
    case 'assign':
      return (
        <Field id="act-ownerId" label={w.ownerId} fault={fault('ownerId')}>
          <Select
            id="act-ownerId"
            className="fill"
            value={data.ownerId as number | undefined}
            options={inquiry.owners.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => onChange({ ownerId: value })}
          />
        </Field>
      )
    case 'grade':
      return choice('complexity', w.complexity, vocabulary.complexities)
    case 'record_step':
      return (
        <>
          {choice('step', w.step, vocabulary.steps)}
          {day('on', w.on)}
        </>
      )
    case 'explain':
      return day('until', w.until)
    case 'propose':
      return (
        <>
          {choice('outcome', w.outcome, w.outcomes)}
          {sources(false)}
        </>
      )
    case 'answer_at_once':
      return sources(!['site_error', 'opinion'].includes(inquiry.kind))
    case 'decide':
      return (
        <>
          {choice(
            'outcome',
            w.decision,
            Object.fromEntries(decisions.map((key) => [key, vocabulary.outcomes[key] ?? key])),
          )}
          {inquiry.about?.caseId && upheld.includes(String(data.outcome)) && (
            <p>
              <Checkbox checked={data.anew === true} onChange={(event) => onChange({ anew: event.target.checked })}>
                {w.anew}
              </Checkbox>
            </p>
          )}
        </>
      )
    case 'rate':
      return (
        <>
          {choice('satisfaction', w.satisfaction, vocabulary.satisfactions)}
          {choice('how', w.how, { call: w.hows.call, key: w.hows.key, sms: w.hows.sms })}
        </>
      )
    default:
      return null
  }
}
