import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { ImportReport } from '../api/contract.ts'
import { dateTime } from '../shell/dates.ts'
import { Page } from '../shell/page.tsx'
import { ImportCounts, ImportFaults, TableImport } from '../shell/table-import.tsx'
import { importing as words } from './words.zh.ts'

/** Sectors and catalogue items from a table, and the imports that came before. */
export default function ImportPage() {
  const past = useQuery({
    queryKey: ['catalogue', 'imports'],
    queryFn: () => answer(api.GET('/api/catalogue/imports')),
  })
  return (
    <Page title={words.title} lead={words.lead} actions={<Link to="/catalogue">{words.back}</Link>}>
      <TableImport<ImportReport>
        path="/api/catalogue/imports"
        queryKey={['catalogue']}
        more={(report) => (
          <>
            {report.newSectors.length > 0 && <p>{words.newSectors(report.newSectors)}</p>}
            {report.warnings.length > 0 && (
              <>
                <h3 className="small-title">{words.warnings}</h3>
                <ImportFaults faults={report.warnings} />
              </>
            )}
          </>
        )}
      />
      <section className="panel" aria-labelledby="past-title">
        <h2 id="past-title" className="section-title">
          {words.past}
        </h2>
        {past.data?.length === 0 && <p className="muted">{words.noPast}</p>}
        {past.data && past.data.length > 0 && (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{words.at}</th>
                <th scope="col">{words.by}</th>
                <th scope="col">{words.file}</th>
                <th scope="col">{words.result}</th>
              </tr>
            </thead>
            <tbody>
              {past.data.map((entry) => (
                <tr key={entry.id}>
                  <td>{dateTime(entry.at)}</td>
                  <td>{entry.actorName}</td>
                  <td>{entry.fileName}</td>
                  <td>
                    <ImportCounts report={entry} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </Page>
  )
}
