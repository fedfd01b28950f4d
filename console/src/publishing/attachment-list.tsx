import type { Attachment } from '../api/contract.ts'
import { FilePreviewButton } from './file-preview.tsx'
import { record as words } from './words.zh.ts'

/** 1536 → 1.5 KB */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

const kindOf = (name: string) => name.match(/\.([a-z0-9]{2,5})$/i)?.[1]?.toUpperCase() ?? ''

export function AttachmentList({ attachments }: { attachments: readonly Attachment[] }) {
  if (attachments.length === 0) return null
  return (
    <section className="attachment-list" aria-labelledby="attachments-title">
      <h3 id="attachments-title" className="small-title">
        {words.attachments}
      </h3>
      <ol>
        {attachments.map((file, i) => (
          <li key={`${file.hash}-${i}`}>
            <a href={file.url} target="_blank" rel="noreferrer">
              {file.name}
            </a>{' '}
            <span className="muted">
              {kindOf(file.name)} · {fileSize(file.size)}
            </span>
            <FilePreviewButton file={file} plain />
          </li>
        ))}
      </ol>
    </section>
  )
}
