import { isTopic, topics } from '../../foundations/classification/index.ts'
import type { MailboxChanged, UnitChanged } from '../../foundations/publication-log/entries.ts'
import { withQuery } from '../addresses.ts'
import type { Counts, FigureSums } from '../inquiry-figures.ts'
import { inquiryWords } from '../inquiry-words.zh.ts'
import { letterWords as w } from '../letter-words.zh.ts'
import { count } from '../numbers.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import type { LetterCounts } from '../replica/dialogue.ts'

const path = '/letters/figures'
const numbers: [string, (counts: Counts) => string][] = [
  [w.received, ({ received }) => count(received)],
  [w.answered, ({ answered }) => count(answered)],
  [w.onTimeRate, ({ onTime, answered }) => w.percent(onTime, answered)],
  [w.satisfiedRate, ({ satisfied, fair, rated }) => w.percent(satisfied + fair, rated)],
]

function Table(props: { head: string; rows: { name: string; href?: string; counts: Counts }[]; sum?: Counts }) {
  return (
    <table class="plain figure-table">
      <thead>
        <tr>
          <th scope="col">{props.head}</th>
          {numbers.map(([name]) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ name, href, counts }) => (
          <tr>
            <th scope="row">{href ? <a href={href}>{name}</a> : name}</th>
            {numbers.map(([, of]) => (
              <td>{of(counts)}</td>
            ))}
          </tr>
        ))}
        {props.sum && (
          <tr class="figure-sum">
            <th scope="row">{w.sum}</th>
            {numbers.map(([, of]) => (
              <td>{of(props.sum!)}</td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  )
}

/** Two bars for each month; the table says the same in numbers. */
function Chart({ months, label }: { months: FigureSums['months']; label: string }) {
  const most = Math.max(1, ...months.flatMap(({ counts }) => [counts.received, counts.answered]))
  const bar = (n: number) => (n / most) * 100
  return (
    <figure class="month-chart">
      <div role="img" aria-label={label}>
        {months.map(({ month, counts }) => (
          <div>
            <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect
                class="bar-received"
                x="1"
                width="3.8"
                y={100 - bar(counts.received)}
                height={bar(counts.received)}
              />
              <rect
                class="bar-answered"
                x="5.2"
                width="3.8"
                y={100 - bar(counts.answered)}
                height={bar(counts.answered)}
              />
            </svg>
            <span aria-hidden="true">{Number(month.slice(5))}</span>
          </div>
        ))}
      </div>
      <figcaption class="grey">
        <span class="bar-key bar-key-received" /> {w.received} <span class="bar-key bar-key-answered" /> {w.answered}
      </figcaption>
    </figure>
  )
}

export type InquiryFiguresView = {
  years: string[]
  year: string
  unit: UnitChanged | undefined
  units: UnitChanged[]
  mailboxes: MailboxChanged[]
  /** Published letters by each of these. */
  letters: Pick<LetterCounts, 'mailbox' | 'topic'>
  sums: FigureSums
}

/** /letters/figures: received, answered, on time, satisfied; by month, unit, leader and topic. */
export function InquiryFiguresPage({ years, year, unit, units, mailboxes, letters, sums }: InquiryFiguresView) {
  /** What is public of them, where anything is. */
  const opened = (by: 'mailbox' | 'topic', key: string) =>
    letters[by].has(key) ? { href: withQuery('/letters', { [by]: key }) } : {}
  const whole = sums.units.reduce((sum, one) => sum + one.counts.received, 0)
  const unitOf = (id: number) => units.find((one) => one.id === id)
  return (
    <div class="wide">
      <Breadcrumb
        steps={[
          { text: inquiryWords.title, href: '/inquiries' },
          ...(unit
            ? [{ text: w.figuresTitle, href: withQuery(path, { year }) }, { text: unit.name }]
            : [{ text: w.figuresTitle }]),
        ]}
      />
      <header class="page-head">
        {unit && <p class="over">{unit.name}</p>}
        <h1>{w.figuresTitle}</h1>
        <p class="lead">{w.figuresLead}</p>
      </header>
      {years.length === 0 ? (
        <div class="empty">
          <p class="empty-title">{w.figuresNone}</p>
          <p>
            <a href="/inquiries">{inquiryWords.title}</a>
          </p>
        </div>
      ) : (
        <>
          <nav class="narrower" aria-label={w.years}>
            <ul>
              {years.map((one) => (
                <li>
                  <a
                    href={withQuery(path, { year: one, unit: unit?.code })}
                    aria-current={one === year ? 'true' : undefined}
                  >
                    {w.year(one)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <dl class="figure-row">
            {numbers.map(([name, of]) => (
              <div>
                <dt class="figure-label">{name}</dt>
                <dd class="figure-number">{of(sums.sum)}</dd>
              </div>
            ))}
          </dl>
          <section class="entry" aria-labelledby="by-month">
            <h2 id="by-month">{w.byMonth}</h2>
            <Chart months={sums.months} label={w.chart(year, unit?.name ?? w.allUnits)} />
            <Table
              head={w.month}
              rows={sums.months.map(({ month, counts }) => ({ name: w.monthName(month), counts }))}
              sum={sums.sum}
            />
          </section>
          {!unit && whole > 0 && (
            <section class="entry" aria-labelledby="by-unit">
              <h2 id="by-unit">{w.byUnit}</h2>
              <Table
                head={w.unit}
                rows={sums.units.map(({ unitId, counts }) => {
                  const one = unitOf(unitId)
                  return one
                    ? { name: one.shortName || one.name, href: withQuery(path, { year, unit: one.code }), counts }
                    : { name: String(unitId), counts }
                })}
                sum={sums.sum}
              />
            </section>
          )}
          {!unit && sums.mailboxes.length > 0 && (
            <section class="entry" aria-labelledby="by-mailbox">
              <h2 id="by-mailbox">{w.byMailbox}</h2>
              <p class="grey">{w.byMailboxNote}</p>
              <Table
                head={w.filters.mailbox}
                rows={sums.mailboxes.map(({ key, counts }) => {
                  const box = mailboxes.find(({ id }) => String(id) === key)
                  return {
                    name: box ? `${box.title}（${box.holder}）` : key,
                    ...opened('mailbox', key),
                    counts,
                  }
                })}
              />
            </section>
          )}
          {!unit && sums.topics.length > 0 && (
            <section class="entry" aria-labelledby="by-topic">
              <h2 id="by-topic">{w.byTopic}</h2>
              <Table
                head={w.filters.topic}
                rows={sums.topics.map(({ key, counts }) => ({
                  name: isTopic(key) ? topics[key] : key,
                  ...opened('topic', key),
                  counts,
                }))}
              />
            </section>
          )}
          <p class="grey more">{w.onTimeNote}</p>
          <p class="grey">{w.satisfiedNote}</p>
        </>
      )}
    </div>
  )
}
