import { SearchField } from '../parts/search-field.tsx'
import type { Page } from '../press.tsx'
import { words } from '../words.zh.ts'

const w = words.errors

function TroublePage(props: { title: string; text: string; reason?: string; retry?: { text: string; href: string } }) {
  return (
    <div class="wide trouble">
      <h1>{props.title}</h1>
      {props.reason && <p class="lead">{props.reason}</p>}
      <p>{props.text}</p>
      {props.retry && (
        <p>
          <a class="action" href={props.retry.href}>
            {props.retry.text}
          </a>
        </p>
      )}
      <SearchField id="q" />
      <ul>
        <li>
          <a href="/">{w.home}</a>
        </li>
        <li>
          <a href="/units">{w.units}</a>
        </li>
        <li>
          <a href="/map">{w.map}</a>
        </li>
      </ul>
    </div>
  )
}

/** 404 with the one sentence that says what is not there. */
export function notFoundPage(reason?: string, retry?: { text: string; href: string }): Page {
  return {
    section: 'search',
    status: 404,
    head: { title: w.notFoundTitle, noindex: true },
    body: <TroublePage title={w.notFoundTitle} text={w.notFoundText} reason={reason} retry={retry} />,
  }
}

export function failedPage(): Page {
  return {
    section: 'search',
    status: 500,
    head: { title: w.failedTitle, noindex: true },
    body: <TroublePage title={w.failedTitle} text={w.failedText} />,
  }
}

/** 429, for searches unless `text` says what else; `here` is what was asked for, to ask again. */
export function tooManyPage(seconds: number, here: string, text: string = w.tooManyText(seconds)): Page {
  return {
    section: 'search',
    status: 429,
    head: { title: w.tooManyTitle, noindex: true },
    body: <TroublePage title={w.tooManyTitle} text={text} retry={{ text: w.tooManyAgain, href: here }} />,
  }
}

/**
 * 503 while a new replica is being filled: half a log would show as valid what was repealed later.
 * @param how what the reader is told of it
 * @param here what was asked for, to ask again; left out where asking again would hand something in twice
 */
export function preparingPage(how: string, here?: string): Page {
  return {
    section: 'other',
    status: 503,
    head: { title: w.preparingTitle, noindex: true },
    body: (
      <div class="wide trouble">
        <h1>{w.preparingTitle}</h1>
        <p>{how}</p>
        <p>{w.preparingKept}</p>
        {here && (
          <p>
            <a class="action" href={here}>
              {w.preparingAgain}
            </a>
          </p>
        )}
      </div>
    ),
  }
}
