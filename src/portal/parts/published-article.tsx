import {
  downloadPath,
  filePath,
  itemPath,
  itemQrPath,
  previewPath,
  qrPath,
  verifyPath,
  versionsPath,
} from '../addresses.ts'
import { citationParts } from '../citation.ts'
import { dayInWords, dayOf } from '../dates.ts'
import { withScrollingTables } from '../document-body.ts'
import { downloadWords as d } from '../download-words.zh.ts'
import { feedbackWords } from '../feedback-words.zh.ts'
import { withFigureColumns } from '../figure-columns.ts'
import { count, fileSize } from '../numbers.ts'
import type { PublicRecord } from '../replica/types.ts'
import { TitleBreaks } from '../title-breaks.tsx'
import { verifyWords } from '../verify-words.zh.ts'
import { versionWords } from '../version-words.zh.ts'
import { words } from '../words.zh.ts'
import { Breadcrumb } from './breadcrumb.tsx'
import { type Maker, Properties } from './item-properties.tsx'
import { type Related, Relations } from './relations.tsx'
import { StatusBox } from './status-box.tsx'
import { StatusMark } from './status-mark.tsx'

type Place = { name: string; href: string }
type Shown = Extract<PublicRecord, { state: 'published' }>
const w = words.item

/** Nothing of these can be shown on a page, see preview.ts; their page would only say so. */
const onlyToDownload = /\.(zip|rar|7z|pptx?|dps|mp3|wav|mp4|avi|wmv|tiff?)$/i

/** 附件 with type and size; most may also be read in the browser. */
function Attachments({ record }: { record: Shown['record'] }) {
  if (record.attachments.length === 0) return null
  return (
    <section class="attachments" id="attachments" aria-labelledby="attachments-h">
      <h2 id="attachments-h">{w.attachments}</h2>
      <ul>
        {record.attachments.map((file) => {
          const href = filePath(record.id, file.position, file.name)
          const dot = file.name.lastIndexOf('.')
          const type = dot > 0 ? file.name.slice(dot + 1).toUpperCase() : ''
          return (
            <li>
              <span class="file-type" aria-hidden="true">
                {type.slice(0, 4) || '—'}
              </span>
              <span class="file-name">
                <a href={href} download>
                  {file.name}
                </a>
                <span class="grey">
                  {[type, fileSize(file.size)].filter(Boolean).join(' · ')}
                  {!onlyToDownload.test(file.name) && (
                    <>
                      {' · '}
                      <a href={previewPath(record.id, file.position)} aria-label={`${w.preview}：${file.name}`}>
                        {w.preview}
                      </a>
                    </>
                  )}
                </span>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Versions({ record }: { record: Shown['record'] }) {
  if (record.history.length < 2) return null
  return (
    <section class="versions" id="versions" aria-labelledby="versions-h">
      <h2 id="versions-h">{w.versions}</h2>
      <p class="grey">{w.versionsText}</p>
      <ol>
        {record.history.map((edition) => (
          <li>
            <time dateTime={edition.publishedAt}>{dayOf(edition.publishedAt)}</time>
            <span>
              <strong>{w.edition(edition.edition)}</strong>
              {edition.edition === record.edition && <span class="tag">{w.current}</span>}
              <br />
              {edition.reason || (edition.edition === 1 ? w.first : '')}
            </span>
          </li>
        ))}
      </ol>
      <p>
        <a href={versionsPath(record.id)} rel="nofollow">
          {versionWords.open}
        </a>
      </p>
    </section>
  )
}

/** The day of citing is the reader's: the script puts it in. */
function Citation({ shown, siteDomain }: { shown: Shown; siteDomain: string }) {
  const [before, after] = citationParts(shown, siteDomain + itemPath(shown.record.id))
  return (
    <section aria-labelledby="citation-h">
      <h2 id="citation-h">{w.citation}</h2>
      <p class="citation" data-copy-source>
        {before}
        <span data-today />
        {after}
      </p>
    </section>
  )
}

/** The item as a file, and for readers at a desk a code that brings it to their phone. */
function Downloads({ id }: { id: number }) {
  return (
    <section class="downloads" aria-labelledby="downloads-h">
      <h2 id="downloads-h">{d.title}</h2>
      <ul>
        {(['pdf', 'docx'] as const).map((form) => (
          <li>
            <a href={downloadPath(id, form)} rel="nofollow" download>
              {d.form[form]}
            </a>
          </li>
        ))}
      </ul>
      <details class="phone-code">
        <summary>{d.qr}</summary>
        <img src={itemQrPath(id)} alt={d.qrAlt} width="150" height="150" loading="lazy" />
      </details>
    </section>
  )
}

function Verify({ shown }: { shown: Shown }) {
  return (
    <section aria-labelledby="verify-h">
      <h2 id="verify-h">{w.verify}</h2>
      <p>{w.verifyText(count(shown.logSeq))}</p>
      <p class="hash">
        <span class="grey">{w.verifyHash}</span> <code>{shown.logHash}</code>
      </p>
      <p>
        <a href={verifyPath(shown.record.id)}>{verifyWords.link}</a>
      </p>
    </section>
  )
}

/** The whole of <main> for a live item, except the list of its neighbours, which the route adds. */
export function PublishedArticle(props: {
  shown: Shown
  unit: Maker | undefined
  column: { title: string; href: string | undefined } | undefined
  sector: Place | undefined
  endedBy?: Related | undefined
  ended: (Related & { how: 'repealed' | 'superseded' })[]
  siteDomain: string
  /** Nothing of a county that is made up stood anywhere before. */
  fictional: boolean
}) {
  const { shown, unit, column } = props
  const { record } = shown
  const repealed = record.repeal
  return (
    <article class="item">
      <Breadcrumb
        steps={[
          ...(unit ? [{ text: unit.name, href: unit.href }] : []),
          ...(column ? [{ text: column.title, href: column.href }] : []),
          { text: words.item.body },
        ]}
      />
      {repealed && (
        <div class="notice notice-repealed">
          <p class="notice-title">{repealed.how === 'superseded' ? w.supersededTitle : w.repealTitle}</p>
          <p>
            {(repealed.how === 'superseded' ? words.validityText.superseded : words.validityText.repealed)(
              dayInWords(repealed.on),
              repealed.by,
            )}
            {repealed.reason && w.repealReason(repealed.reason.replace(/。$/, ''))}
          </p>
        </div>
      )}
      <header class={record.docNumber ? 'item-head numbered' : 'item-head'}>
        {record.docNumber && <p class="doc-number">{record.docNumber}</p>}
        <h1>
          <TitleBreaks title={record.title} />
        </h1>
        <p class="item-line grey">
          <span>{record.issuer}</span>
          <span>
            <time dateTime={record.publishedAt}>{shown.publishedOn}</time> {words.list.publishedOn.slice(0, 2)}
          </span>
          {record.validity && <StatusMark validity={record.validity} />}
          {record.attachments.length > 0 && <a href="#attachments">{w.attachmentsCount(record.attachments.length)}</a>}
        </p>
      </header>
      <div class="item-columns">
        <div class="item-main">
          <Properties {...props} />
          <div
            class="document"
            dangerouslySetInnerHTML={{ __html: withScrollingTables(withFigureColumns(record.bodyHtml)) }}
          />
          <Attachments record={record} />
          <Relations record={record} endedBy={props.endedBy} ended={props.ended} />
          <Versions record={record} />
        </div>
        <aside class="item-side" aria-label={w.tools}>
          {record.validity && <StatusBox record={record} validity={record.validity} />}
          <div class="tools" data-tools data-copy={w.copy} data-copied={w.copied} data-print={w.print} />
          <Downloads id={record.id} />
          <Citation {...props} />
          <Verify shown={shown} />
          <p>
            <a href={`/feedback?item=${record.id}`} rel="nofollow">
              {feedbackWords.link}
            </a>
          </p>
          {record.sourceId && !props.fictional && <p class="grey">{w.migrated(record.sourceId)}</p>}
          <p>
            <a href={`/api/v1/records/${record.id}`}>{w.json}</a>
          </p>
        </aside>
      </div>
      <div class="print-foot">
        {/* Fetched when the page is printed, not when it is read. */}
        <img src={qrPath(record.id)} alt="" width="96" height="96" loading="lazy" />
        <p>
          {verifyWords.printed}
          {props.siteDomain}
          {verifyPath(record.id)}
          <br />
          {w.printedFrom} {props.siteDomain}/items/{record.id}
          <br />
          {w.indexNumber} {record.indexNumber} · {w.printedCheck} {shown.logSeq}-{shown.logHash.slice(0, 16)}
        </p>
      </div>
    </article>
  )
}
