import type { RecordPublished } from '../../foundations/publication-log/entries.ts'
import { itemPath } from '../addresses.ts'
import { relationWords as words } from '../words.zh.ts'

/** Another item as it is public now; `title` is undefined when it no longer is. */
export type Related = { id: number; title: string | undefined }

const Named = ({ item }: { item: Related }) =>
  item.title === undefined ? words.gone : <a href={itemPath(item.id)}>《{item.title}》</a>

/** 替代与废止: what took this item's place, and what it ended itself. */
export function Relations(props: {
  record: RecordPublished
  endedBy: Related | undefined
  ended: (Related & { how: 'repealed' | 'superseded' })[]
}) {
  const { record, endedBy, ended } = props
  if (!endedBy && ended.length === 0) return null
  return (
    <section class="relations" aria-labelledby="relations-h">
      <h2 id="relations-h">{words.title}</h2>
      <ul>
        {endedBy && (
          <li>
            {record.repeal?.how === 'superseded' ? words.supersededBy : words.repealedBy}
            <Named item={endedBy} />
          </li>
        )}
        {ended.map((item) => (
          <li>
            {item.how === 'superseded' ? words.supersedes : words.repeals}
            <Named item={item} />
          </li>
        ))}
      </ul>
    </section>
  )
}
