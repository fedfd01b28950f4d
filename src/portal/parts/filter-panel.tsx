import type { ComponentChildren } from 'preact'
import type { Chip, FilterGroup } from '../filter-groups.ts'
import { count } from '../numbers.ts'
import { words } from '../words.zh.ts'

const w = words.filter
const atOnce = 8

/** Any group of choices: the lists of questions have topics beside what items have. */
export type ChoiceGroup = Omit<FilterGroup, 'name'> & { name: string }

function Choices({ group }: { group: ChoiceGroup }) {
  const item = (choice: FilterGroup['choices'][number]) => (
    <li>
      <a href={choice.href} rel="nofollow" aria-current={choice.selected ? 'true' : undefined}>
        <span class="choice-label">{choice.label}</span> <span class="choice-count">{count(choice.count)}</span>
      </a>
    </li>
  )
  const first = group.choices.filter((choice, i) => i < atOnce || choice.selected)
  const rest = group.choices.filter((choice) => !first.includes(choice))
  return (
    <section class="filter-group" aria-labelledby={`filter-${group.name}`}>
      <h3 id={`filter-${group.name}`}>{group.label}</h3>
      <ul>{first.map(item)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{w.moreValues(rest.length)}</summary>
          <ul>{rest.map(item)}</ul>
        </details>
      )}
    </section>
  )
}

/** Filters beside a list: folded above it on a phone, open at its left on a wide screen. */
export function FilterPanel(props: { groups: ChoiceGroup[]; chips: Chip[]; children?: ComponentChildren }) {
  return (
    <aside class="filters" aria-label={w.heading}>
      <details class="fold">
        <summary>
          {w.heading}
          {props.chips.length > 0 && <span class="grey"> {w.count(props.chips.length)}</span>}
        </summary>
        <h2 class="unseen">{w.heading}</h2>
        {props.groups.map((group) => (
          <Choices group={group} />
        ))}
        {props.children}
      </details>
    </aside>
  )
}

export function Chips({ chips, clear }: { chips: Chip[]; clear: string }) {
  if (chips.length === 0) return null
  return (
    <div class="chips">
      <h2 class="unseen">{w.active}</h2>
      <ul>
        {chips.map((chip) => (
          <li>
            <a href={chip.href} rel="nofollow">
              <span class="unseen">{w.remove}：</span>
              {chip.label}
              <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true" focusable="false">
                <path d="m1 1 8 8m0-8-8 8" stroke="currentColor" stroke-width="1.6" fill="none" />
              </svg>
            </a>
          </li>
        ))}
        {chips.length > 1 && (
          <li class="chips-clear">
            <a href={clear} rel="nofollow">
              {w.clear}
            </a>
          </li>
        )}
      </ul>
    </div>
  )
}
