import { itemPath } from '../addresses.ts'
import type { ListItem } from '../replica/types.ts'
import { StatusMark } from './status-mark.tsx'

/** States worth a word in a list; what is simply in force says nothing. */
const worthSaying = new Set(['not_yet_effective', 'amended', 'expired', 'repealed'])

/** Titles with their day: the densest list of the portal. */
export function DatedList(props: { items: ListItem[]; showUnit?: boolean; detailed?: boolean }) {
  return (
    <ul class={props.detailed ? 'dated dated-detailed' : 'dated'}>
      {props.items.map((item) => {
        const state = item.validity && worthSaying.has(item.validity) ? item.validity : undefined
        const line = [props.showUnit ? item.unitName : '', props.detailed ? item.docNumber : ''].filter(Boolean)
        return (
          <li>
            <a href={itemPath(item.id)}>{item.title}</a>
            {(line.length > 0 || state) && (
              <span class="dated-line grey">
                {line.join(' · ')}
                {line.length > 0 && state && ' · '}
                {state && <StatusMark validity={state} />}
              </span>
            )}
            <time dateTime={item.publishedOn}>{item.publishedOn}</time>
          </li>
        )
      })}
    </ul>
  )
}
