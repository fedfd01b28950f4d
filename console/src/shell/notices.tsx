import { Alert, Button, Result, Spin } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
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

/** An address that the console does not have. */
export function Lost() {
  return (
    <Result
      status="info"
      title={<h1 className="lost-title">{shell.lostTitle}</h1>}
      subTitle={shell.lostText}
      extra={<Link to="/to-do">{shell.home}</Link>}
    />
  )
}

/** A screen that failed, or a part of it that did not come. */
export function Broken() {
  return (
    <Result
      status="error"
      title={<h1 className="lost-title">{shell.brokenTitle}</h1>}
      subTitle={shell.brokenText}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {shell.reload}
        </Button>
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
