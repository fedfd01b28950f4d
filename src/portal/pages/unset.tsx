import type { Page } from '../press.tsx'
import { words } from '../words.zh.ts'

const w = words.unset

/** The front door of a new installation, whose county, organiser and numbers nobody has filled in yet. */
export function unsetPage(): Page {
  return {
    section: 'home',
    head: { title: w.title, noindex: true },
    body: (
      <div class="wide trouble">
        <h1>{w.title}</h1>
        <p class="lead">{w.text}</p>
        <p>{w.whatToDo}</p>
        <ul>
          <li>
            <a href="/latest">{words.nav.latest}</a>
          </li>
          <li>
            <a href="/open">{words.nav.open}</a>
          </li>
        </ul>
      </div>
    ),
  }
}
