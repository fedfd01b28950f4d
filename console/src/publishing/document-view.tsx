import type { ReactNode } from 'react'
import { withScrollingTables } from '../../../src/portal/document-body.ts'
import { withFigureColumns } from '../../../src/portal/figure-columns.ts'

type Props = { title: ReactNode; docNumber: string; issuer: string; html: string }

/**
 * A document as the portal sets it: red line under the issuing body of a numbered document, serif text.
 * `html` comes from the office, which lets only document structure through, or from the editor, whose schema does.
 */
export function DocumentView({ title, docNumber, issuer, html }: Props) {
  return (
    <article className="document">
      {docNumber && (
        <header className="red-head">
          {issuer && <p className="red-head-issuer">{issuer}</p>}
          <p className="red-head-number">{docNumber}</p>
        </header>
      )}
      <h2 className="document-title">{title}</h2>
      <div
        className="document-body"
        dangerouslySetInnerHTML={{ __html: withScrollingTables(withFigureColumns(html)) }}
      />
    </article>
  )
}
