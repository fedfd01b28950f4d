import type { LineChanged } from '../../foundations/publication-log/entries.ts'
import { minuteOf } from '../dates.ts'
import type { InquiryDraft } from '../inquiry-draft.ts'
import { inquiryWords as w } from '../inquiry-words.zh.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { afterwards } from './inquiry-preview.tsx'

/** After something was handed in: the code to note down, and what happens next. */
export function InquirySentPage(props: {
  draft: InquiryDraft
  code: string
  /** ISO instant. */
  at: string
  to: string
  line: LineChanged
  script: string
}) {
  const { draft, code } = props
  const title = draft.kind === 'report' ? w.sentTitle.report : w.sentTitle.other
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: w.title, href: '/inquiries' }, { text: title }]} />
      <header class="page-head">
        <h1>{title}</h1>
        <p class="lead">
          {w.doors[draft.kind].title}，{props.to}，{minuteOf(props.at)}
        </p>
      </header>
      <div class="sent-code" data-sent={draft.id}>
        <dl>
          <div>
            <dt>{w.code}</dt>
            <dd class="receipt big">{code}</dd>
          </div>
        </dl>
        <p>{w.codeKeep}</p>
      </div>
      <div class="buttons">
        <form method="post" action="/inquiries/status">
          <input type="hidden" name="code" value={code} />
          <button type="submit">{w.toStatus}</button>
        </form>
        <div data-tools data-print={w.print} />
      </div>
      <section class="after" aria-labelledby="after">
        <h2 id="after">{w.afterTitle}</h2>
        <ol class="steps">
          {afterwards(draft.kind, props.line)
            .slice(1)
            .map((text) => (
              <li>{text}</li>
            ))}
        </ol>
      </section>
      <p class="more no-print">
        <a href="/inquiries">{w.sentAgain}</a>
      </p>
      <script type="module" src={props.script} />
    </div>
  )
}
