import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { blankTable } from '../request-blank.ts'
import { blankWords as b, requestWords as w } from '../request-words.zh.ts'
import { words } from '../words.zh.ts'

/** The form on paper: printed from here, or as a file. */
export function RequestBlankPage() {
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: words.requests.title, href: '/requests' }, { text: w.blankTitle }]} />
      <header class="page-head">
        <h1>{w.blankTitle}</h1>
        <p class="lead no-print">{w.blankLead}</p>
      </header>
      <p class="buttons no-print">
        <a class="action" href="/requests/blank.docx">
          {w.blankDocx}
        </a>
        <a class="action" href="/requests/blank.pdf">
          {w.blankPdf}
        </a>
      </p>
      <div class="document blank-form" dangerouslySetInnerHTML={{ __html: blankTable() }} />
      <ul class="grey blank-notes">
        {b.notes.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </div>
  )
}
