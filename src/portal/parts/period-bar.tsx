import type { CaseView } from '../../foundations/intake/desk.ts'
import { dayInWords } from '../dates.ts'
import { statusWords as w } from '../status-words.zh.ts'

type Clock = CaseView['clock']

const days = (from: string, to: string) => Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days

/**
 * Runs and pauses of a period, as wide as they are long. Every kind has its shape beside its colour, the words say the
 * same, and the table below it names days and articles.
 */
export function PeriodBar({ clock, today }: { clock: Clock; today: string }) {
  const { spans } = clock
  const first = spans[0]
  if (!first) return null
  const endOf = (span: Clock['spans'][number]) => {
    return [span.from, span.to ?? today].toSorted().at(-1)!
  }
  const width = Math.max(1, days(first.from, spans.map(endOf).toSorted().at(-1)!) + 1)
  const x = (day: string) => (days(first.from, day) / width) * 1000
  const parts = spans.map((span) => ({ ...span, left: x(span.from), right: x(endOf(span)) + 1000 / width }))
  const text = spans
    .map((span) => w.barPart(span.label, dayInWords(span.from), span.to ? dayInWords(span.to) : w.open))
    .join('；')
  const here = x(today)
  return (
    <>
      <svg
        class="period"
        viewBox="0 0 1000 46"
        preserveAspectRatio="none"
        role="img"
        aria-label={`${w.bar}。${w.barText(text)}`}
      >
        <defs>
          <pattern id="stripes" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="14" height="14" class="period-ground" />
            <rect width="6" height="14" class="period-stripe" />
          </pattern>
        </defs>
        {parts.map((part) => (
          <rect
            class={`period-${part.kind}`}
            x={part.left.toFixed(1)}
            y="8"
            width={Math.max(2, part.right - part.left - 2).toFixed(1)}
            height="30"
          />
        ))}
        {here >= 0 && here <= 1000 && (
          <rect class="period-today" x={here.toFixed(1)} y="0" width="4" height="46">
            <title>{w.today}</title>
          </rect>
        )}
      </svg>
      <div class="table-scroll">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{w.spanHead.what}</th>
              <th scope="col">{w.spanHead.from}</th>
              <th scope="col">{w.spanHead.to}</th>
              <th scope="col">{w.spanHead.law}</th>
            </tr>
          </thead>
          <tbody>
            {spans.map((span) => (
              <tr>
                <th scope="row">
                  <span class={`period-key period-key-${span.kind}`} aria-hidden="true" />
                  {span.label}
                </th>
                <td>{dayInWords(span.from)}</td>
                <td>{span.to ? dayInWords(span.to) : w.open}</td>
                <td>{span.law}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details class="ledger">
        <summary>{w.ledger}</summary>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{w.ledgerHead.day}</th>
              <th scope="col">{w.ledgerHead.n}</th>
              <th scope="col">{w.ledgerHead.why}</th>
            </tr>
          </thead>
          <tbody>
            {clock.ledger.map((day) => (
              <tr class={day.n === null ? 'uncounted' : undefined}>
                <th scope="row">
                  <time dateTime={day.date}>{dayInWords(day.date)}</time>
                </th>
                <td>{day.n ?? w.notCounted}</td>
                <td>{day.label}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
