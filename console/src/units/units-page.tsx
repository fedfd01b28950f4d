import { Button, Input, Tree } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Unit } from '../api/contract.ts'
import { useCan } from '../identity/session.ts'
import { type TreeChoice, treeOf } from '../publishing/choices.ts'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { useUnits } from './queries.ts'
import { UnitForm } from './unit-form.tsx'
import { units as words } from './words.zh.ts'

type Node = { key: string; title: string; children?: Node[] }
const asNodes = (choices: TreeChoice[]): Node[] =>
  choices.map(({ value, title, children }) => ({
    key: value,
    title,
    ...(children ? { children: asNodes(children) } : {}),
  }))

/** Units that match, with everything above them, so that the place in the tree stays visible. */
function matching(units: Unit[], q: string): Unit[] {
  if (!q) return units
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const kept = new Set<number>()
  for (const unit of units)
    if (
      [unit.name, unit.shortName, unit.code, ...unit.formerNames.map(({ name }) => name)].some((one) => one.includes(q))
    )
      for (let at: Unit | undefined = unit; at; at = at.parentId === null ? undefined : byId.get(at.parentId))
        kept.add(at.id)
  return units.filter((unit) => kept.has(unit.id))
}

export default function UnitsPage() {
  const units = useUnits()
  const mayManage = useCan('units.manage')
  const [params, setParams] = useSearchParams()
  const [q, setQ] = useState('')
  if (units.isError) return <FailedPage error={units.error} again={() => units.refetch()} />
  if (!units.data) return <Waiting />
  const all = units.data
  const chosen = params.get('id')
  const unit = all.find((candidate) => String(candidate.id) === chosen) ?? null
  const adding = params.has('add')
  const title = (row: Unit) => (row.dissolvedOn ? `${row.name}（${words.dissolved(row.dissolvedOn)}）` : row.name)
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        mayManage && (
          <Button type="primary" onClick={() => setParams({ add: '1' })}>
            {words.add}
          </Button>
        )
      }
    >
      {all.length === 0 && !adding ? (
        <Nothing>{words.empty}</Nothing>
      ) : (
        <div className="two-panes">
          <div className="panel tree-pane">
            <Input
              type="search"
              aria-label={words.search}
              placeholder={words.search}
              allowClear
              value={q}
              onChange={(event) => setQ(event.target.value)}
            />
            <Tree
              key={q}
              blockNode
              defaultExpandAll
              selectedKeys={unit ? [String(unit.id)] : []}
              treeData={asNodes(treeOf(matching(all, q.trim()), title))}
              onSelect={([key]) => key && setParams({ id: String(key) })}
            />
          </div>
          <section className="panel">
            {unit || adding ? (
              <>
                <h2 className="section-title">
                  {unit ? unit.name : words.add}
                  {unit && <small className="muted">{words.counts(unit.people, unit.records)}</small>}
                </h2>
                <UnitForm
                  key={unit ? `${unit.id} ${unit.name} ${unit.dissolvedOn}` : 'new'}
                  unit={unit}
                  units={all}
                  mayManage={mayManage}
                  onSaved={(id) => setParams({ id: String(id) })}
                />
              </>
            ) : (
              <p className="muted">{words.choose}</p>
            )}
          </section>
        </div>
      )}
    </Page>
  )
}
