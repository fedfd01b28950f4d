import { useEffect, useRef } from 'react'
import { Link } from 'react-router'

type View = { key: string; label: string; to: string }
type Props = { label: string; shown: string; views: readonly View[] }

/** Views of the list at `path`, which shows `first` where its address names none. */
export const viewsAt = (
  path: string,
  first: string,
  named: readonly (readonly [key: string, label: string])[],
): View[] => named.map(([key, label]) => ({ key, label, to: key === first ? path : `${path}?view=${key}` }))

/** The lists of a screen side by side, each with an address of its own; the one that is shown is marked. */
export function Views({ label, shown, views }: Props) {
  const bar = useRef<HTMLElement>(null)
  // On a phone the bar is wider than the screen: the marked one is brought into sight.
  useEffect(() => {
    const marked = bar.current?.querySelector<HTMLElement>('[aria-current]')
    if (marked) bar.current?.scrollTo({ left: marked.offsetLeft - bar.current.offsetLeft - 40 })
  }, [shown])
  return (
    <nav ref={bar} className="views" aria-label={label}>
      {views.map((view) => (
        <Link key={view.key} to={view.to} aria-current={view.key === shown ? 'page' : undefined}>
          {view.label}
        </Link>
      ))}
    </nav>
  )
}
