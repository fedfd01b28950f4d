import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Progress, Tag } from 'antd'
import { Link, useNavigate, useParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { ArchivePackage } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { fileSize } from '../publishing/attachment-list.tsx'
import { dateTime, dayOf } from '../shell/dates.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { OwnCopy } from './own-copy.tsx'
import { StateTag } from './state-tag.tsx'
import { archive as words } from './words.zh.ts'

/** One package: how far it is, what is in it, whether it is whole. */
export default function ArchivePage() {
  const id = Number(useParams().id)
  const found = useQuery({
    queryKey: ['archive', id],
    queryFn: () => answer(api.GET('/api/archive-packages/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && state.data.finishedAt === null ? 3_000 : false),
  })
  if (found.isError) return <FailedPage error={found.error} again={() => found.refetch()} />
  if (!found.data) return <Waiting />
  return <Package of={found.data} />
}

function Package({ of }: { of: ArchivePackage }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const check = useMutation({
    mutationFn: () => answer(api.POST('/api/archive-packages/{id}/checks', { params: { path: { id: of.id } } })),
    onSuccess: (next) => {
      queries.setQueryData(['archive', of.id], next)
      if (next.whole) message.success(words.checkDone)
      else message.error(words.checkFailed)
    },
  })
  const again = useMutation({
    mutationFn: () => answer(api.POST('/api/archive-packages', { body: { unitId: of.unitId, year: of.year ?? 0 } })),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['archive'], exact: true })
      navigate(`/archive/${id}`)
    },
  })
  const changed = of.records.filter((one) => one.changed).length
  const old = changed > 0 || of.since > 0
  const failed = [check, again].find((one) => one.isError)?.error
  return (
    <Page
      title={words.name(of.unitName, of.year)}
      lead={<Link to="/archive">{words.back}</Link>}
      actions={
        <>
          {(old || of.state === 'failed') && (
            <Button loading={again.isPending} onClick={() => again.mutate()}>
              {words.again}
            </Button>
          )}
          {of.hash && (
            <>
              <Button loading={check.isPending} onClick={() => check.mutate()}>
                {words.check}
              </Button>
              <Button type="primary" href={`/api/archive-packages/${of.id}/file`}>
                {words.download}
              </Button>
            </>
          )}
        </>
      }
    >
      {failed && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(failed)} />}
      {of.failure && (
        <Alert className="gap" type="error" showIcon role="alert" title={words.failedTitle} description={of.failure} />
      )}
      {of.finishedAt === null && (
        <section className="panel" role="status">
          <p>{words.waitingTitle}</p>
          <Progress percent={Math.round((of.done / of.items) * 100)} aria-label={words.progress(of.done, of.items)} />
        </section>
      )}
      {old && (
        <Alert
          className="gap"
          type="warning"
          showIcon
          title={words.staleTitle}
          description={
            <>
              {of.since > 0 && <div>{words.since(of.since)}</div>}
              {changed > 0 && <div>{words.changed(changed)}</div>}
            </>
          }
        />
      )}
      <section className="panel" aria-labelledby="facts-title">
        <h2 id="facts-title" className="section-title">
          {words.facts}
        </h2>
        <dl className="facts">
          <div>
            <dt>{words.state}</dt>
            <dd>
              <StateTag of={of} />
            </dd>
          </div>
          <div>
            <dt>{words.items}</dt>
            <dd>{words.count(of.items)}</dd>
          </div>
          <div>
            <dt>{words.by}</dt>
            <dd>{of.askedBy}</dd>
          </div>
          <div>
            <dt>{words.askedAt}</dt>
            <dd>{dateTime(of.askedAt)}</dd>
          </div>
          {of.hash && (
            <>
              <div>
                <dt>{words.made}</dt>
                <dd>{dateTime(of.finishedAt)}</dd>
              </div>
              <div>
                <dt>{words.size}</dt>
                <dd>{of.size !== null && fileSize(of.size)}</dd>
              </div>
              <div className="facts-wide">
                <dt>{words.hash}</dt>
                <dd>
                  <code className="hash">{of.hash}</code>
                </dd>
              </div>
            </>
          )}
        </dl>
      </section>
      {of.hash && <Checks of={of} />}
      {of.hash && <OwnCopy hash={of.hash} />}
      <Contents of={of} />
    </Page>
  )
}

function Checks({ of }: { of: ArchivePackage }) {
  return (
    <section className="panel" aria-labelledby="checks-title">
      <h2 id="checks-title" className="section-title">
        {words.checks}
      </h2>
      {of.checks.length === 0 && <p className="muted">{words.noChecks}</p>}
      <ul className="plain-list">
        {of.checks.map((one) => (
          <li key={one.at}>
            <Tag color={one.faults.length ? 'error' : 'success'}>{one.faults.length ? words.faulty : words.whole}</Tag>{' '}
            {dateTime(one.at)} {words.checkLine(one.by ?? '', one.files)}
            {one.faults.length > 0 && (
              <ul className="tight">
                {one.faults.map((fault) => (
                  <li key={fault}>{fault}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Contents({ of }: { of: ArchivePackage }) {
  return (
    <section className="panel" aria-labelledby="contents-title">
      <h2 id="contents-title" className="section-title">
        {words.contents}
      </h2>
      {of.records.length === 0 ? (
        <p className="muted">{of.hash ? words.contentsOld : words.contentsLater}</p>
      ) : (
        <div className="scroll-x">
          <table className="plain-table cards">
            <thead>
              <tr>
                <th scope="col">{words.document}</th>
                <th scope="col">{words.index}</th>
                <th scope="col">{words.published}</th>
              </tr>
            </thead>
            <tbody>
              {of.records.map((one) => (
                <tr key={one.recordId}>
                  <td>
                    <Link to={`/record/${one.recordId}`}>{one.title}</Link>{' '}
                    {one.changed && <Tag color="warning">{words.changedTag}</Tag>}
                    <div className="row-sub">{one.docNumber}</div>
                  </td>
                  <td data-label={words.index}>{one.indexNumber}</td>
                  <td className="date" data-label={words.published}>
                    {dayOf(one.publishedAt)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
