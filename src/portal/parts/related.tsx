import { itemPath } from '../addresses.ts'
import type { ListItem } from '../replica/types.ts'
import { words } from '../words.zh.ts'

/** One line of the list of neighbours; kept as bytes and joined by the item route. */
export function RelatedLine({ item }: { item: ListItem }) {
  return (
    <li>
      <a href={itemPath(item.id)}>{item.title}</a>
      <time dateTime={item.publishedOn}>{item.publishedOn}</time>
    </li>
  )
}

const gap = '%lines%'

/** What stands around the lines, cut where they go. */
export function relatedFrame(href: string) {
  return {
    gap,
    node: (
      <section class="related" aria-labelledby="related-h">
        <h2 id="related-h">{words.item.related}</h2>
        <ul class="dated">{gap}</ul>
        <p class="more">
          <a href={href}>{words.item.relatedMore}</a>
        </p>
      </section>
    ),
  }
}
