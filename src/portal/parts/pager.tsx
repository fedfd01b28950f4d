import { type Params, withQuery } from '../addresses.ts'
import { pageNumbers } from '../paging.ts'
import { words } from '../words.zh.ts'

const w = words.paging

/** Numbered, addressable paging. `pages` may be fewer than the total allows when a list may not be read that deep. */
export function Pager(props: { path: string; params: Params; page: number; pages: number }) {
  const { page, pages } = props
  if (pages <= 1) return null
  const at = (n: number) => withQuery(props.path, { ...props.params, page: n })
  return (
    <nav class="pager" aria-label={w.label}>
      <ul>
        {page > 1 && (
          <li>
            <a href={at(page - 1)} rel="prev">
              {w.previous}
            </a>
          </li>
        )}
        {pageNumbers(page, pages).map((n) =>
          n === 0 ? (
            <li class="pager-gap" aria-hidden="true">
              …
            </li>
          ) : (
            <li>
              <a href={at(n)} aria-label={w.page(n)} aria-current={n === page ? 'page' : undefined}>
                {n}
              </a>
            </li>
          ),
        )}
        {page < pages && (
          <li>
            <a href={at(page + 1)} rel="next">
              {w.next}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
