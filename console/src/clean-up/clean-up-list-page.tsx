import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { answer, api } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { useMe } from '../identity/session.ts'
import { DateField } from '../publishing/fields.tsx'
import { useLookups } from '../publishing/queries.ts'
import { dayOf } from '../shell/dates.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { cleanUp as words } from './words.zh.ts'

/** Every round, the newest first. */
export default function CleanUpListPage() {
  const me = useMe()
  const [beginning, setBeginning] = useState(false)
  const rounds = useQuery({ queryKey: ['clean-ups'], queryFn: () => answer(api.GET('/api/clean-ups')) })
  if (rounds.isError) return <FailedPage error={rounds.error} again={() => rounds.refetch()} />
  if (!rounds.data) return <Waiting />
  const begins = me?.posts.some((post) => post.role === 'disclosure_office') ?? false
  const { items } = rounds.data
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        begins && (
          <Button type="primary" onClick={() => setBeginning(true)}>
            {words.begin}
          </Button>
        )
      }
    >
      <div className="panel">
        {items.length === 0 ? (
          <p className="muted">{begins ? words.empty : words.emptyForUnit}</p>
        ) : (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.stage}</th>
                <th scope="col">{words.dueOn}</th>
                <th scope="col">{words.opened}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((round) => (
                <tr key={round.id}>
                  <td>
                    <Link to={`/clean-ups/${round.id}`}>{round.title}</Link>
                    <div className="row-sub">{round.unitName}</div>
                  </td>
                  <td>{round.stageLabel}</td>
                  <td>{round.dueOn}</td>
                  <td>{dayOf(round.openedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {beginning && <BeginDialog onClose={() => setBeginning(false)} />}
    </Page>
  )
}

/** Whose documents, of which time, until when. */
function BeginDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const units = (useLookups().data?.units ?? []).map((unit) => ({ value: unit.id, label: unit.name }))
  const [title, setTitle] = useState('')
  const [unitId, setUnitId] = useState<number>()
  const [unitIds, setUnitIds] = useState<number[]>([])
  const [formedFrom, setFrom] = useState<string | null>(null)
  const [formedTo, setTo] = useState<string | null>(null)
  const [dueOn, setDue] = useState<string | null>(null)
  const begin = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/clean-ups', {
          body: { title, unitId: unitId!, unitIds, formedFrom, formedTo, dueOn: dueOn! },
        }),
      ),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['clean-ups'] })
      navigate(`/clean-ups/${id}`)
    },
  })
  const byName = { showSearch: { optionFilterProp: 'label' }, options: units, className: 'fill' }
  return (
    <Modal
      open
      title={words.begin}
      okText={words.begin}
      cancelText={words.keep}
      okButtonProps={{
        disabled: !title.trim() || !unitId || unitIds.length === 0 || !dueOn,
        loading: begin.isPending,
      }}
      onOk={() => begin.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        {begin.isError && <Alert type="error" role="alert" title={sentenceOf(begin.error)} />}
        <div>
          <label htmlFor="round-title">{words.name}</label>
          <Input
            id="round-title"
            placeholder={words.nameExample}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </div>
        <div>
          <label htmlFor="round-host">{words.host}</label>
          <Select id="round-host" {...byName} value={unitId} onChange={setUnitId} />
        </div>
        <div>
          <label htmlFor="round-units">{words.units}</label>
          <Select id="round-units" mode="multiple" {...byName} value={unitIds} onChange={setUnitIds} />
        </div>
        <div className="pair">
          <div>
            <label htmlFor="round-from">{words.from}</label>
            <DateField id="round-from" value={formedFrom} onChange={setFrom} />
          </div>
          <div>
            <label htmlFor="round-to">{words.to}</label>
            <DateField id="round-to" value={formedTo} onChange={setTo} />
          </div>
        </div>
        <div>
          <label htmlFor="round-due">{words.due}</label>
          <DateField id="round-due" value={dueOn} onChange={setDue} />
        </div>
      </div>
    </Modal>
  )
}
