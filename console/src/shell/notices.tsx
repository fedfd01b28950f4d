import { Alert, Button, Spin } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { shell } from './words.zh.ts'

/** Shown while a screen's code or first data is on its way. */
export function Waiting() {
  return (
    <div className="waiting" role="status">
      <Spin /> <span>{shell.waiting}</span>
    </div>
  )
}

/** A screen that shows nothing but why, and where to go from here. */
function Stopped({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="page page-narrow">
      <h1 className="stopped-title">{title}</h1>
      <p>{text}</p>
      {children ?? (
        <p>
          <Link to="/to-do">{shell.home}</Link>
        </p>
      )}
    </div>
  )
}

/** An address that the console does not have. */
export const Lost = () => <Stopped title={shell.lostTitle} text={shell.lostText} />

/** A screen that failed, or a part of it that did not come. */
export const Broken = () => (
  <Stopped title={shell.brokenTitle} text={shell.brokenText}>
    <Button type="primary" onClick={() => location.reload()}>
      {shell.reload}
    </Button>
  </Stopped>
)

/** What the office refused or could not do, with a way to ask again. */
export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={shell.failed}
      description={sentenceOf(error)}
      action={again && <Button onClick={again}>{shell.again}</Button>}
    />
  )
}

/** A whole screen that could not be shown: its address is none of anything, it is not this person's to see, or it failed. */
export function FailedPage({ error, again }: { error: unknown; again?: () => void }) {
  const status = error instanceof ProblemError ? error.status : 0
  if (status === 404 || status === 422) return <Lost />
  if (status === 403) return <Stopped title={shell.forbiddenTitle} text={sentenceOf(error)} />
  return (
    <div className="page">
      <h1 className="sr">{shell.failed}</h1>
      <Failure error={error} again={again} />
    </div>
  )
}

/** Nothing to show: says so, and what to do first. */
export function Nothing({ title, children }: { title?: string; children?: ReactNode }) {
  return (
    <div className="nothing">
      {title && <strong>{title}</strong>}
      {children}
    </div>
  )
}
