import { Typography } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { shell } from './words.zh.ts'

type Props = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode; narrow?: boolean }

/** The frame of a screen: one heading, its actions beside it, the browser tab named after it. */
export function Page({ title, lead, actions, children, narrow }: Props) {
  usePageTitle(title)
  return (
    <div className={narrow ? 'page page-narrow' : 'page'}>
      <header className="page-head">
        <div>
          <Typography.Title level={1} className="page-title">
            {title}
          </Typography.Title>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · ${shell.product}`
  }, [title])
}
