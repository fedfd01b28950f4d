import { Tag } from 'antd'

/** Where a case stands, by word and shape; colour only repeats it. */
const looks: Record<string, { shape: string; color: string }> = {
  submitted: { shape: '○', color: 'warning' },
  sorting: { shape: '○', color: 'warning' },
  accepting: { shape: '○', color: 'warning' },
  correcting: { shape: '◷', color: 'default' },
  charged: { shape: '◷', color: 'default' },
  signed: { shape: '◕', color: 'processing' },
  closed: { shape: '●', color: 'success' },
  archived: { shape: '●', color: 'default' },
  void: { shape: '⊘', color: 'default' },
}

export function StatusMark({ status, label }: { status: string; label: string }) {
  const look = looks[status] ?? { shape: '◐', color: 'processing' }
  return (
    <Tag color={look.color} className="status-tag">
      <span aria-hidden="true">{look.shape}</span> {label}
    </Tag>
  )
}
