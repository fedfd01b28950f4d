import { renderToString } from 'preact-render-to-string'
import type { RecordPublished, UnitChanged } from '../foundations/publication-log/entries.ts'
import { itemPath, unitColumnPath, unitPath } from './addresses.ts'
import { minuteOf } from './dates.ts'
import { writeFragment } from './fragment.ts'
import { renderHead } from './page-head.ts'
import type { Maker } from './parts/item-properties.tsx'
import { PublishedArticle } from './parts/published-article.tsx'
import type { Related } from './parts/relations.tsx'
import { WithdrawnArticle } from './parts/withdrawn-article.tsx'
import type { ArticleRenderer, PublicRecord, Replica } from './replica/types.ts'
import { words } from './words.zh.ts'

type Published = Extract<PublicRecord, { state: 'published' }>
type Withdrawn = Extract<PublicRecord, { state: 'withdrawn' }>

function describe(record: RecordPublished): string {
  if (record.summary) return record.summary
  const text = record.bodyHtml
    .slice(0, 2000)
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;|\s+/g, ' ')
    .trim()
  return text.slice(0, 120).replace(/&[a-z#0-9]*$/, '')
}

/** A dissolved unit's items name who carries on its duties: the last of the chain, which stands (条例 art 10). */
function maker(unit: UnitChanged, replica: Replica): Maker {
  let heir: UnitChanged | undefined = unit
  for (let i = 0; heir?.mergedIntoId && i < 10; i++) heir = replica.unit(heir.mergedIntoId)
  const successor = heir && heir.id !== unit.id ? { name: heir.name, href: unitPath(heir.code) } : undefined
  const formerNames = (unit.formerNames ?? []).map(({ name }) => name)
  return { name: unit.name, href: unitPath(unit.code), formerNames, successor }
}

/** Another item by its title of today, or without when it is not public any more. */
function named(replica: Replica, id: number): Related {
  const other = replica.record(id)
  return { id, title: other?.state === 'published' ? other.record.title : undefined }
}

function published(shown: Published, replica: Replica): string {
  const { record } = shown
  const unit = replica.unit(record.unitId)
  const column = replica.column(record.columnId)
  const sector = record.sectorId ? replica.sectors().find((s) => s.id === record.sectorId) : undefined
  const site = replica.site()
  const keywords = record.keywords.join(',')
  const head = renderHead(
    {
      title: record.title,
      description: describe(record),
      column: {
        name: column?.title ?? words.site.platform,
        description: column?.description ?? '',
        keywords: [column?.title, unit?.name].filter(Boolean).join(','),
        type: words.kinds[record.kind],
      },
      article: {
        title: record.title,
        pubDate: minuteOf(record.publishedAt),
        source: record.source || record.issuer,
        keywords: keywords || (column?.title ?? ''),
        author: record.issuer,
        path: itemPath(record.id),
      },
    },
    site.siteName,
  )
  const body = renderToString(
    <PublishedArticle
      shown={shown}
      unit={unit && maker(unit, replica)}
      column={column && { title: column.title, href: unit ? unitColumnPath(unit.code, column.code) : undefined }}
      sector={sector && { name: sector.name, href: `/sectors/${sector.code}` }}
      endedBy={record.repeal?.byId ? named(replica, record.repeal.byId) : undefined}
      ended={(record.replaces ?? []).map(({ id, how }) => ({ ...named(replica, id), how }))}
      siteDomain={site.siteDomain}
      fictional={site.fictional}
    />,
  )
  return writeFragment({
    state: 'published',
    unitId: record.unitId,
    columnId: record.columnId,
    head,
    body,
  })
}

function withdrawn(shown: Withdrawn, replica: Replica): string {
  const unit = replica.unit(shown.unitId)
  return writeFragment({
    state: 'withdrawn',
    unitId: shown.unitId,
    columnId: 0,
    head: renderHead({ title: words.withdrawn.title, noindex: true }, replica.site().siteName),
    body: renderToString(
      <WithdrawnArticle shown={shown} unit={unit && { name: unit.name, href: unitPath(unit.code) }} />,
    ),
  })
}

/** What the replica keeps beside each record. Raise `version` with every change of the markup below. */
export const articleRenderer: ArticleRenderer = {
  version: '10',
  render: (shown, replica) => (shown.state === 'published' ? published(shown, replica) : withdrawn(shown, replica)),
}
