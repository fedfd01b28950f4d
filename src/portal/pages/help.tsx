import type { HelpSection } from '../about-words.zh.ts'
import { Breadcrumb } from '../parts/breadcrumb.tsx'
import { words } from '../words.zh.ts'

/** A page of plain explanation: /about and /accessibility. */
export function HelpPage({ page }: { page: { title: string; lead: string; sections: readonly HelpSection[] } }) {
  return (
    <div class="wide">
      <Breadcrumb steps={[{ text: page.title }]} />
      <header class="page-head">
        <h1>{page.title}</h1>
        <p class="lead">{page.lead}</p>
      </header>
      <div class="with-contents">
        <nav class="contents" aria-label={words.item.onPage}>
          <ul>
            {page.sections.map((section) => (
              <li>
                <a href={`#${section.id}`}>{section.heading}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="entries reading">
          {page.sections.map((section) => (
            <section class="entry" id={section.id} aria-labelledby={`${section.id}-h`}>
              <h2 id={`${section.id}-h`}>{section.heading}</h2>
              {section.paragraphs?.map((text) => (
                <p>{text}</p>
              ))}
              {section.list && (
                <ul>
                  {section.list.map((text) => (
                    <li>{text}</li>
                  ))}
                </ul>
              )}
            </section>
          ))}
        </div>
      </div>
    </div>
  )
}
