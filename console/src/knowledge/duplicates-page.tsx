import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import './knowledge.css'
import { duplicates as words } from './words.zh.ts'

/** Public entries that may ask the same, two by two. */
export default function DuplicatesPage() {
  const found = useQuery({
    queryKey: ['knowledge', 'list', 'duplicates'],
    queryFn: () => answer(api.GET('/api/knowledge/duplicates')),
  })
  if (found.isError) return <FailedPage error={found.error} again={() => found.refetch()} />
  if (!found.data) return <Waiting />
  return (
    <Page title={words.title} lead={words.lead} actions={<Link to="/knowledge">{words.back}</Link>}>
      <div className="panel">
        {found.data.items.length === 0 && <Nothing>{words.none}</Nothing>}
        <table className="plain-table" hidden={found.data.items.length === 0}>
          <thead>
            <tr>
              <th scope="col">{words.pair}</th>
              <th scope="col" className="number">
                {words.likeness}
              </th>
            </tr>
          </thead>
          <tbody>
            {found.data.items.map((pair) => (
              <tr key={pair.entries.map((one) => one.id).join('-')}>
                <td>
                  {pair.entries.map((one) => (
                    <div key={one.id}>
                      <Link to={`/knowledge/${one.id}`} data-row>
                        {one.question}
                      </Link>{' '}
                      <span className="row-sub">{one.unitName}</span>
                    </div>
                  ))}
                  <div className="row-sub">{words.open}</div>
                </td>
                <td className="number">{Math.round(pair.likeness * 100)}%</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  )
}
