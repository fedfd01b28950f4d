import { Tag } from 'antd'
import { status as words } from './words.zh.ts'

/** Status is told by word and shape; colour only repeats it. */
const looks: Record<string, { shape: string; color: string }> = {
  draft: { shape: '○', color: 'default' },
  scheduled: { shape: '◷', color: 'processing' },
  published: { shape: '●', color: 'success' },
  withdrawn: { shape: '⊘', color: 'error' },
  discarded: { shape: '⊘', color: 'default' },
  repealed: { shape: '◌', color: 'default' },
  superseded: { shape: '◌', color: 'default' },
}

export function StatusTag({ status, label, returned }: { status: string; label: string; returned?: boolean }) {
  const look = looks[status] ?? { shape: '◐', color: 'processing' }
  return (
    <Tag color={returned ? 'warning' : look.color} className="status-tag">
      <span aria-hidden="true">{returned ? '↩' : look.shape}</span> {label}
      {returned && ` · ${words.returned}`}
    </Tag>
  )
}
