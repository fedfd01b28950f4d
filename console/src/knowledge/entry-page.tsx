import { Alert, Button, Grid, Steps, Tabs, Tooltip } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Issue, KnowledgeAction, KnowledgeEntry } from '../api/contract.ts'
import { Findings } from '../publishing/findings.tsx'
import { StatusTag } from '../publishing/status-tag.tsx'
import { dayOf, longDate } from '../shell/dates.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { portalAddress, useSite } from '../shell/site.ts'
import { EntryDecision } from './entry-decision.tsx'
import { EntryHistory } from './entry-history.tsx'
import { useEntry, useKnowledgeWords } from './queries.ts'
import './knowledge.css'
import { entry as words } from './words.zh.ts'

/** Reading, deciding and looking back: the answer left, what is known about it right, the decision at the bottom. */
export default function KnowledgeEntryPage() {
  const id = Number(useParams().id)
  const entry = useEntry(id)
  if (entry.isError) return <FailedPage error={entry.error} again={() => entry.refetch()} />
  if (!entry.data) return <Waiting />
  return <EntryView key={`${id}-${entry.data.version}-${entry.data.status}`} entry={entry.data} />
}

const stepOf: Partial<Record<KnowledgeEntry['status'], number>> = {
  draft: 0,
  review: 1,
  secrecy_review: 2,
  published: 4,
}

function EntryView({ entry }: { entry: KnowledgeEntry }) {
  const site = useSite()
  const topics = useKnowledgeWords().data?.topics
  const [deciding, setDeciding] = useState<KnowledgeAction | null>(null)
  const [acknowledged, setAcknowledged] = useState<ReadonlySet<string>>(new Set())
  const phone = Grid.useBreakpoint().md === false
  const mayApprove = entry.actions.some((one) => one.action === 'approve' && one.allowed)
  const step = stepOf[entry.status]
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
      </label>
    ) : null
  const side = [
    ...(entry.inside && step !== undefined && step < 4
      ? [
          {
            key: 'findings',
            label: words.findings(entry.issues.length),
            children: (
              <>
                {entry.issues.length === 0 && <p className="muted">{words.noFindings}</p>}
                <Findings issues={entry.issues} extra={acknowledge} />
              </>
            ),
          },
        ]
      : []),
    { key: 'facts', label: words.facts, children: <Facts entry={entry} topic={topics?.[entry.topic] ?? ''} /> },
    ...(entry.inside
      ? [
          { key: 'history', label: words.history, children: <EntryHistory entry={entry} /> },
          { key: 'versions', label: words.versions, children: <Versions entry={entry} /> },
        ]
      : []),
  ]
  return (
    <Page
      title={entry.question || words.untitled}
      lead={
        <span className="editor-lead">
          <StatusTag status={entry.status} label={entry.statusLabel} />
          <span>{entry.unitName}</span>
          <span className="muted">{words.version(entry.version)}</span>
          {entry.publicPath && (
            <a href={portalAddress(site, entry.publicPath)} target="_blank" rel="noreferrer">
              {words.publicLink}
            </a>
          )}
        </span>
      }
    >
      <Banners entry={entry} />
      {entry.inside && step !== undefined && (
        <div className="panel chain">
          <Steps
            size="small"
            orientation={phone ? 'vertical' : 'horizontal'}
            titlePlacement={phone ? 'horizontal' : 'vertical'}
            current={step}
            items={words.steps.map((title) => ({ title }))}
          />
        </div>
      )}
      <div className="review-columns">
        <div className="paper">
          <article className="document kb-answer" dangerouslySetInnerHTML={{ __html: entry.answerHtml }} />
          {entry.before && (
            <details className="kb-before">
              <summary>{words.before}</summary>
              <p className="hint">{words.beforeText}</p>
              <h3>{entry.before.question}</h3>
              <div className="document" dangerouslySetInnerHTML={{ __html: entry.before.answerHtml }} />
            </details>
          )}
        </div>
        <aside className="review-side panel" aria-label={words.side}>
          <Tabs size="small" items={side} />
        </aside>
      </div>
      <DecisionBar entry={entry} onDecide={setDeciding} />
      {deciding && (
        <EntryDecision
          entry={entry}
          action={deciding}
          acknowledged={[...acknowledged]}
          onClose={() => setDeciding(null)}
        />
      )}
    </Page>
  )
}

function Banners({ entry }: { entry: KnowledgeEntry }) {
  const last = entry.timeline.findLast((one) => one.action === 'return')
  return (
    <>
      {entry.flagged && (
        <Alert
          className="gap"
          type="warning"
          showIcon
          title={`${words.flagged}：${entry.flagged.reason}`}
          description={words.flaggedNext}
        />
      )}
      {entry.reviewDue && !entry.flagged && (
        <Alert className="gap" type="warning" showIcon title={words.due} description={words.dueText} />
      )}
      {entry.mergedInto !== null && (
        <Alert
          className="gap"
          type="info"
          showIcon
          title={words.merged}
          action={<Link to={`/knowledge/${entry.mergedInto}`}>{words.mergedLink}</Link>}
        />
      )}
      {entry.status === 'draft' && last && last.version === entry.version - 1 && (
        <Alert
          className="gap"
          type="warning"
          showIcon
          title={`${last.roleLabel} ${last.actorName}：${last.actionLabel}`}
          description={last.reason}
        />
      )}
      {!entry.inside && <p className="muted">{words.outside}</p>}
    </>
  )
}

function Facts({ entry, topic }: { entry: KnowledgeEntry; topic: string }) {
  const site = useSite()
  return (
    <dl className="kb-facts">
      <dt>{words.topic}</dt>
      <dd>{topic}</dd>
      <dt>{words.reviewOn}</dt>
      <dd>
        {longDate(entry.reviewOn) || words.none}
        {entry.reviewDue && <span className="count-block"> {words.overdue}</span>}
      </dd>
      <dt>{words.sources}</dt>
      <dd>
        {entry.sources.length === 0 && <span className="muted">{words.noSources}</span>}
        <ul className="plain-list">
          {entry.sources.map((one) => (
            <li key={one.recordId}>
              <a href={portalAddress(site, `/items/${one.recordId}`)} target="_blank" rel="noreferrer">
                {quoted(one.title)}
              </a>{' '}
              <span className={one.state === 'public' ? 'muted' : 'count-block'}>{words.states[one.state]}</span>
            </li>
          ))}
        </ul>
      </dd>
      <dt>{words.phrasings}</dt>
      <dd>
        {entry.phrasings.length === 0 ? (
          <span className="muted">{words.none}</span>
        ) : (
          <ul className="plain-list">
            {entry.phrasings.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </dd>
      {entry.caseId !== null && (
        <>
          <dt>{words.fromCase}</dt>
          <dd>
            <Link to={`/inquiries/${entry.caseId}`}>{words.openCase}</Link>
          </dd>
        </>
      )}
    </dl>
  )
}

/** A title in its marks, unless it has marks of its own. */
const quoted = (title: string) => (title.includes('《') ? title : `《${title}》`)

/** Every version as it was handed in, the newest first. */
function Versions({ entry }: { entry: KnowledgeEntry }) {
  return (
    <ul className="plain-list">
      {entry.versions.map((one) => (
        <li key={one.number}>
          <details>
            <summary>
              {words.version(one.number)} · {one.statusLabel} {dayOf(one.publishedAt)}
            </summary>
            <strong>{one.question}</strong>
            <div dangerouslySetInnerHTML={{ __html: one.answerHtml }} />
          </details>
        </li>
      ))}
    </ul>
  )
}

const danger: KnowledgeAction['action'][] = ['withdraw', 'discard', 'merge']

/** One primary button; what cannot be done now is grey and says why. */
function DecisionBar({ entry, onDecide }: { entry: KnowledgeEntry; onDecide: (action: KnowledgeAction) => void }) {
  const actions = [...entry.actions].sort((a, b) => Number(a.primary) - Number(b.primary))
  if (actions.length === 0) return null
  return (
    <section className="bar" aria-label={words.decision}>
      <span className="grow" />
      {actions.map((action) => {
        if (action.action === 'save')
          return action.allowed ? (
            <Link key="save" to={`/knowledge/${entry.id}/edit`} className="bar-link">
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
            {action.label}
          </Button>
        )
        return action.allowed ? (
          <span key={action.action}>{button}</span>
        ) : (
          <Tooltip key={action.action} title={action.why} trigger={['hover', 'focus', 'click']}>
            {button}
          </Tooltip>
        )
      })}
    </section>
  )
}
