import { Alert, Button, Grid, Steps, Tabs, Tag, Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { ActionKey, Issue, Lookups, RecordAction, RecordDetail } from '../api/contract.ts'
import { DueDate } from '../calendar/due-date.tsx'
import { dateTime, longDate } from '../shell/dates.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { portalAddress, useSite } from '../shell/site.ts'
import { AttachmentList } from './attachment-list.tsx'
import { ComparisonView } from './comparison-view.tsx'
import { DecisionDialog, Reasoned } from './decision-dialog.tsx'
import { DocumentView } from './document-view.tsx'
import { Editions } from './editions.tsx'
import { Findings } from './findings.tsx'
import { History } from './history.tsx'
import { markFindings } from './mark-findings.ts'
import { MetadataTable } from './metadata-table.tsx'
import { useLookups, useRecord } from './queries.ts'
import { ReturnedNotice } from './returned-notice.tsx'
import { SinceLastSeen, useSinceLastSeen } from './since-last-seen.tsx'
import { StatusTag } from './status-tag.tsx'
import { comparing, list, record as words } from './words.zh.ts'

/** Reading, deciding and looking back: the text left, what is known about it right, the decision at the bottom. */
export default function RecordPage() {
  const id = Number(useParams().id)
  const record = useRecord(id)
  const lookups = useLookups()
  if (record.isError) return <FailedPage error={record.error} again={() => record.refetch()} />
  if (lookups.isError) return <FailedPage error={lookups.error} again={() => lookups.refetch()} />
  if (!record.data || !lookups.data) return <Waiting />
  return <RecordView key={`${id}-${record.data.edition}`} record={record.data} lookups={lookups.data} />
}

function RecordView({ record, lookups }: { record: RecordDetail; lookups: Lookups }) {
  const { revision } = record
  const site = useSite()
  const [deciding, setDeciding] = useState<RecordAction | null>(null)
  const [acknowledged, setAcknowledged] = useState<ReadonlySet<string>>(new Set())
  const [changesOnly, setChangesOnly] = useState(false)
  const since = useSinceLastSeen(record)
  const phone = Grid.useBreakpoint().md === false
  const primary = record.actions.find((action) => action.primary && action.allowed)
  const mayApprove = record.actions.some((action) => action.action === 'approve' && action.allowed)

  useEffect(() => {
    if (!primary || primary.action === 'save') return
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') setDeciding((open) => open ?? primary)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [primary])

  const show = (issue: Issue) => {
    const place = [...document.querySelectorAll('.document mark.finding')].find(
      (mark) => mark.textContent === issue.text,
    )
    place?.scrollIntoView({ block: 'center' })
  }
  const acknowledge = (issue: Issue) =>
    mayApprove && issue.severity === 'warn' ? (
      <label className="acknowledge">
        <input
          type="checkbox"
          checked={acknowledged.has(issue.key)}
          onChange={(event) => {
            const next = new Set(acknowledged)
            if (event.target.checked) next.add(issue.key)
            else next.delete(issue.key)
            setAcknowledged(next)
          }}
        />
        {words.acknowledge}
        <Reasoned issue={issue} />
      </label>
    ) : null

  const side = [
    {
      key: 'findings',
      label: words.findings(record.issues.length),
      children: (
        <>
          {record.issues.length === 0 && <p className="muted">{words.noFindings}</p>}
          <Findings issues={record.issues} onChoose={show} extra={acknowledge} />
          {record.duplicates.length > 0 && (
            <>
              <h3 className="small-title">{words.duplicates}</h3>
              <ul className="duplicates">
                {record.duplicates.map((twin) => (
                  <li key={twin.recordId}>
                    <a
                      href={twin.url ? portalAddress(site, twin.url) : `/record/${twin.recordId}`}
                      target="_blank"
                      rel="noreferrer"
                    >
                      {twin.title}
                    </a>
                    <div className="row-sub">
                      {twin.unitName} · {twin.publishedOn}
                    </div>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      ),
    },
    {
      key: 'metadata',
      label: words.metadata,
      children: (
        <>
          <MetadataTable
            fields={revision}
            lookups={lookups}
            unitName={record.unitName}
            indexNumber={record.indexNumber}
          />
          <Relations record={record} />
        </>
      ),
    },
    { key: 'history', label: words.history, children: <History record={record} /> },
    { key: 'editions', label: words.editions, children: <Editions record={record} /> },
  ]

  return (
    <Page
      title={revision.title || list.untitled}
      lead={
        <span className="editor-lead">
          <StatusTag status={record.status} label={record.statusLabel} />
          <span>{record.unitName}</span>
          <span className="muted">{record.indexNumber}</span>
          {record.edition > 1 && <Tag>{words.edition(record.edition)}</Tag>}
          {record.publicUrl && (
            <a href={portalAddress(site, record.publicUrl)} target="_blank" rel="noreferrer">
              {words.publicLink}
            </a>
          )}
          {record.due && (
            <DueDate
              on={record.due.on}
              remaining={record.due.remaining}
              provisional={record.due.provisional}
              due={record.due}
            />
          )}
        </span>
      }
    >
      <Banners record={record} lookups={lookups} />
      {showsChain(record) && (
        <div className="panel chain">
          <Steps
            size="small"
            orientation={phone ? 'vertical' : 'horizontal'}
            current={currentStep(record)}
            titlePlacement={phone ? 'horizontal' : 'vertical'}
            items={record.chain.map((step) => ({
              title: step.label,
              status: step.state === 'done' ? 'finish' : step.state === 'current' ? 'process' : 'wait',
              content: step.by ? `${step.by} ${dateTime(step.at)}` : step.state === 'current' ? words.now : undefined,
            }))}
          />
        </div>
      )}
      {record.lastSeen && (
        <SinceLastSeen
          record={record}
          seen={record.lastSeen}
          comparison={since.data}
          to={since.to}
          open={changesOnly}
          onOpen={setChangesOnly}
        />
      )}
      <div className="review-columns">
        <div className="paper">
          {record.lastSeen && since.data && changesOnly ? (
            <ComparisonView
              comparison={since.data}
              from={comparing.stand(record.lastSeen.edition, record.lastSeen.revision)}
              to={comparing.stand(record.edition, revision.number)}
              first="inline"
            />
          ) : (
            <>
              <DocumentView
                title={revision.title}
                docNumber={revision.docNumber}
                issuer={revision.issuer || record.unitName}
                html={markFindings(revision.bodyHtml, record.issues)}
              />
              <AttachmentList attachments={revision.attachments} />
            </>
          )}
        </div>
        <aside className="review-side panel" aria-label={words.side}>
          <Tabs items={side} size="small" />
        </aside>
      </div>
      <DecisionBar record={record} onDecide={setDeciding} />
      {deciding && (
        <DecisionDialog
          record={record}
          lookups={lookups}
          action={deciding}
          acknowledged={[...acknowledged]}
          onAcknowledge={(key, yes) => {
            const next = new Set(acknowledged)
            if (yes) next.add(key)
            else next.delete(key)
            setAcknowledged(next)
          }}
          onClose={() => setDeciding(null)}
        />
      )}
    </Page>
  )
}

/** What it ends, has ended and was ended by, and how long it is in force. */
function Relations({ record: { relations, term } }: { record: RecordDetail }) {
  if (relations.length === 0 && !term?.expiresOn) return null
  return (
    <ul className="duplicates">
      {term?.expiresOn && (
        <li>
          {words.term(longDate(term.expiresOn))}
          {term.decision?.decision === 'left_to_lapse' && `，${words.leftToLapse}`}
        </li>
      )}
      {relations.map((one) => (
        <li key={`${one.direction}${one.recordId}`}>
          {words.relation[one.direction][one.how]} <Link to={`/record/${one.recordId}`}>《{one.title}》</Link>
          {one.on && words.relationOn(longDate(one.on))}
        </li>
      ))}
    </ul>
  )
}

/** What was moved in from elsewhere passed no gate here, so there is no way to draw. */
const showsChain = ({ chain, status }: RecordDetail): boolean =>
  status === 'draft' || chain.some((step) => step.state !== 'ahead')

/** The gate it stands at; before the first while it is drafted, after the last when it is through. */
function currentStep({ chain }: RecordDetail): number {
  const at = chain.findIndex((step) => step.state === 'current')
  if (at >= 0) return at
  return chain.every((step) => step.state === 'done') ? chain.length : -1
}

function Banners({ record, lookups }: { record: RecordDetail; lookups: Lookups }) {
  const { withdrawal, repeal, migrated, publication } = record
  const { fictional } = useSite()
  const last = record.timeline.at(-1)
  const ground = lookups.withdrawalGrounds.find((choice) => choice.value === withdrawal?.ground)?.label
  return (
    <>
      {record.status === 'scheduled' && publication.planned && (
        <Alert
          className="gap"
          type="info"
          showIcon
          title={words.scheduledFor(dateTime(publication.planned))}
          description={words.scheduledText}
        />
      )}
      {last?.action === 'bounce' && (
        <Alert
          className="gap"
          type="error"
          showIcon
          title={words.bouncedTitle}
          description={
            <>
              {last.reason}
              <ul className="tight">
                {last.findings.map((finding) => (
                  <li key={finding.key}>{finding.message}</li>
                ))}
              </ul>
            </>
          }
        />
      )}
      {withdrawal && (
        <Alert
          className="gap"
          type="error"
          showIcon
          title={words.withdrawn(dateTime(withdrawal.at), withdrawal.groundLabel ?? ground ?? '')}
          description={withdrawal.reason}
        />
      )}
      {repeal && (
        <Alert
          className="gap"
          type="warning"
          showIcon
          title={words.repealed(longDate(repeal.on), repeal.by)}
          description={repeal.reason}
        />
      )}
      <ReturnedNotice record={record} />
      {migrated && !fictional && (
        <Alert
          className="gap"
          type="info"
          showIcon
          title={words.migrated(migrated.sourceId)}
          description={migrated.note}
        />
      )}
    </>
  )
}

const danger: ActionKey[] = ['withdraw', 'repeal', 'discard', 'unschedule']

/** One primary button; what cannot be done now is grey and says why, aloud where it is the same for all. */
function DecisionBar({ record, onDecide }: { record: RecordDetail; onDecide: (action: RecordAction) => void }) {
  const actions = [...record.actions].sort((a, b) => Number(a.primary) - Number(b.primary))
  if (actions.length === 0) return null
  const reasons = new Set(actions.filter(({ action }) => action !== 'save').map(({ allowed, why }) => !allowed && why))
  const shared = reasons.size === 1 && [...reasons][0]
  return (
    <section className="bar decision-bar" aria-label={words.decision}>
      <span className="grow muted">{shared}</span>
      {actions.map((action) => {
        const label = action.label
        if (action.action === 'save')
          return action.allowed ? (
            <Link key="save" to={`/draft/${record.recordId}`} className="bar-link">
              {words.edit}
            </Link>
          ) : null
        const button = (
          <Button
            type={action.primary ? 'primary' : 'default'}
            danger={danger.includes(action.action)}
            aria-disabled={!action.allowed}
            className={action.allowed ? '' : 'grey'}
            onClick={() => action.allowed && onDecide(action)}
          >
            {label}
          </Button>
        )
        return action.allowed ? (
          <span key={action.action} className={action.primary ? 'bar-main' : ''}>
            {button}
          </span>
        ) : (
          <Tooltip key={action.action} title={action.why} trigger={['hover', 'focus', 'click']}>
            {button}
          </Tooltip>
        )
      })}
    </section>
  )
}
