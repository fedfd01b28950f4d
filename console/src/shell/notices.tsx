import { Alert, Button, Result, Spin } from 'antd'
import type { ReactNode } from 'react'
import { Link, useRouteError } from 'react-router'
import { sentenceOf } from '../api/problem.ts'
import { shell } from './words.zh.ts'

/** Shown while a screen's code or first data is on its way. */
export function Waiting() {
  return (
    <div className="waiting" role="status">
      <Spin /> <span>{shell.waiting}</span>
    </div>
  )
}

/** An address that leads nowhere, or a screen that broke. */
export function Lost() {
  const broken = useRouteError() !== undefined
  return (
    <Result
      status={broken ? 'error' : 'info'}
      title={<h1 className="lost-title">{broken ? shell.brokenTitle : shell.lostTitle}</h1>}
      subTitle={broken ? shell.brokenText : shell.lostText}
      extra={
        broken ? (
          <Button type="primary" onClick={() => location.reload()}>
            {shell.reload}
          </Button>
        ) : (
          <Link to="/to-do">{shell.home}</Link>
        )
      }
    />
  )
}

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

/** A whole screen that could not be shown. */
export function FailedPage({ error, again }: { error: unknown; again?: () => void }) {
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
