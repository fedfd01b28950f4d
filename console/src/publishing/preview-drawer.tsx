import { Drawer, Segmented } from 'antd'
import { useState } from 'react'
import type { DraftFields, Lookups } from '../api/contract.ts'
import { DocumentView } from './document-view.tsx'
import { MetadataTable } from './metadata-table.tsx'
import { previewing as words } from './words.zh.ts'

type Props = {
  open: boolean
  onClose: () => void
  fields: DraftFields
  lookups: Lookups
  unitName: string
  indexNumber?: string | null
}

/** The item as a citizen will see it, on paper width or phone width. */
export function PreviewDrawer({ open, onClose, fields, lookups, unitName, indexNumber }: Props) {
  const [width, setWidth] = useState<string>('page')
  return (
    <Drawer
      title={words.title}
      size={width === 'page' ? 'min(860px, 100vw)' : 'min(430px, 100vw)'}
      open={open}
      onClose={onClose}
      destroyOnHidden
      extra={
        <Segmented
          aria-label={words.title}
          value={width}
          options={[
            { value: 'page', label: words.page },
            { value: 'phone', label: words.phone },
          ]}
          onChange={setWidth}
        />
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach a text without links to scroll it */}
      <section aria-label={words.title} tabIndex={0}>
        <MetadataTable fields={fields} lookups={lookups} unitName={unitName} indexNumber={indexNumber} publicOnly />
        <DocumentView
          title={fields.title}
          docNumber={fields.docNumber}
          issuer={fields.issuer || unitName}
          html={fields.bodyHtml}
        />
      </section>
    </Drawer>
  )
}
