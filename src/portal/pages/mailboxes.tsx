import type { MailboxChanged } from '../../foundations/publication-log/entries.ts'
import { askPath, withQuery } from '../addresses.ts'
import { inquiryWords } from '../inquiry-words.zh.ts'
import { letterWords as w } from '../letter-words.zh.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'

function Read({ box, letters }: { box: MailboxChanged; letters: number }) {
  if (letters === 0) return null
  return <a href={withQuery('/letters', { mailbox: box.id })}>{w.read(letters)}</a>
}

/** /mailboxes: who is in charge of what, and where to write. @param letters published, by mailbox id */
export function MailboxesPage({ boxes, letters }: { boxes: MailboxChanged[]; letters: ReadonlyMap<string, number> }) {
  const open = boxes.filter((box) => box.open)
  const closed = boxes.filter((box) => !box.open && letters.has(String(box.id)))
  const of = (box: MailboxChanged) => letters.get(String(box.id)) ?? 0
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: inquiryWords.title, href: '/inquiries' }, { text: w.mailboxesTitle }]} />
      <header class="page-head">
        <h1>{w.mailboxesTitle}</h1>
        <p class="lead">{w.mailboxesLead}</p>
      </header>
      {open.length === 0 && (
        <div class="empty">
          <p class="empty-title">{w.noMailboxes}</p>
          <p>
            {w.noMailboxesText} <a href="/inquiries">{w.toInquiries}</a>
          </p>
        </div>
      )}
      <ul class="mailboxes">
        {open.map((box) => (
          <li>
            <div>
              <p class="grey">
                {box.post} · {box.title}
              </p>
              <h2>{box.holder}</h2>
              {box.duties && (
                <p>
                  <span class="grey">{w.division}：</span>
                  {box.duties}
                </p>
              )}
            </div>
            <p class="mailbox-links">
              <a class="action" href={askPath('letter', { mailbox: box.id })} aria-label={w.writeTo(box.holder)}>
                {w.write}
              </a>
              <Read box={box} letters={of(box)} />
            </p>
          </li>
        ))}
      </ul>
      {closed.length > 0 && (
        <section class="entry" aria-labelledby="closed">
          <h2 id="closed">{w.closed}</h2>
          <p>{w.closedText}</p>
          <ul>
            {closed.map((box) => (
              <li>
                {box.title}（{box.holder}） <Read box={box} letters={of(box)} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
