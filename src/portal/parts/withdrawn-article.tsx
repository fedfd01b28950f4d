import { verifyPath } from '../addresses.ts'
import { dayInWords } from '../dates.ts'
import { count } from '../numbers.ts'
import type { PublicRecord } from '../replica/types.ts'
import { verifyWords } from '../verify-words.zh.ts'
import { words } from '../words.zh.ts'
import { Breadcrumb } from './breadcrumb.tsx'
import { Shape } from './status-mark.tsx'

type Shown = Extract<PublicRecord, { state: 'withdrawn' }>
const w = words.withdrawn

/** Says who took the item back, when and why; shows nothing of what it was (条例 arts 14-15). */
export function WithdrawnArticle({ shown, unit }: { shown: Shown; unit: { name: string; href: string } | undefined }) {
  const name = unit?.name ?? ''
  return (
    <article class="item withdrawn">
      <Breadcrumb steps={[...(unit ? [{ text: unit.name, href: unit.href }] : []), { text: w.label }]} />
      <h1>
        <Shape of="withdrawn" />
        {w.title}
      </h1>
      <p class="lead">{w.lead(name, dayInWords(shown.withdrawnOn))}</p>
      <dl class="facts">
        <div>
          <dt>{words.item.indexNumber}</dt>
          <dd>{shown.indexNumber}</dd>
        </div>
        <div>
          <dt>{w.by}</dt>
          <dd>{name}</dd>
        </div>
        <div>
          <dt>{w.on}</dt>
          <dd>{dayInWords(shown.withdrawnOn)}</dd>
        </div>
        {words.grounds[shown.ground] && (
          <div>
            <dt>{w.ground}</dt>
            <dd>{words.grounds[shown.ground]}</dd>
          </div>
        )}
        <div>
          <dt>{w.reason}</dt>
          <dd>{shown.reason}</dd>
        </div>
      </dl>
      <h2>{w.next}</h2>
      <ul>
        {unit && (
          <li>
            <a href={`${unit.href}#guide`}>{w.contact(name)}</a>
          </li>
        )}
        <li>
          <a href="/search">{w.search}</a>
        </li>
      </ul>
      <p class="grey">
        {w.verify(count(shown.logSeq))}
        <a href={verifyPath(shown.id)}>{verifyWords.link}</a>
      </p>
    </article>
  )
}
