import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Spin } from 'antd'
import { useEffect, useRef } from 'react'
import { blank as gap } from '../../../src/capabilities/requests/letters/blank.ts'
import { lettersOf } from '../../../src/capabilities/requests/letters/which.ts'
import { answer, api } from '../api/client.ts'
import type { GivenLetter, RequestAction } from '../api/contract.ts'
import { ProblemError } from '../api/problem.ts'
import { useSettled } from '../casework/use-settled.ts'
import type { ActDraft } from './act-draft.ts'
import { LetterDifferences } from './letter-differences.tsx'
import { LetterEditor } from './letter-editor.tsx'
import { differences } from './template-words.zh.ts'
import { acting as words } from './words.zh.ts'

/** Which letters an act sends out, by the office's own rule; while the answer is not chosen yet: none. */
export const lettersFor = (action: RequestAction, data: Record<string, unknown>): string[] => {
  if (action === 'propose' && !(data.reply as { kind?: string } | undefined)?.kind) return []
  if (action === 'consult' && !data.kind) return []
  return lettersOf(action, data as never)
}

const blank = (key: string): GivenLetter => ({
  key,
  title: words.letterNames[key] ?? words.answerLetter,
  html: '',
  templateVersion: 0,
})

type Props = {
  caseId: number
  action: RequestAction
  draft: ActDraft
  fault: string | undefined
  onChange: (change: Pick<ActDraft, 'letters' | 'touched'>) => void
}

/**
 * The letters that go out with an act, drafted by the office from what stands in the fields. They follow the fields until
 * somebody changes them by hand.
 */
export function ActLetters({ caseId, action, draft, fault, onChange }: Props) {
  const { data, note, letters, touched } = draft
  const wanted = lettersFor(action, data)
  const asked = useSettled(JSON.stringify({ data, note }), 500)
  const drafts = useQuery({
    queryKey: ['requests', 'letter-drafts', caseId, action, asked],
    enabled: wanted.length > 0,
    retry: false,
    gcTime: 60_000,
    placeholderData: (before) => before,
    queryFn: () =>
      answer(
        api.POST('/api/requests/{id}/letters/drafts', {
          params: { path: { id: caseId } },
          body: { action, ...(JSON.parse(asked) as { data: Record<string, unknown>; note: string }) },
        }),
      ),
  })
  const latest = useRef({ letters, touched, onChange, wanted })
  latest.current = { letters, touched, onChange, wanted }
  const { data: found, error, isPlaceholderData } = drafts
  // Fields that are not filled in yet are no failure: the letters come when they are.
  const unfinished = error instanceof ProblemError && error.status === 422
  const isError = error !== null && !unfinished
  const needed = wanted.join()

  useEffect(() => {
    const now = latest.current
    if (isPlaceholderData || (!found && !isError)) return
    const next = (needed ? needed.split(',') : []).map((key) => {
      const own = now.letters.find((one) => one.key === key)
      if (own && now.touched.includes(key)) return own
      return found?.items.find((one) => one.key === key) ?? own ?? blank(key)
    })
    if (JSON.stringify(next) !== JSON.stringify(now.letters)) now.onChange({ letters: next, touched: now.touched })
  }, [found, isError, isPlaceholderData, needed])

  if (wanted.length === 0) return null
  const shown = letters.filter((one) => wanted.includes(one.key))
  const again = () => {
    const items = found?.items.filter((one) => wanted.includes(one.key)) ?? []
    if (items.length) onChange({ letters: items, touched: [] })
    else void drafts.refetch()
  }
  return (
    <section className="rq-letters" aria-labelledby="act-letters">
      <h3 id="act-letters" className="small-title">
        {words.letters}
      </h3>
      <p className="hint">{words.lettersHint}</p>
      {fault && (
        <p className="rq-fault" role="alert">
          {fault}
        </p>
      )}
      {unfinished && shown.length === 0 && <p className="hint">{words.lettersLater}</p>}
      {drafts.isPending && <Spin description={words.lettersWait} />}
      {isError && <Alert className="gap" type="warning" title={words.lettersFailed} />}
      {shown.map((letter) => {
        const drafted = found?.items.find((one) => one.key === letter.key)
        return (
          <div key={letter.key}>
            <LetterEditor
              letter={letter}
              onChange={(changed) =>
                onChange({
                  letters: latest.current.letters.map((one) => (one.key === changed.key ? changed : one)),
                  touched: [...new Set([...latest.current.touched, changed.key])],
                })
              }
            />
            {letter.html.includes(gap) && (
              <Alert className="gap" type="warning" showIcon title={words.letterBlank(letter.title)} />
            )}
            {drafted && touched.includes(letter.key) && (
              <LetterDifferences from={drafted.html} to={letter.html} than={differences.template} />
            )}
          </div>
        )
      })}
      {(touched.length > 0 || isError) && (
        <Button size="small" onClick={again}>
          {words.again}
        </Button>
      )}
    </section>
  )
}
