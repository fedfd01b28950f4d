import type { LineChanged } from '../../foundations/publication-log/entries.ts'
import { type AskedKind, askedKinds, inquiryWords as w } from '../inquiry-words.zh.ts'
import { letterWords } from '../letter-words.zh.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { LetterList } from '../parts/letter-list.tsx'
import type { Letter } from '../replica/dialogue.ts'

export type InquiriesView = {
  line: LineChanged
  /** Whether any leader's mailbox is open. */
  mailboxes: boolean
  newest: Letter[]
}

/** /inquiries: what one can ask and say here, and which door is the right one. */
export function InquiriesPage({ line, mailboxes, newest }: InquiriesView) {
  const [before, number] = w.line(line.name, line.number)
  const doors: { href: string; title: string; text: string }[] = [
    ...askedKinds
      .filter((kind) => kind !== 'letter' || mailboxes)
      .map((kind: AskedKind) => ({
        href: kind === 'letter' ? '/mailboxes' : `/inquiries/ask?kind=${kind}`,
        ...w.doors[kind],
      })),
  ]
  const { petition, ...others } = w.others
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: w.title }]} />
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="lead">{w.lead}</p>
        {line.number && (
          <p class="line-number">
            {before}
            <a href={`tel:${line.number.replace(/[^\d+]/g, '')}`}>{number}</a>
            <span class="grey">{w.lineHours}</span>
          </p>
        )}
      </header>
      <p class="status-door">
        <a class="action" href="/inquiries/status">
          {w.statusDoor.title}
        </a>
        <span>{w.statusDoor.text}</span>
      </p>
      <section class="entry" aria-labelledby="doors">
        <h2 id="doors">{w.doorsTitle}</h2>
        <ul class="ways-in ways-in-broad">
          {doors.map(({ href, title, text }) => (
            <li>
              <a href={href}>{title}</a>
              <p>{text}</p>
            </li>
          ))}
        </ul>
      </section>
      <section class="entry" aria-labelledby="others">
        <h2 id="others">{w.otherTitle}</h2>
        <dl class="facts other-doors">
          {Object.values(others).map(({ title, text, href }) => (
            <div>
              <dt>
                <a href={href}>{title}</a>
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
          <div>
            <dt>{petition.title}</dt>
            <dd>
              {petition.text}
              {line.petitionOffice && w.petitionAt(line.petitionOffice)}
            </dd>
          </div>
        </dl>
      </section>
      <div class="two-parts">
        <section class="entry reading" aria-labelledby="promise">
          <h2 id="promise">{w.promiseTitle}</h2>
          <ul>
            {w.promise(line.ordinary, line.complex, line.extended).map((text) => (
              <li>{text}</li>
            ))}
            <li>{w.complaintDays(line.complaint)}</li>
          </ul>
        </section>
        <section class="entry" aria-labelledby="read">
          <h2 id="read">{w.readTitle}</h2>
          {newest.length > 0 ? <LetterList items={newest} /> : <p class="grey">{letterWords.none}</p>}
          <ul class="read-links">
            {(
              [
                ['/letters', w.letters],
                ['/questions', w.questions],
                ['/mailboxes', w.mailboxes],
                ['/letters/figures', w.figures],
              ] as const
            ).map(([href, text]) => (
              <li>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  )
}
