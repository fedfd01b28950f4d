import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { ArchiveList } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { fileSize } from '../publishing/attachment-list.tsx'
import { dateTime } from '../shell/dates.ts'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { CheckTag, StateTag } from './state-tag.tsx'
import { archive as words } from './words.zh.ts'

/** Packages for the archive, the newest first, and the door to making one. */
export default function ArchiveListPage() {
  const [making, setMaking] = useState(false)
  const list = useQuery({
    queryKey: ['archive'],
    queryFn: () => answer(api.GET('/api/archive-packages')),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.finishedAt === null) ? 5_000 : false),
  })
  if (list.isError) return <FailedPage error={list.error} again={() => list.refetch()} />
  if (!list.data) return <Waiting />
  const { items, choices } = list.data
  const button = choices.length > 0 && (
    <Button type="primary" onClick={() => setMaking(true)}>
      {words.make}
    </Button>
  )
  return (
    <Page title={words.title} lead={words.lead} actions={items.length > 0 && button}>
      <div className="panel">
        {items.length === 0 ? (
          <Nothing title={choices.length ? words.emptyTitle : words.nothingTitle}>
            <p>{choices.length ? words.empty : words.nothing}</p>
            {button}
          </Nothing>
        ) : (
          <div className="scroll-x">
            <table className="plain-table cards">
              <thead>
                <tr>
                  <th scope="col">{words.package}</th>
                  <th scope="col">{words.state}</th>
                  <th scope="col">{words.items}</th>
                  <th scope="col">{words.size}</th>
                  <th scope="col">{words.asked}</th>
                  <th scope="col">{words.checked}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <Link to={`/archive/${one.id}`}>{words.name(one.unitName, one.year)}</Link>
                    </td>
                    <td data-label={words.state}>
                      <StateTag of={one} />
                    </td>
                    <td className="number" data-label={words.items}>
                      {one.state === 'making' ? words.progress(one.done, one.items) : words.count(one.items)}
                    </td>
                    <td className="number" data-label={words.size}>
                      {one.size !== null && fileSize(one.size)}
                    </td>
                    <td data-label={words.asked}>
                      {one.askedBy}
                      <div className="row-sub">{dateTime(one.askedAt)}</div>
                    </td>
                    <td data-label={words.checked}>{one.hash && <CheckTag of={one} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
      {making && <MakeDialog choices={choices} onClose={() => setMaking(false)} />}
    </Page>
  )
}

/** Which unit's year; only those in which something became public. */
function MakeDialog({ choices, onClose }: { choices: ArchiveList['choices']; onClose: () => void }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const units = [...new Map(choices.map((one) => [one.unitId, one.unitName]))].map(([value, label]) => ({
    value,
    label,
  }))
  const [unitId, setUnit] = useState(units.length === 1 ? units[0]?.value : undefined)
  const [year, setYear] = useState<number>()
  const make = useMutation({
    mutationFn: () => answer(api.POST('/api/archive-packages', { body: { unitId: unitId!, year: year! } })),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['archive'] })
      navigate(`/archive/${id}`)
    },
  })
  return (
    <Modal
      open
      title={words.make}
      okText={words.make}
      cancelText={words.keep}
      okButtonProps={{ disabled: !unitId || !year, loading: make.isPending }}
      onOk={() => make.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        {make.isError && <Alert type="error" role="alert" title={sentenceOf(make.error)} />}
        <div>
          <label htmlFor="archive-unit">{words.unit}</label>
          <Select
            id="archive-unit"
            className="fill"
            placeholder={words.chooseUnit}
            showSearch={{ optionFilterProp: 'label' }}
            options={units}
            value={unitId}
            onChange={(next) => {
              setUnit(next)
              setYear(undefined)
            }}
          />
        </div>
        <div>
          <label htmlFor="archive-year">{words.year}</label>
          <Select
            id="archive-year"
            className="fill"
            placeholder={words.chooseYear}
            disabled={!unitId}
            options={choices
              .filter((one) => one.unitId === unitId)
              .map((one) => ({
                value: one.year,
                label: (one.packed ? words.yearPacked : words.yearWith)(one.year, one.items),
              }))}
            value={year ?? null}
            onChange={setYear}
          />
        </div>
        <p className="hint">{words.makeText}</p>
      </div>
    </Modal>
  )
}
