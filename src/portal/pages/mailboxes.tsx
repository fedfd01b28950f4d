import type { MailboxChanged } from '../../foundations/publication-log/entries.ts'
import { askPath, withQuery } from '../addresses.ts'
import type { Counts } from '../inquiry-figures.ts'
import { inquiryWords } from '../inquiry-words.zh.ts'
import { letterWords as w } from '../letter-words.zh.ts'
import { count } from '../numbers.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'

function Read({ box, letters }: { box: MailboxChanged; letters: number }) {
  if (letters === 0) return null
  return <a href={withQuery('/letters', { mailbox: box.id })}>{w.read(letters)}</a>
}

/** What became of the letters of a year, by mailbox id. */
export type LetterFigures = { year: string; of: ReadonlyMap<string, Counts> }

function Handled({ box, figures }: { box: MailboxChanged; figures: LetterFigures | undefined }) {
  const counts = figures?.of.get(String(box.id))
  if (!figures || !counts) return null
  const { received, answered, onTime, rated, satisfied, fair } = counts
  return (
    <p>
      <span class="grey">{w.handled(figures.year)}：</span>
      {w.handledOf(count(received), count(answered), w.percent(onTime, answered), w.percent(satisfied + fair, rated))}
    </p>
  )
}

export type MailboxesView = {
  boxes: MailboxChanged[]
  /** Published, by mailbox id. */
  letters: ReadonlyMap<string, number>
  figures: LetterFigures | undefined
}

/** /mailboxes: who is in charge of what, what became of the letters, and where to write. */
export function MailboxesPage({ boxes, letters, figures }: MailboxesView) {
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
              <Handled box={box} figures={figures} />
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
