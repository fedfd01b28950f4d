import { Button, Input, Select } from 'antd'
import type { EntryCheck, FieldIssue, RequestVocabulary } from '../api/contract.ts'
import { Choice, described, Field, faultOf } from '../casework/field.tsx'
import type { Entry } from './entry.ts'
import { entry as words } from './words.zh.ts'

type Applicant = Entry['applicant']
type Props = {
  value: Applicant
  onChange: (value: Applicant) => void
  issues: FieldIssue[]
  check: EntryCheck | undefined
  vocabulary: RequestVocabulary
}

/** Who asks (条例 art 29), by the columns of the annual table. */
export function ApplicantFields({ value, onChange, issues, check, vocabulary }: Props) {
  const natural = value.party === 'natural_person'
  const set = (change: Partial<Applicant>) => onChange({ ...value, ...change })
  const suggested = check?.party
  const numberFault = faultOf(issues, 'identityNumber')
  const numberFine =
    check && value.identityNumber.length >= 15 && !check.issues.some((issue) => issue.field.endsWith('identityNumber'))
  const line = (name: keyof Applicant & string, label: string, more: { optional?: boolean; hint?: string } = {}) => {
    const id = `applicant-${name}`
    const fault = faultOf(issues, `applicant.${name}`)
    return (
      <Field id={id} label={label} fault={fault} {...more}>
        <Input
          {...described(id, fault)}
          status={fault ? 'error' : undefined}
          autoComplete="off"
          value={value[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      </Field>
    )
  }
  return (
    <>
      <Choice
        label={words.party}
        name="party"
        value={value.party}
        options={Object.entries(vocabulary.parties).map(([key, label]) => ({
          value: key as Applicant['party'],
          label,
        }))}
        onChange={(party) => set({ party })}
      />
      {line('name', natural ? words.name : words.organisation)}
      {natural && (
        <Field id="applicant-identityKind" label={words.identityKind}>
          <Select
            id="applicant-identityKind"
            className="fill"
            value={value.identityKind}
            options={Object.entries(words.identityKinds).map(([key, label]) => ({ value: key, label }))}
            onChange={(identityKind) => set({ identityKind: identityKind as Applicant['identityKind'] })}
          />
        </Field>
      )}
      <Field
        id="applicant-identityNumber"
        label={natural ? words.identityNumber : words.creditCode}
        fault={numberFault}
        hint={
          <span role="status">
            {!numberFault && numberFine && (!natural || value.identityKind === 'resident') && (
              <span className="rq-fine">✓ {words.numberFine}</span>
            )}
          </span>
        }
      >
        <Input
          {...described('applicant-identityNumber', numberFault)}
          status={numberFault ? 'error' : undefined}
          autoComplete="off"
          maxLength={40}
          value={value.identityNumber}
          onChange={(event) => set({ identityNumber: event.target.value })}
        />
      </Field>
      {!natural && suggested && suggested !== value.party && (
        <p className="hint">
          {words.suggested(vocabulary.parties[suggested] ?? '')}{' '}
          <Button size="small" onClick={() => set({ party: suggested })}>
            {words.takeSuggestion}
          </Button>
        </p>
      )}
      {natural ? (
        line('guardian', words.guardian, { optional: true, hint: words.guardianHint })
      ) : (
        <div className="pair">
          {line('representative', words.representative, { optional: true })}
          {line('agent', words.agent, { optional: true })}
        </div>
      )}
      <div className="pair">
        {line('phone', words.phone)}
        {line('email', words.email, { optional: true })}
      </div>
      <div className="rq-address">
        {line('address', words.address)}
        {line('postcode', words.postcode, { optional: true })}
      </div>
    </>
  )
}
