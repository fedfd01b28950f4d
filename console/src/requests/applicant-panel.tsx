import { useMutation } from '@tanstack/react-query'
import { Alert, AutoComplete, Button } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { RequestDetail, RequestVocabulary } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { Field } from '../casework/field.tsx'
import { entry, detail as words } from './words.zh.ts'

/** Who asks: masked, and in clear for a purpose that goes into the audit log. */
export function ApplicantPanel({ request, vocabulary }: { request: RequestDetail; vocabulary: RequestVocabulary }) {
  const [asking, setAsking] = useState(false)
  const [purpose, setPurpose] = useState('')
  const reveal = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/requests/{id}/applicant-view', { params: { path: { id: request.id } }, body: { purpose } }),
      ),
    gcTime: 0,
    onSuccess: () => setAsking(false),
  })
  const shown = reveal.data ?? request.applicant
  const rows: [string, string][] = [
    [words.name, shown.name],
    [words.party, vocabulary.parties[shown.party] ?? ''],
    [shown.party === 'natural_person' ? words.identity : entry.creditCode, shown.identityNumber],
    [words.representative, shown.representative],
    [words.agent, shown.agent],
    [words.guardian, shown.guardian],
    [words.phone, shown.phone],
    [words.email, shown.email],
    [words.address, [shown.address, shown.postcode].filter(Boolean).join(' ')],
  ]
  return (
    <section className="panel" aria-labelledby="rq-applicant">
      <h2 id="rq-applicant" className="section-title">
        {words.applicant}
      </h2>
      <dl className="rq-pairs">
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {request.ordinalInMonth !== null && <p className="hint">{words.ordinal(request.ordinalInMonth)}</p>}
      {request.mayUnmask &&
        (reveal.data ? (
          <Button size="small" onClick={() => reveal.reset()}>
            {words.hide}
          </Button>
        ) : asking ? (
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault()
              if (purpose.trim()) reveal.mutate()
            }}
          >
            {reveal.isError && <Alert type="error" role="alert" title={sentenceOf(reveal.error)} />}
            <Field id="rq-purpose" label={words.purpose} hint={words.revealText}>
              <AutoComplete
                id="rq-purpose"
                className="fill"
                maxLength={200}
                value={purpose}
                options={words.purposes.map((value) => ({ value }))}
                onChange={setPurpose}
              />
            </Field>
            <Button htmlType="submit" type="primary" disabled={!purpose.trim()} loading={reveal.isPending}>
              {words.show}
            </Button>
          </form>
        ) : (
          <Button size="small" onClick={() => setAsking(true)}>
            {words.reveal}
          </Button>
        ))}
    </section>
  )
}
