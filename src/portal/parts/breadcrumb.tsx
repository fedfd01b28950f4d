import { words } from '../words.zh.ts'

export type Crumb = { text: string; href?: string }

/** Home is always the first step; the last one is the page itself and no link. */
export function Breadcrumb({ steps }: { steps: Crumb[] }) {
  return (
    <nav class="crumbs" aria-label={words.site.breadcrumb}>
      <ol>
        {[{ text: words.site.home, href: '/' }, ...steps].map((step) => (
          <li>{step.href ? <a href={step.href}>{step.text}</a> : <span aria-current="page">{step.text}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}
