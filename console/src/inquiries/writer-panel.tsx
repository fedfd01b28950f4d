import { useMutation } from '@tanstack/react-query'
import { Alert, AutoComplete, Button } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { InquiryDetail } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { Field } from '../casework/field.tsx'
import { Pairs } from './pairs.tsx'
import { detail as words } from './words.zh.ts'

/** Who wrote: masked, and in clear for a purpose that goes into the audit log. */
export function WriterPanel({ inquiry }: { inquiry: InquiryDetail }) {
  const [asking, setAsking] = useState(false)
  const [purpose, setPurpose] = useState('')
  const reveal = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/inquiries/{id}/writer-view', { params: { path: { id: inquiry.id } }, body: { purpose } })),
    gcTime: 0,
    onSuccess: () => setAsking(false),
  })
  const shown = reveal.data ?? inquiry.writer
  const left = [shown.name, shown.phone, shown.email, shown.address].some(Boolean)
  return (
    <section className="panel" aria-labelledby="iq-writer">
      <h2 id="iq-writer" className="section-title">
        {words.writer}
      </h2>
      {shown.anonymous ? (
        <p className="muted">{words.anonymous}</p>
      ) : (
        <Pairs
          rows={[
            [words.name, shown.name],
            [words.phone, shown.phone],
            [words.email, shown.email],
            [words.address, shown.address],
          ]}
        />
      )}
      {inquiry.mayUnmask &&
        left &&
        !shown.anonymous &&
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
            <Field id="iq-purpose" label={words.purpose} hint={words.revealText}>
              <AutoComplete
                id="iq-purpose"
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
