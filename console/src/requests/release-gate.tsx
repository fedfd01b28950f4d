import { CheckOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Checkbox, Spin } from 'antd'
import { answer, api } from '../api/client.ts'
import type { ReleaseFinding, RequestAction, RequestDetail } from '../api/contract.ts'
import { useSettled } from '../casework/use-settled.ts'
import { Findings } from '../publishing/findings.tsx'
import type { ActDraft, ReplyDraft } from './act-draft.ts'
import { requestKey } from './queries.ts'
import { gate as words } from './words.zh.ts'

type Props = {
  request: RequestDetail
  action: RequestAction
  draft: ActDraft
  onChange: (change: Pick<ActDraft, 'acknowledged'>) => void
}

/**
 * What the release gate finds in letters and papers of an answer: while it is drafted, and again at each gate, where every
 * warning is seen by name. The office asks the same once more when the act is done.
 */
export function ReleaseGate({ request, action, draft, onChange }: Props) {
  const proposing = action === 'propose'
  const asked = useSettled(
    JSON.stringify({
      letters: proposing ? draft.letters.filter((letter) => letter.html && letter.title.trim()) : [],
      materials: proposing ? ((draft.data.reply as ReplyDraft | undefined)?.materials ?? []) : [],
    }),
    800,
  )
  const path = { id: request.id }
  const found = useQuery({
    queryKey: [...requestKey(request.id), 'release-checks', action, request.version, asked],
    enabled: (proposing && asked.includes('"html"')) || (action === 'approve' && request.mayUnmask),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
    queryFn: () =>
      proposing
        ? answer(api.POST('/api/requests/{id}/release-checks', { params: { path }, body: JSON.parse(asked) }))
        : answer(api.GET('/api/requests/{id}/release-checks', { params: { path } })),
  })
  if (!found.isEnabled) return null
  const items = found.data?.items ?? []
  const blocks = items.filter((one) => one.severity === 'block')
  const warnings = items.filter((one) => one.severity === 'warn')
  return (
    <section className="rq-gate" aria-labelledby="rq-gate">
      <h3 id="rq-gate" className="small-title">
        {words.title} {found.isFetching && <Spin size="small" />}
      </h3>
      <div role="status">
        {found.isPending && <p className="hint">{words.looking}</p>}
        {found.isError && <p className="hint">{words.failed}</p>}
        {found.isSuccess && items.length === 0 && (
          <p className="rq-fine">
            <CheckOutlined aria-hidden /> {words.none}
          </p>
        )}
      </div>
      <Findings issues={proposing ? items : blocks} />
      {!proposing && warnings.length > 0 && (
        <Acknowledging
          warnings={warnings}
          acknowledged={draft.acknowledged ?? []}
          onChange={(acknowledged) => onChange({ acknowledged })}
        />
      )}
    </section>
  )
}

function Acknowledging({
  warnings,
  acknowledged,
  onChange,
}: {
  warnings: ReleaseFinding[]
  acknowledged: string[]
  onChange: (keys: string[]) => void
}) {
  return (
    <fieldset className="rq-choice">
      <legend>{words.answerFor}</legend>
      <div className="rq-options-long">
        {warnings.map((one) => (
          <Checkbox
            key={one.key}
            checked={acknowledged.includes(one.key)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...acknowledged, one.key] : acknowledged.filter((key) => key !== one.key),
              )
            }
          >
            {one.message}
            {one.text && <q className="finding-quote">{one.text}</q>}
            {one.reasoned && (
              <span className="row-sub">{words.reasoned(one.reasoned.by, one.reasoned.gate, one.reasoned.reason)}</span>
            )}
          </Checkbox>
        ))}
      </div>
      {warnings.some((one) => one.needsReason && !one.reasoned) && <p className="hint">{words.reasonFor}</p>}
    </fieldset>
  )
}
