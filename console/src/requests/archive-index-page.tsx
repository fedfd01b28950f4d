import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link, useParams } from 'react-router'
import { clock } from '../casework/words.zh.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import '../casework/casework.css'
import { useArchiveIndex } from './queries.ts'
import { clock as ways, archive as words } from './words.zh.ts'

/** 卷内目录 of a request: looked over before it is archived, printed into the file afterwards. */
export default function ArchiveIndexPage() {
  const id = Number(useParams().id)
  const found = useArchiveIndex(id)
  if (found.isError) return <FailedPage error={found.error} again={() => found.refetch()} />
  if (!found.data) return <Waiting />
  const { caseNumber, code, title, unitName, keepYears, state, archivedOn, pages, loose, items } = found.data
  const { head } = words
  return (
    <Page
      title={`${words.title} · ${caseNumber}`}
      lead={words.lead(state, archivedOn ?? '')}
      actions={
        <span className="rq-no-print rq-ledger-ways">
          <Link to={`/requests/${id}`}>{ways.back}</Link>
          {(['pdf', 'docx'] as const).map((form) => (
            <a key={form} href={`/api/requests/${id}/archive-index/${form}`}>
              {form === 'pdf' ? 'PDF' : 'Word'}
            </a>
          ))}
          <Button icon={<PrinterOutlined />} onClick={() => print()}>
            {clock.print}
          </Button>
        </span>
      }
    >
      <div className="panel rq-ledger rq-index">
        <p>{words.about(unitName, title)}</p>
        <p>{words.keep(keepYears, code)}</p>
        <table className="plain-table" aria-label={words.caption}>
          <thead>
            <tr>
              {Object.values(head).map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((piece) => (
              <tr key={piece.id}>
                <td data-label={head.serial}>{piece.serial}</td>
                <td data-label={head.number}>{piece.number}</td>
                <td data-label={head.by}>{piece.by}</td>
                <td data-label={head.title}>{piece.title}</td>
                <td data-label={head.on}>{piece.on}</td>
                <td data-label={head.pages}>{words.pages(piece.from, piece.to)}</td>
                <td data-label={head.note}>{piece.note}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="hint">{words.totals(items.length, pages, loose)}</p>
      </div>
    </Page>
  )
}
