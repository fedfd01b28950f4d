import { Tag } from 'antd'
import { useEffect } from 'react'
import type { CallSearch, CallSource } from '../api/contract.ts'
import { seat as words } from './words.zh.ts'

type Props = {
  hits: CallSearch | undefined
  q: string
  chosen: CallSource | null
  onChoose: (one: CallSource) => void
}

const idOf = ({ source }: CallSource) => `hit-${source.replace('/', '-')}`

/** By where it was found; whoever types the name of a unit wants that unit. */
export const groupsOf = (hits: CallSearch, q: string): (readonly [label: string, found: CallSource[]])[] => {
  const groups = [
    [words.found.knowledge, hits.knowledge],
    [words.found.record, hits.records],
    [words.found.unit, hits.directory],
  ] as const
  const named = hits.directory[0]?.title.endsWith(q.trim())
  return named ? [groups[2], groups[0], groups[1]] : [...groups]
}

/** What was found; one is chosen. */
export function Hits({ hits, q, chosen, onChoose }: Props) {
  const id = chosen && idOf(chosen)
  useEffect(() => {
    if (id) document.getElementById(id)?.scrollIntoView({ block: 'nearest' })
  }, [id])
  const groups = hits ? groupsOf(hits, q) : []
  const none = groups.every(([, found]) => found.length === 0)
  if (!q) return <p className="muted seat-hint">{words.typeFirst}</p>
  if (hits && none) return <p className="muted seat-hint">{words.noHits}</p>
  return (
    <div id="seat-hits" role="listbox" aria-label={words.results} className="hits">
      {groups.map(
        ([label, found]) =>
          found.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a group inside a list box
            <div key={label} role="group" aria-label={label}>
              <div className="hits-group" aria-hidden>
                {label}
              </div>
              {found.map((one) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above
                <div
                  key={one.source}
                  id={idOf(one)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={one.source === chosen?.source}
                  className="hit"
                  onClick={() => onChoose(one)}
                >
                  <span className="hit-title">{one.title}</span>
                  <span className="hit-lead">
                    {one.doubtful && <Tag color="warning">{words.doubtful}</Tag>}
                    {one.lead}
                  </span>
                </div>
              ))}
            </div>
          ),
      )}
    </div>
  )
}
