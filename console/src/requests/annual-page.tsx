import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Input } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { AnnualTable2, AnnualTable3 } from '../api/contract.ts'
import { useMe } from '../identity/session.ts'
import { unitTree } from '../publishing/choices.ts'
import { useLookups } from '../publishing/queries.ts'
import { today } from '../shell/dates.ts'
import { Failure, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { TreeChoice } from '../shell/tree-choice.tsx'
import './annual.css'
import { annual as words } from './annual-words.zh.ts'

type Scope = { unitId?: number; below: boolean; from: string; to: string }
/** Of the numbers of a form only those that are none stand apart. */
const shown = (n: number) => n.toLocaleString('zh-CN')
const wide = ['disclosure_office', 'supervisor']

const asQuery = ({ unitId, below, from, to }: Scope) => ({
  ...(unitId ? { unitId } : {}),
  below: String(below),
  from,
  to,
})

/** Tables 2 and 3 of the annual report; unit, days and the opened figure stand in the address. */
export default function AnnualPage() {
  const me = useMe()
  const [params, setParams] = useSearchParams()
  const { data: lookups } = useLookups()
  const year = today().slice(0, 4)
  const everywhere = me?.posts.some((post) => wide.includes(post.role)) ?? false
  const unitId = Number(params.get('unitId')) || (everywhere ? 0 : (me?.posts[0]?.unitId ?? 0))
  const scope: Scope = {
    ...(unitId ? { unitId } : {}),
    below: params.get('below') === 'true',
    from: params.get('from') ?? `${year}-01-01`,
    to: params.get('to') ?? `${year}-12-31`,
  }
  const query = asQuery(scope)
  const second = useQuery({
    queryKey: ['requests', 'annual', 2, query],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/requests/annual/table2', { params: { query } })),
  })
  const third = useQuery({
    queryKey: ['requests', 'annual', 3, query],
    placeholderData: keepPreviousData,
    queryFn: () => answer(api.GET('/api/requests/annual/table3', { params: { query } })),
  })
  const write = (change: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params)
    next.delete('cell')
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    setParams(next)
  }
  const wholeYear = (of: number) => ({ from: `${of}-01-01`, to: `${of}-12-31` })
  const file = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  const [kind, outcome] = (params.get('cell') ?? '').split(':')
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <a href={`/api/requests/annual/export?${file}`} download>
          <Button tabIndex={-1}>{words.export}</Button>
        </a>
      }
    >
      <search className="annual-bar">
        <TreeChoice
          aria-label={words.unit}
          placeholder={everywhere ? words.county : words.unit}
          allowClear={everywhere}
          popupMatchSelectWidth={280}
          value={unitId ? String(unitId) : undefined}
          treeData={unitTree(lookups?.units ?? [])}
          onChange={(value?: string) => write({ unitId: value })}
        />
        {unitId > 0 && (
          <Checkbox
            checked={scope.below}
            onChange={(event) => write({ below: event.target.checked ? 'true' : undefined })}
          >
            {words.below}
          </Checkbox>
        )}
        <span className="annual-day">
          <label htmlFor="annual-from">{words.from}</label>
          <Input
            id="annual-from"
            type="date"
            value={scope.from}
            onChange={(event) => write({ from: event.target.value })}
          />
        </span>
        <span className="annual-day">
          <label htmlFor="annual-to">{words.to}</label>
          <Input id="annual-to" type="date" value={scope.to} onChange={(event) => write({ to: event.target.value })} />
        </span>
        <Button onClick={() => write(wholeYear(Number(year)))}>{words.thisYear}</Button>
        <Button onClick={() => write(wholeYear(Number(year) - 1))}>{words.lastYear}</Button>
      </search>
      {second.isError ? (
        <Failure error={second.error} again={() => second.refetch()} />
      ) : second.data ? (
        <SecondTable table={second.data} scope={scope} />
      ) : (
        <Waiting />
      )}
      {third.data && !second.isError && <ThirdTable table={third.data} onOpen={(cell) => write({ cell })} />}
      {kind && outcome && (
        <RemediesBehind scope={scope} kind={kind} outcome={outcome} onClose={() => write({})} table={third.data} />
      )}
    </Page>
  )
}

/** A figure that opens the list behind it. */
function Figure({ n, to, label }: { n: number; to: string; label: string }) {
  return n === 0 ? (
    <span className="annual-zero">0</span>
  ) : (
    <Link to={to} aria-label={label}>
      {shown(n)}
    </Link>
  )
}

function SecondTable({ table, scope }: { table: AnnualTable2; scope: Scope }) {
  const labelOf = Object.fromEntries(table.columns.map((column) => [column.key, column.label]))
  const link = (cases: Record<string, string>, column: string) => {
    const query = new URLSearchParams({ view: 'all', counted: 'true', ...cases })
    if (column !== 'all') query.set('party', column)
    if (scope.unitId) query.set('unitId', String(scope.unitId))
    if (scope.below) query.set('below', 'true')
    return `/requests?${query}`
  }
  const firstResult = table.rows.findIndex((row) => row.key === 'r1')
  const isMain = (key: string) => ['new', 'carried_in', 'total', 'carried_out'].includes(key)
  return (
    <section className="panel" aria-labelledby="annual-2">
      <h2 id="annual-2" className="section-title">
        {words.table2}
        <small className="muted">
          {table.label}　{table.from}—{table.to}
        </small>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={words.table2}>
        <table className="annual-form">
          <thead>
            <tr>
              <th rowSpan={3}>{words.note}</th>
              <th colSpan={7}>{words.applicants}</th>
            </tr>
            <tr>
              <th rowSpan={2} scope="col">
                {labelOf.natural_person}
              </th>
              <th colSpan={5}>{words.organisations}</th>
              <th rowSpan={2} scope="col">
                {labelOf.all}
              </th>
            </tr>
            <tr>
              {table.columns.slice(1, -1).map((column) => (
                <th key={column.key} scope="col">
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.flatMap((row, i) => [
              ...(i === firstResult
                ? [
                    <tr key="results" className="annual-main">
                      <th colSpan={8} scope="rowgroup">
                        {words.results}
                      </th>
                    </tr>,
                  ]
                : []),
              <tr key={row.key} className={isMain(row.key) ? 'annual-main' : 'annual-result'}>
                <th scope="row">{row.label}</th>
                {table.columns.map((column) => {
                  const n = (row.cells as Record<string, number>)[column.key] ?? 0
                  return (
                    <td key={column.key}>
                      <Figure
                        n={n}
                        to={link(row.cases, column.key)}
                        label={words.casesOf(row.label, column.label, n)}
                      />
                    </td>
                  )
                })}
              </tr>,
            ])}
          </tbody>
        </table>
      </section>
      <Checks checks={table.checks} />
    </section>
  )
}

function ThirdTable({ table, onOpen }: { table: AnnualTable3; onOpen: (cell: string) => void }) {
  const width = table.columns.length
  return (
    <section className="panel" aria-labelledby="annual-3">
      <h2 id="annual-3" className="section-title">
        {words.table3}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={words.table3}>
        <table className="annual-form">
          <thead>
            <tr>
              <th rowSpan={2} colSpan={width}>
                {words.review}
              </th>
              <th colSpan={2 * width}>{words.lawsuit}</th>
            </tr>
            <tr>
              {table.groups.slice(1).map((group) => (
                <th key={group.key} colSpan={width}>
                  {group.label}
                </th>
              ))}
            </tr>
            <tr>
              {table.groups.flatMap((group) =>
                table.columns.map((column) => (
                  <th key={`${group.key}-${column.key}`} scope="col">
                    {column.label}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            <tr>
              {table.groups.flatMap((group) =>
                table.columns.map((column) => {
                  const n = (group.cells as Record<string, number>)[column.key] ?? 0
                  return (
                    <td key={`${group.key}-${column.key}`}>
                      {n === 0 ? (
                        <span className="annual-zero">0</span>
                      ) : (
                        <Button
                          type="link"
                          size="small"
                          aria-label={words.casesOf(group.label, column.label, n)}
                          onClick={() => onOpen(`${group.key}:${column.key}`)}
                        >
                          {shown(n)}
                        </Button>
                      )}
                    </td>
                  )
                }),
              )}
            </tr>
          </tbody>
        </table>
      </section>
      <Checks checks={table.checks} />
    </section>
  )
}

function Checks({ checks }: { checks: AnnualTable2['checks'] }) {
  return (
    <ul className="annual-checks" aria-label={words.checks}>
      {checks.map((check) => (
        <li key={check.key} className={check.ok ? '' : 'annual-wrong'}>
          <strong>{check.ok ? `✓ ${words.fine}` : `✗ ${words.wrong}`}</strong> {check.text}
          {check.faults.length > 0 && <span> {check.faults.join('；')}</span>}
        </li>
      ))}
    </ul>
  )
}

type Behind = { scope: Scope; kind: string; outcome: string; table: AnnualTable3 | undefined; onClose: () => void }

/** Reviews and lawsuits that a figure of table 3 counts. */
function RemediesBehind({ scope, kind, outcome, table, onClose }: Behind) {
  const query = {
    ...asQuery(scope),
    kind: kind as 'review',
    ...(outcome === 'total' ? {} : { outcome: outcome as 'open' }),
    size: 200,
  }
  const list = useQuery({
    queryKey: ['requests', 'remedies', query],
    queryFn: () => answer(api.GET('/api/requests/remedies', { params: { query } })),
  })
  const label = (from: { key: string; label: string }[] | undefined, key: string) =>
    from?.find((one) => one.key === key)?.label ?? ''
  return (
    <Drawer
      open
      size="large"
      title={words.remediesOf(label(table?.groups, kind), label(table?.columns, outcome))}
      onClose={onClose}
    >
      {list.isError ? (
        <Failure error={list.error} again={() => list.refetch()} />
      ) : !list.data ? (
        <Waiting />
      ) : list.data.items.length === 0 ? (
        <p>{words.noRemedies}</p>
      ) : (
        <ul className="rq-lines">
          {list.data.items.map((one) => (
            <li key={one.id}>
              <Link to={`/requests/${one.caseId}`}>{one.caseNumber ?? one.summary}</Link> {one.summary}
              <div className="row-sub">
                {one.unitName} · {one.body} {one.number} · {words.filed(one.filedOn)} ·{' '}
                {one.concludedOn ? words.concluded(one.concludedOn, one.decisionLabel) : words.open}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Drawer>
  )
}
