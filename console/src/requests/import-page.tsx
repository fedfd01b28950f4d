import { Link } from 'react-router'
import type { RequestImport } from '../api/contract.ts'
import { Page } from '../shell/page.tsx'
import { TableImport } from '../shell/table-import.tsx'
import { importing as words } from './annual-words.zh.ts'

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Cases of another system, open and ended, from a table. */
export default function RequestImportPage() {
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <a href="/api/requests/imports/template" download>
            {words.template}
          </a>
          <Link to="/requests">{words.back}</Link>
        </>
      }
    >
      <TableImport<RequestImport>
        path="/api/requests/imports"
        queryKey={['requests']}
        tells
        more={({ report }) =>
          report && (
            <p>
              <a href={`data:${workbook};base64,${report}`} download={words.reportName}>
                {words.report}
              </a>
            </p>
          )
        }
      />
    </Page>
  )
}
