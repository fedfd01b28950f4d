import { Button, Segmented } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import type { Comparison } from '../api/contract.ts'
import { labelOf } from './findings.tsx'
import { comparing as words } from './words.zh.ts'

type Row = Comparison['rows'][number]
type Way = 'side' | 'inline'

/** Unchanged neighbours of a change that stay open, so that it is read in its place. */
const around = 1

/** Rows in their order; long stretches without a change are one entry that can be opened. */
function foldsOf(rows: readonly Row[]): { fold: boolean; rows: Row[] }[] {
  const near = rows.map((_, i) =>
    rows.slice(Math.max(0, i - around), i + around + 1).some((row) => row.change !== 'same'),
  )
  const parts: { fold: boolean; rows: Row[] }[] = []
  rows.forEach((row, i) => {
    const last = parts.at(-1)
    if (last && last.fold === !near[i]) last.rows.push(row)
    else parts.push({ fold: !near[i], rows: [row] })
  })
  return parts.map((part) => (part.rows.length < 3 ? { ...part, fold: false } : part))
}

const html = (text: string) => ({ __html: text })

/** `from`, `to`: names of the two states; `first`: how they are shown until the reader chooses. */
type Props = { comparison: Comparison; from: string; to: string; first?: Way }

/** Two states of one item: text, form and files; side by side or in one, one below the other on a narrow screen. */
export function ComparisonView({ comparison, from, to, first = 'side' }: Props) {
  const [way, setWay] = useState<Way>(first)
  const box = useRef<HTMLDivElement>(null)
  const at = useRef(-1)
  const { title, rows, changes, metadata, attachments } = comparison
  const files = attachments.added.length + attachments.removed.length

  const next = () => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[data-change]') ?? [])]
    if (all.length === 0) return
    at.current = (at.current + 1) % all.length
    const place = all[at.current]!
    place.scrollIntoView({ block: 'center' })
    place.focus({ preventScroll: true })
  }
  return (
    <div className={`comparison comparison-${way}`} ref={box}>
      <div className="comparison-bar">
        <Segmented<Way>
          value={way}
          onChange={setWay}
          options={[
            { value: 'side', label: words.side },
            { value: 'inline', label: words.inline },
          ]}
        />
        <span>{words.summary(changes, metadata.length, files)}</span>
        <span className="comparison-key">
          <ins>{words.inserted}</ins> <del>{words.deleted}</del>
        </span>
        {(changes > 0 || title.from !== title.to) && <Button onClick={next}>{words.next}</Button>}
      </div>
      {way === 'side' && (
        <div className="compare-row compare-heads">
          <div>{words.before(from)}</div>
          <div>{words.after(to)}</div>
        </div>
      )}
      <article className="document">
        <h2 className="sr-only">{words.text}</h2>
        <Pair
          way={way}
          marked={title}
          change={title.from === title.to ? 'same' : 'changed'}
          className="document-title"
        />
        {changes === 0 && <p className="muted">{words.sameText}</p>}
        {foldsOf(rows).map((part, i) =>
          part.fold ? (
            <Fold key={i} count={part.rows.length}>
              {part.rows.map((row, n) => (
                <Pair key={n} way={way} marked={row} change={row.change} />
              ))}
            </Fold>
          ) : (
            part.rows.map((row, n) => <Pair key={`${i}-${n}`} way={way} marked={row} change={row.change} />)
          ),
        )}
      </article>
      <FactChanges comparison={comparison} />
    </div>
  )
}

type PairProps = {
  way: Way
  marked: { from: string | null; to: string | null; inline: string }
  change: Row['change']
  className?: string
}

function Pair({ way, marked, change, className = '' }: PairProps) {
  const note = words.moved[change as keyof typeof words.moved]
  const mark = change === 'same' ? {} : { 'data-change': change, tabIndex: -1 }
  const moved = note && <small className="compare-note">{note}</small>
  if (way === 'inline' || change === 'same')
    return (
      <div className={`compare-row change-${change}`} {...mark}>
        {/* The same words stand on the right: read out once. */}
        {way === 'side' && <div className={className} inert dangerouslySetInnerHTML={html(marked.from ?? '')} />}
        <div className={className}>
          {moved}
          <div dangerouslySetInnerHTML={html(marked.inline)} />
        </div>
      </div>
    )
  const cell = (label: string, content: string | null) => (
    <div className={`compare-cell ${content === null ? 'compare-none' : ''} ${className}`}>
      {content !== null && (
        <>
          <span className="compare-label">{label}</span>
          {moved}
          <div dangerouslySetInnerHTML={html(content)} />
        </>
      )}
    </div>
  )
  return (
    <div className={`compare-row change-${change}`} {...mark}>
      {cell(words.old, marked.from)}
      {cell(words.now, marked.to)}
    </div>
  )
}

function Fold({ count, children }: { count: number; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  if (open) return children
  return (
    <button type="button" className="compare-fold" onClick={() => setOpen(true)}>
      {words.unchanged(count)}
    </button>
  )
}

/** What changed in the form and among the files, as a list. */
function FactChanges({ comparison: { metadata, attachments } }: { comparison: Comparison }) {
  if (metadata.length + attachments.added.length + attachments.removed.length === 0) return null
  return (
    <section className="compare-facts">
      <h2 className="small-title">{words.otherChanges}</h2>
      <dl>
        {metadata.map(({ field, inline }) => (
          <div key={field}>
            <dt>{labelOf(field) || field}</dt>
            <dd dangerouslySetInnerHTML={html(inline)} />
          </div>
        ))}
        {attachments.removed.map((name) => (
          <div key={`-${name}`}>
            <dt>{words.fileRemoved}</dt>
            <dd>
              <del>{name}</del>
            </dd>
          </div>
        ))}
        {attachments.added.map((name) => (
          <div key={`+${name}`}>
            <dt>{words.fileAdded}</dt>
            <dd>
              <ins>{name}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
