import type { ComponentChildren } from 'preact'
import type { PublicRecord } from '../replica/types.ts'
import { words } from '../words.zh.ts'
import { StatusMark } from './status-mark.tsx'

type Place = { name: string; href: string }
/** The unit that made the item, under every name it ever had, and who answers for it now. */
export type Maker = Place & { formerNames: string[]; successor: Place | undefined }
const w = words.item

type Row = [name: string, value: ComponentChildren, wide?: 'wide']

/** Rows stand two by two; one that is left alone takes the whole line. */
function withoutHoles(rows: Row[]): Row[] {
  let left = true
  return rows.map(([name, value, wide], i) => {
    const next = rows[i + 1]
    const alone = left && (!next || next[2] === 'wide')
    left = wide || alone ? true : !left
    return [name, value, wide || alone ? 'wide' : undefined]
  })
}

/** 信息属性: the fields of 目录系统实施指引 as government sites print them; folds to one line on a phone. */
export function Properties(props: {
  shown: Extract<PublicRecord, { state: 'published' }>
  unit: Maker | undefined
  column: { title: string; href: string | undefined } | undefined
  sector: Place | undefined
}) {
  const { record, publishedOn } = props.shown
  const { unit } = props
  const byUnit = unit !== undefined && [unit.name, ...unit.formerNames].includes(record.issuer)
  const issuer: ComponentChildren = (
    <>
      {byUnit ? <a href={unit.href}>{record.issuer}</a> : record.issuer}
      {byUnit && unit.name !== record.issuer && w.nowCalled(unit.name)}
      {unit?.successor && (
        <>
          {w.carriedOn[0]}
          <a href={unit.successor.href}>{unit.successor.name}</a>
          {w.carriedOn[1]}
        </>
      )}
    </>
  )
  const rows: Row[] = [
    [w.indexNumber, record.indexNumber],
    [w.subject, record.subject.join('\\') || w.empty],
    [w.issuer, issuer],
    [w.formedOn, record.formedOn ?? w.unknown],
    [w.title, record.title, 'wide'],
    [w.docNumber, record.docNumber || w.empty],
    [w.publishedOn, publishedOn],
  ]
  if (record.validity) rows.push([w.validity, <StatusMark validity={record.validity} />])
  rows.push([w.kind, words.kinds[record.kind]])
  if (record.effectiveOn) rows.push([w.effectiveOn, record.effectiveOn])
  if (record.expiresOn) rows.push([w.expiresOn, record.expiresOn])
  if (props.column)
    rows.push([w.column, props.column.href ? <a href={props.column.href}>{props.column.title}</a> : props.column.title])
  if (props.sector) rows.push([w.sector, <a href={props.sector.href}>{props.sector.name}</a>])
  if (record.source && record.source !== record.issuer) rows.push([w.source, record.source])
  if (record.keywords.length > 0) rows.push([w.keywords, record.keywords.join(' '), 'wide'])
  if (record.summary) rows.push([w.summary, record.summary, 'wide'])
  const laid = withoutHoles(rows)
  return (
    <details class="properties fold">
      <summary>{w.showProperties}</summary>
      <dl>
        {laid.map(([name, value, wide]) => (
          <div class={wide}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
