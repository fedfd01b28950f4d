import type { PreviewPage as Paper, Preview } from '../../foundations/documents/index.ts'
import type { Attachment } from '../../foundations/publication-log/entries.ts'
import { pdfViewerPath } from '../../platform/http/pdf-viewer.ts'
import { filePath, itemPath } from '../addresses.ts'
import { withScrollingTables } from '../document-body.ts'
import { fileSize } from '../numbers.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { previewWords as w } from '../preview-words.zh.ts'

const html = (text: string) => ({ __html: text })

/** A sheet of paper: its look, then its words, which also serve readers who cannot see the look. */
function Sheet({ page, number, count, inBrowser }: { page: Paper; number: number; count: number; inBrowser: boolean }) {
  return (
    <section class="paper" aria-labelledby={`page-${number}`} data-page={number}>
      <h2 id={`page-${number}`}>
        {w.page(number, count)} <span class="grey">{w.size(page.width, page.height)}</span>
      </h2>
      {page.svg ? (
        <div class="paper-look" role="img" aria-label={w.pageLook(number)} dangerouslySetInnerHTML={html(page.svg)} />
      ) : (
        <div class="paper-look" hidden data-look={w.pageLook(number)} />
      )}
      <details open={inBrowser}>
        <summary>{w.pageText}</summary>
        {page.html ? (
          <div class="document" dangerouslySetInnerHTML={html(withScrollingTables(page.html))} />
        ) : (
          <p class="grey">{w.noText}</p>
        )}
      </details>
    </section>
  )
}

/** A single sheet with the name that the program gave it. */
const unnamed = (sheets: { name: string }[]) => sheets.length === 1 && /^(sheet|工作表)\s*\d*$/i.test(sheets[0]!.name)

function Shown({ preview, href, name }: { preview: Preview; href: string; name: string }) {
  switch (preview.form) {
    case 'text':
      return <div class="document preview-text" dangerouslySetInnerHTML={html(withScrollingTables(preview.html))} />
    case 'sheets':
      return (
        <div data-sheets={preview.sheets.length > 1 ? w.sheets : undefined}>
          {preview.sheets.map((sheet, i) => (
            <section class="sheet" aria-labelledby={`sheet-${i + 1}`}>
              <h2 id={`sheet-${i + 1}`} class={unnamed(preview.sheets) ? 'unseen' : undefined}>
                {sheet.name}
              </h2>
              <div class="document" dangerouslySetInnerHTML={html(withScrollingTables(sheet.html))} />
            </section>
          ))}
        </div>
      )
    case 'pages': {
      const inBrowser = preview.drawn === 'in-browser'
      const viewer = inBrowser ? { 'data-pdf': href, 'data-viewer': pdfViewerPath, 'data-failed': w.notDrawn } : {}
      return (
        <div class="papers" {...viewer}>
          {inBrowser && (
            <p class="grey" data-without-script role="status">
              {w.needsScript}
            </p>
          )}
          {preview.pages.map((page, i) => (
            <Sheet page={page} number={i + 1} count={preview.count} inBrowser={inBrowser} />
          ))}
        </div>
      )
    }
    case 'picture':
      return (
        <p class="preview-picture">
          <img src={href} alt={w.picture(name)} />
        </p>
      )
    case 'none':
      return (
        <div class="notice">
          <p class="notice-title">{w.cannot}</p>
          <p>{preview.sentence}</p>
        </div>
      )
  }
}

/** An attachment to look at; whatever it is, the download stands at the top. */
export function PreviewPage(props: {
  record: { id: number; title: string }
  file: Attachment
  preview: Preview
  script: string
}) {
  const { record, file, preview } = props
  const href = filePath(record.id, file.position, file.name)
  const dot = file.name.lastIndexOf('.')
  const notes = preview.form === 'none' ? [] : preview.notes
  return (
    <div class="wide preview">
      <Breadcrumb steps={[{ text: record.title, href: itemPath(record.id) }, { text: w.crumb }]} />
      <h1>{file.name}</h1>
      <p class="preview-line">
        <a class="action" href={href} download>
          {w.download}
          {`（${[dot > 0 ? file.name.slice(dot + 1).toUpperCase() : '', fileSize(file.size)].filter(Boolean).join('，')}）`}
        </a>
        <a href={itemPath(record.id)}>{w.back}</a>
      </p>
      {notes.length > 0 && (
        <div class="preview-notes" role="note" aria-label={w.notes}>
          {notes.map((note) => (
            <p>{note}</p>
          ))}
        </div>
      )}
      <Shown preview={preview} href={href} name={file.name} />
      {(preview.form === 'pages' || preview.form === 'sheets') && <script src={props.script} type="module" />}
    </div>
  )
}
