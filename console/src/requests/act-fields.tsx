import { Checkbox, Input, InputNumber, Select } from 'antd'
import { feeOf } from '../../../src/capabilities/requests/rules/fee.ts'
import type { FieldIssue, RequestAction, RequestDetail, RequestVocabulary } from '../api/contract.ts'
import { Choice, described, Field, faultOf } from '../casework/field.tsx'
import { unitTree } from '../publishing/choices.ts'
import { DateField } from '../publishing/fields.tsx'
import { useLookups } from '../publishing/queries.ts'
import { longDate } from '../shell/dates.ts'
import { TreeChoice } from '../shell/tree-choice.tsx'
import { ArchivePages } from './archive-pages.tsx'
import { acting, detail } from './words.zh.ts'

const w = acting.fields

type Data = Record<string, unknown>
type Props = {
  action: RequestAction
  request: RequestDetail
  vocabulary: RequestVocabulary
  data: Data
  issues: FieldIssue[]
  onChange: (change: Data) => void
}

const dayLabels: Partial<Record<RequestAction, string>> = {
  confirm: w.confirmedOn,
  ask_correction: w.askedOn,
  take_correction: w.takenOn,
  consult: w.issuedOn,
  record_service: w.servedOn,
  record_opinion: w.answeredOn,
  ask_help: w.issuedOn,
  record_help: w.helpedOn,
  take_reasons: w.takenOn,
  record_fee_service: w.feeServedOn,
  take_payment: w.paidOn,
  log_search: w.searchedOn,
  deliver: w.deliverOn,
  withdraw: w.withdrawnOn,
  reopen: w.reopenOn,
}

/** The facts of one act, field by field; which act has which is events.ts of the office. */
export function ActFields({ action, request, vocabulary, data, issues, onChange }: Props) {
  const { data: lookups } = useLookups()
  const fault = (name: string) => faultOf(issues, name)
  const day = (name: string, label: string, hint?: string) => (
    <Field id={`act-${name}`} label={label} hint={hint} fault={fault(name)}>
      <div className="rq-day">
        <DateField
          id={`act-${name}`}
          value={(data[name] as string | null | undefined) ?? null}
          onChange={(value) => onChange({ [name]: value })}
        />
      </div>
    </Field>
  )
  const line = (name: string, label: string, more: { optional?: boolean; hint?: string; max?: number } = {}) => (
    <Field id={`act-${name}`} label={label} optional={more.optional ?? false} hint={more.hint} fault={fault(name)}>
      <Input
        {...described(`act-${name}`, fault(name))}
        status={fault(name) ? 'error' : undefined}
        maxLength={more.max ?? 300}
        value={(data[name] as string | undefined) ?? ''}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </Field>
  )
  const number = (name: string, label: string, max: number, hint?: React.ReactNode) => (
    <Field id={`act-${name}`} label={label} hint={hint} fault={fault(name)}>
      <InputNumber
        {...described(`act-${name}`, fault(name))}
        status={fault(name) ? 'error' : undefined}
        min={1}
        max={max}
        precision={0}
        value={(data[name] as number | undefined) ?? null}
        onChange={(value) => onChange({ [name]: value })}
      />
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
  const yesNo = (name: string, label: string, yes: string, no: string) => (
    <Choice
      label={label}
      name={`act-${name}`}
      fault={fault(name)}
      value={data[name] === undefined ? undefined : data[name] ? 'yes' : 'no'}
      options={[
        { value: 'yes', label: yes },
        { value: 'no', label: no },
      ]}
      onChange={(value) => onChange({ [name]: value === 'yes' })}
    />
  )
  const consultation = () => {
    const open = request.consultations.filter((one) => one.answeredOn === null)
    return (
      <Field id="act-consultation" label={w.consultation} fault={fault('consultation')}>
        <Select
          id="act-consultation"
          className="fill"
          value={data.consultation as number | undefined}
          options={open.map((one) => ({
            value: one.number,
            label: `${detail.consultation(one.number)} ${vocabulary.consultations[one.kind]} ${one.agency}`,
          }))}
          onChange={(value) => onChange({ consultation: value })}
        />
      </Field>
    )
  }
  const on = dayLabels[action] ?? w.on

  switch (action) {
    case 'contact':
      return yesNo('reached', w.reached, w.reachedYes, w.reachedNo)
    case 'confirm':
      return (
        <>
          {day('on', on)}
          {choice('how', w.how, w.hows)}
        </>
      )
    case 'redirect':
      return (
        <Field id="act-unitId" label={w.unitId} fault={fault('unitId')}>
          <TreeChoice
            id="act-unitId"
            className="fill"
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
            options={request.owners.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => onChange({ ownerId: value })}
          />
        </Field>
      )
    case 'ask_correction': {
      const by = request.limits?.correctionBy
      return (
        <div className="pair">
          {day('on', on, by ? w.correctionBy(longDate(by)) : undefined)}
          {day('until', w.until, w.correctionNone)}
        </div>
      )
    }
    case 'take_correction':
      return (
        <>
          {day('on', on)}
          {request.correction && (data.on as string) > request.correction.until && (
            <p>
              <Checkbox
                checked={data.excused === true}
                onChange={(event) => onChange({ excused: event.target.checked })}
              >
                {w.excused}
              </Checkbox>
            </p>
          )}
        </>
      )
    case 'consult':
      return (
        <>
          {choice('kind', w.consultKind, vocabulary.consultations)}
          {data.kind === 'joint_maker' && line('agency', w.agency, { max: 100 })}
          {day('on', on)}
        </>
      )
    case 'record_service':
      return (
        <>
          {consultation()}
          {day('on', on)}
        </>
      )
    case 'record_opinion':
      return (
        <>
          {consultation()}
          {day('on', on)}
          {choice('opinion', w.opinion, vocabulary.opinions)}
        </>
      )
    case 'ask_help':
      return (
        <>
          {line('helper', w.helper, { max: 100 })}
          <div className="pair">
            {day('on', on)}
            {day('until', w.helpUntil)}
          </div>
        </>
      )
    case 'record_help':
      return (
        <>
          <Field id="act-help" label={w.help} fault={fault('help')}>
            <Select
              id="act-help"
              className="fill"
              value={data.help as number | undefined}
              options={request.helps
                .filter((one) => one.answeredOn === null)
                .map((one) => ({ value: one.number, label: `${detail.consultation(one.number)} ${one.helper}` }))}
              onChange={(value) => onChange({ help: value })}
            />
          </Field>
          {day('on', on)}
        </>
      )
    case 'extend':
      return (
        <div className="pair">
          {day('on', on)}
          {number('workingDays', w.workingDays, 20, w.mostDays(request.limits?.extensionDays ?? 20))}
        </div>
      )
    case 'delay':
      return (
        <div className="pair">
          {day('on', on)}
          {day('until', w.delayUntil)}
        </div>
      )
    case 'charge': {
      const basis = data.basis as 'by_item' | 'by_page'
      const quantity = data.quantity as number | null
      return (
        <>
          {day('on', on)}
          <Choice
            label={w.basis}
            name="act-basis"
            fault={fault('basis')}
            value={basis}
            options={(['by_item', 'by_page'] as const).map((value) => ({ value, label: detail.feeBasis[value] }))}
            onChange={(value) =>
              onChange({ basis: value, quantity: value === 'by_item' ? (request.ordinalInMonth ?? 1) : 1 })
            }
          />
          {number(
            'quantity',
            basis === 'by_item' ? w.quantityItems : w.quantityPages,
            1_000_000,
            quantity && typeof data.on === 'string' && data.on >= '2021-01-01' ? (
              <strong role="status">{w.yuan(feeOf(basis, quantity, data.on))}</strong>
            ) : undefined,
          )}
        </>
      )
    }
    case 'take_payment':
      return (
        <>
          {day('on', on)}
          {line('ticket', w.ticket, { max: 60 })}
        </>
      )
    case 'log_search':
      return (
        <>
          {day('on', on)}
          {line('place', w.place, { max: 200 })}
          {line('words', w.words)}
          {yesNo('found', w.found, w.foundYes, w.foundNo)}
        </>
      )
    case 'deliver':
      return (
        <>
          {choice('way', w.deliverWay, vocabulary.deliveryWays)}
          {day('on', on, w.deliverHint)}
          {data.way === 'post' && line('tracking', w.tracking, { optional: true, max: 60 })}
        </>
      )
    case 'reopen': {
      const concluded = request.remedies.filter((one) => one.outcome !== 'open')
      return (
        <>
          {day('on', on)}
          <Field
            id="act-remedyId"
            label={w.remedyId}
            fault={fault('remedyId')}
            hint={concluded.length === 0 && w.remedyNone}
          >
            <Select
              id="act-remedyId"
              className="fill"
              value={data.remedyId as number | undefined}
              options={concluded.map((one) => ({
                value: one.id,
                label: `${vocabulary.remedyKinds[one.kind]} ${one.body} ${one.number}`,
              }))}
              onChange={(value) => onChange({ remedyId: value })}
            />
          </Field>
          {number('workingDays', w.reopenDays, 60)}
        </>
      )
    }
    case 'look_again':
      return (
        <>
          {choice('result', w.result, detail.results)}
          {day('nextOn', w.nextOn)}
        </>
      )
    case 'archive':
      return <ArchivePages request={request} data={data} issues={issues} onChange={onChange} />
    case 'ask_reasons':
    case 'take_reasons':
    case 'record_fee_service':
    case 'withdraw':
      return day('on', on)
    default:
      return null
  }
}
