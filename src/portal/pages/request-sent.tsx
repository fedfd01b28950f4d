import { minuteOf } from '../dates.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import type { Receipt } from '../request-receipt.ts'
import { requestWords as w } from '../request-words.zh.ts'
import { words } from '../words.zh.ts'

/** After a request was handed in: the code at once, the case's number as soon as the office has taken it. */
export function RequestSentPage(props: { receipt: Receipt; number: string | null; box: string; script: string }) {
  const { receipt, number, box } = props
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: words.requests.title, href: '/requests' }, { text: w.sentTitle }]} />
      <header class="page-head">
        <h1>{w.sentTitle}</h1>
        <p class="lead">{w.unitAndTime(receipt.unitName, minuteOf(receipt.at))}</p>
      </header>
      <div class="sent-code" data-sent={receipt.draft.id}>
        <dl>
          <div>
            <dt>{w.code}</dt>
            <dd class="receipt big">{receipt.code}</dd>
          </div>
          <div>
            <dt>{w.number}</dt>
            <dd data-number aria-live="polite">
              {number ?? w.numberSoon}
            </dd>
          </div>
        </dl>
        <p>{w.codeKeep}</p>
      </div>
      <form class="buttons" method="post" action="/requests/receipt" encType="multipart/form-data" data-receipt>
        <input type="hidden" name="box" value={box} />
        <button type="submit" name="as" value="pdf">
          {w.receiptPdf}
        </button>
        <button class="quiet" type="submit" name="as" value="docx">
          {w.receiptDocx}
        </button>
        {!number && (
          <button class="quiet" type="submit" name="as" value="page">
            {w.numberLook}
          </button>
        )}
      </form>
      <section class="after" aria-labelledby="after">
        <h2 id="after">{w.afterTitle}</h2>
        <ol class="steps">
          {w.after.slice(1).map((line) => (
            <li>{line}</li>
          ))}
        </ol>
        <form method="post" action="/requests/status">
          <input type="hidden" name="code" value={receipt.code} />
          <button class="quiet" type="submit">
            {w.toStatus}
          </button>
        </form>
      </section>
      <script type="module" src={props.script} />
    </div>
  )
}
