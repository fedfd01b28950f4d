import type { ComparedRow } from '../../foundations/comparison/index.ts'
import { itemPath, versionsPath } from '../addresses.ts'
import { dayOf } from '../dates.ts'
import { withScrollingTables } from '../document-body.ts'
import type { ComparedEditions, Edition } from '../editions.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { versionWords as w } from '../version-words.zh.ts'
import { words } from '../words.zh.ts'

export type Way = 'side' | 'inline'
type Comparison = { from: number; to: number; compared: ComparedEditions }
type Props = { id: number; title: string; editions: Edition[]; way: Way; comparison: Comparison | undefined }

const html = (text: string) => ({ __html: withScrollingTables(text) })

/** Rows in their order; a stretch of more than three without a change can be opened. */
function stretches(rows: readonly ComparedRow[]): ComparedRow[][] {
  const parts: ComparedRow[][] = []
  for (const row of rows) {
    const last = parts.at(-1)
    if (last && (last[0]!.change === 'same') === (row.change === 'same')) last.push(row)
    else parts.push([row])
  }
  return parts
}

function Row({ row, way }: { row: Pick<ComparedRow, 'change' | 'from' | 'to' | 'inline'>; way: Way }) {
  const note = w.moved[row.change] && <small class="compare-note">{w.moved[row.change]}</small>
  if (way === 'inline' || row.change === 'same')
    return (
      <div class={`compare-row change-${row.change} compare-whole`}>
        {note}
        <div dangerouslySetInnerHTML={html(row.inline)} />
      </div>
    )
  const side = (label: string, content: string | null) =>
    content !== null && (
      <div class="compare-cell">
        <span class="compare-label">{label}</span>
        {note}
        <div dangerouslySetInnerHTML={html(content)} />
      </div>
    )
  return (
    <div class={`compare-row change-${row.change}`}>
      {side(w.old, row.from) || <div class="compare-cell compare-none" />}
      {side(w.now, row.to) || <div class="compare-cell compare-none" />}
    </div>
  )
}

function Changes({ comparison: { from, to, compared }, way }: { comparison: Comparison; way: Way }) {
  const { title, rows, changes, facts } = compared
  const retitled = title.from !== title.to
  return (
    <section class={`comparison comparison-${way}`} aria-labelledby="changes-h">
      <h2 id="changes-h">{w.between(from, to)}</h2>
      <p>
        {changes === 0 && !retitled ? w.same : w.changes(changes)} <ins>{w.inserted}</ins> <del>{w.deleted}</del>
      </p>
      {facts.length > 0 && (
        <>
          <h3>{w.facts}</h3>
          <dl class="compare-facts">
            {facts.map(({ label, inline }) => (
              <div>
                <dt>{label}</dt>
                <dd dangerouslySetInnerHTML={{ __html: inline }} />
              </div>
            ))}
          </dl>
        </>
      )}
      <div class="document">
        {retitled && (
          <div class="compare-title">
            <Row row={{ change: 'changed', ...title }} way={way} />
          </div>
        )}
        {stretches(rows).map((part) =>
          part[0]!.change === 'same' && part.length > 3 ? (
            <details class="compare-fold">
              <summary>{w.unchanged(part.length)}</summary>
              {part.map((row) => (
                <Row row={row} way={way} />
              ))}
            </details>
          ) : (
            part.map((row) => <Row row={row} way={way} />)
          ),
        )}
      </div>
    </section>
  )
}

/** Every edition of an item with its day and reason, and what changed between two; a plain form chooses which. */
export function VersionsPage({ id, title, editions, way, comparison }: Props) {
  const shown = editions.filter((edition) => edition.record)
  const choice = (name: 'from' | 'to', label: string, chosen: number | undefined) => (
    <div class="field">
      <label for={`versions-${name}`}>{label}</label>
      <select id={`versions-${name}`} name={name}>
        {shown.map(({ number, publishedAt }) => (
          <option value={number} selected={number === chosen}>
            {w.edition(number, dayOf(publishedAt))}
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <div class="wide versions-page">
      <Breadcrumb steps={[{ text: title, href: itemPath(id) }, { text: w.title }]} />
      <header class="page-head">
        <h1>{w.title}</h1>
        <p class="lead">
          <a href={itemPath(id)}>{title}</a>
        </p>
        <p>{w.lead}</p>
      </header>
      <section class="versions" aria-labelledby="editions-h">
        <h2 id="editions-h">{w.list}</h2>
        <ol>
          {editions.map((edition, i) => (
            <li>
              <time dateTime={edition.publishedAt}>{dayOf(edition.publishedAt)}</time>
              <span>
                <strong>{words.item.edition(edition.number)}</strong>
                {i === 0 && <span class="tag">{words.item.current}</span>}
                <br />
                {edition.reason || (edition.number === 1 ? words.item.first : '')}
                {!edition.record && <span class="grey"> {w.withdrawnText}</span>}
              </span>
            </li>
          ))}
        </ol>
      </section>
      {shown.length > 1 ? (
        <form class="versions-form" method="get" action={versionsPath(id)}>
          <h2>{w.compare}</h2>
          <div class="versions-fields">
            {choice('from', w.from, comparison?.from)}
            {choice('to', w.to, comparison?.to)}
            <div class="field">
              <label for="versions-way">{w.way}</label>
              <select id="versions-way" name="way">
                <option value="inline" selected={way === 'inline'}>
                  {w.inline}
                </option>
                <option value="side" selected={way === 'side'}>
                  {w.side}
                </option>
              </select>
            </div>
            <button type="submit">{w.submit}</button>
          </div>
        </form>
      ) : (
        <p>{w.one}</p>
      )}
      {comparison && <Changes comparison={comparison} way={way} />}
    </div>
  )
}
