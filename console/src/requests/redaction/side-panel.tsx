import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { answer, api } from '../../api/client.ts'
import type { RedactionGround, RedactionMark, RedactionOutline, RequestVocabulary } from '../../api/contract.ts'
import { sentenceOf } from '../../api/problem.ts'
import { Field } from '../../casework/field.tsx'
import { type Marked, placeOf, textOf } from './marks.ts'
import { redaction as words } from './words.zh.ts'

type Props = {
  caseId: number
  document: string
  outline: RedactionOutline
  vocabulary: RequestVocabulary
  marks: Marked[]
  ground: RedactionGround
  onGround: (ground: RedactionGround) => void
  onAdd: (marks: RedactionMark[]) => void
  onRemove: (key: string) => void
  onChange: (key: string, to: { ground: RedactionGround }) => void
  onShow: (key: string) => void
  onPreview: () => void
}

/** What is marked and why, what is proposed, and a search that marks every place of a text. */
export function SidePanel(props: Props) {
  const {
    caseId,
    document,
    outline,
    vocabulary,
    marks,
    ground,
    onGround,
    onAdd,
    onRemove,
    onChange,
    onShow,
    onPreview,
  } = props
  const [text, setText] = useState('')
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set())
  const grounds = Object.entries(vocabulary.groundLaws).map(([value, law]) => ({
    value: value as RedactionGround,
    label: `${vocabulary.grounds[value]}（${law}）`,
  }))
  const find = useMutation({
    mutationFn: async (wanted: string) => {
      const { items } = await answer(
        api.POST('/api/requests/{id}/documents/{document}/passages', {
          params: { path: { id: caseId, document } },
          body: { text: wanted },
        }),
      )
      onAdd(items.map((place) => ({ ...place, ground }) as RedactionMark))
      return words.found(items.length, wanted)
    },
  })
  const taken = new Set(marks.map(({ mark }) => placeOf(mark)))
  const proposals = outline.proposals.filter(({ place }) => {
    const key = JSON.stringify(place)
    return !taken.has(key) && !skipped.has(key)
  })
  const asMark = (place: (typeof proposals)[number]['place']) => ({ ...place, ground: 'EX15' }) as RedactionMark
  return (
    <aside className="rd-side">
      <section className="panel">
        <Field id="rd-ground" label={words.ground} hint={words.groundHint}>
          <Select id="rd-ground" className="fill" value={ground} options={grounds} onChange={onGround} />
        </Field>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (text.trim()) find.mutate(text.trim())
          }}
        >
          <Field id="rd-find" label={words.find}>
            <Input id="rd-find" maxLength={200} value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
          <Button htmlType="submit" loading={find.isPending} disabled={!text.trim()}>
            {words.findButton}
          </Button>
        </form>
        {find.isError && <Alert type="error" role="alert" title={sentenceOf(find.error)} />}
        <p className="hint" role="status">
          {find.data}
        </p>
      </section>
      {proposals.length > 0 && (
        <section className="panel" aria-labelledby="rd-proposals">
          <h2 id="rd-proposals" className="section-title">
            {words.proposals(proposals.length)}
          </h2>
          <p className="hint">{words.proposalsHint}</p>
          <ul className="rd-list">
            {proposals.map(({ place, text: found }, i) => {
              const what = found || ('page' in place ? words.onPage(place.page) : `${i + 1}`)
              return (
                <li key={JSON.stringify(place)}>
                  <span className="rd-what">{what}</span>
                  <Button size="small" aria-label={words.acceptOf(what)} onClick={() => onAdd([asMark(place)])}>
                    {words.accept}
                  </Button>
                  <Button
                    size="small"
                    type="text"
                    aria-label={words.skipOf(what)}
                    onClick={() => setSkipped(new Set([...skipped, JSON.stringify(place)]))}
                  >
                    {words.skip}
                  </Button>
                </li>
              )
            })}
          </ul>
          <Button size="small" onClick={() => onAdd(proposals.map(({ place }) => asMark(place)))}>
            {words.acceptAll}
          </Button>
        </section>
      )}
      <section className="panel" aria-labelledby="rd-marks">
        <h2 id="rd-marks" className="section-title">
          {words.marks(marks.length)}
        </h2>
        {marks.length === 0 && (
          <p className="muted">{outline.kind === 'docx' ? words.marksNone.docx : words.marksNone.pages}</p>
        )}
        <ul className="rd-list rd-marks">
          {marks.map(({ key, mark }, i) => {
            const what = `${i + 1}. ${textOf(mark, outline, words.onPage)}`
            return (
              <li key={key}>
                {'rect' in mark ? (
                  <Button type="link" size="small" className="rd-what" onClick={() => onShow(key)}>
                    {what}
                  </Button>
                ) : (
                  <span className="rd-what">{what}</span>
                )}
                <Select
                  size="small"
                  aria-label={words.groundOf(what)}
                  popupMatchSelectWidth={320}
                  value={mark.ground}
                  options={grounds}
                  labelRender={({ value }) => vocabulary.groundLaws[String(value)]}
                  onChange={(value) => onChange(key, { ground: value })}
                />
                <Button size="small" type="text" aria-label={words.removeOf(what)} onClick={() => onRemove(key)}>
                  {words.remove}
                </Button>
              </li>
            )
          })}
        </ul>
        <Button type="primary" disabled={marks.length === 0} onClick={onPreview}>
          {words.preview}
        </Button>
      </section>
    </aside>
  )
}
