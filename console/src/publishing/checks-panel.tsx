import { CheckCircleOutlined } from '@ant-design/icons'
import { Button, Spin } from 'antd'
import type { Duplicate, Issue } from '../api/contract.ts'
import { portalAddress, useSite } from '../shell/site.ts'
import { Findings } from './findings.tsx'
import type { Checks } from './use-checks.ts'
import { draft as words } from './words.zh.ts'

/** What masking offers hides signs; a right form does not. */
const isMaskable = (issue: Issue) => issue.replacement?.includes('*') ?? false

/** Findings while typing. Announced politely, so that a screen reader does not interrupt the typing; null before there is anything to check. */
export function ChecksPanel({
  checks,
  onChoose,
  onMend,
}: {
  checks: Checks | null
  onChoose: (issue: Issue) => void
  /** Puts each issue's replacement in place of its words. */
  onMend: (issues: Issue[]) => void
}) {
  if (!checks)
    return (
      <section className="panel" aria-labelledby="checks-title">
        <h2 id="checks-title" className="section-title">
          {words.checks}
        </h2>
        <p className="muted">{words.notYetChecked}</p>
      </section>
    )
  const blocks = checks.issues.filter((issue) => issue.severity === 'block').length
  const warns = checks.issues.filter((issue) => issue.severity === 'warn').length
  const personal = checks.issues.filter(isMaskable)
  return (
    <section className="panel" aria-labelledby="checks-title">
      <h2 id="checks-title" className="section-title">
        {words.checks}
        <small role="status">
          {checks.state === 'waiting' && checks.issues.length === 0 && words.checking}
          {blocks > 0 && <span className="count-block">{words.severityCount.block(blocks)}</span>}
          {warns > 0 && <span className="count-warn">{words.severityCount.warn(warns)}</span>}
        </small>
        {checks.state === 'waiting' && checks.issues.length > 0 && <Spin size="small" />}
      </h2>
      {checks.state === 'failed' && <p className="muted">{words.checksFailed}</p>}
      {checks.state === 'done' && checks.issues.length === 0 && (
        <p className="all-clear">
          <CheckCircleOutlined aria-hidden /> {words.noIssues}
        </p>
      )}
      {personal.length > 1 && (
        <p>
          <Button size="small" onClick={() => onMend(personal)}>
            {words.maskAll(personal.length)}
          </Button>
        </p>
      )}
      <Findings
        issues={checks.issues}
        onChoose={onChoose}
        extra={(issue) =>
          issue.replacement !== undefined && (
            <Button size="small" className="mend" onClick={() => onMend([issue])}>
              {isMaskable(issue) ? words.mask : words.replaceBy(issue.replacement)}
            </Button>
          )
        }
      />
    </section>
  )
}

export function DuplicatesPanel({ duplicates }: { duplicates: readonly Duplicate[] }) {
  const site = useSite()
  if (duplicates.length === 0) return null
  return (
    <section className="panel" aria-labelledby="duplicates-title">
      <h2 id="duplicates-title" className="section-title">
        {words.duplicates}
      </h2>
      <ul className="duplicates">
        {duplicates.map((twin) => (
          <li key={twin.recordId}>
            <a
              href={twin.url ? portalAddress(site, twin.url) : `/record/${twin.recordId}`}
              target="_blank"
              rel="noreferrer"
            >
              {twin.title}
            </a>
            <div className="row-sub">
              {twin.unitName} · {twin.publishedOn} · {words.similarity(twin.similarity)}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
