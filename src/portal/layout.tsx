import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { SiteChanged } from '../foundations/publication-log/entries.ts'
import type { DisplayMode } from './display-mode.ts'
import { feedbackWords } from './feedback-words.zh.ts'
import { inquiryWords } from './inquiry-words.zh.ts'
import { CountyName } from './parts/county-name.tsx'
import { SearchField } from './parts/search-field.tsx'
import { words } from './words.zh.ts'

/** Which entry of the main navigation a page stands under. */
export type Section = 'home' | 'open' | 'latest' | 'sectors' | 'units' | 'requests' | 'inquiries' | 'search' | 'other'

/** Places the shell leaves open. They are cut out once per shell, so that a page is joined and not rendered. */
export const slots = { head: '%slot-head%', path: '%slot-path%', main: '%slot-main%' } as const

export type ShellProps = {
  site: SiteChanged
  /** Nothing is known of the site yet, not even whether it has been named. */
  unread: boolean
  mode: DisplayMode
  section: Section
  style: string
  colour: string
  islands: string
  icon: string
}

const nav: [Section, string, string][] = [
  ['open', '/open', words.nav.open],
  ['latest', '/latest', words.nav.latest],
  ['sectors', '/sectors', words.nav.sectors],
  ['units', '/units', words.nav.units],
  ['requests', '/requests', words.nav.requests],
  ['inquiries', '/inquiries', inquiryWords.nav],
]

function Masthead({ site, unread, mode, section }: ShellProps) {
  const other = mode === 'elders' ? 'standard' : 'elders'
  return (
    <header class="masthead">
      <div class="wide masthead-row">
        <a class="wordmark" href="/">
          {!unread && (
            <span class="wordmark-county">
              <CountyName name={site.countyName || words.unset.title} />
            </span>
          )}
          <span class="wordmark-platform">{words.site.platform}</span>
        </a>
        <p class="modes">
          <a href={`/display?mode=${other}&to=${slots.path}`} rel="nofollow">
            {words.display[other]}
          </a>
          <a href="/accessibility">{words.display.help}</a>
        </p>
      </div>
      <div class="wide masthead-row masthead-nav">
        <nav aria-label={words.site.mainNav}>
          <ul>
            {nav.map(([key, href, text]) => (
              <li>
                <a href={href} aria-current={key === section ? 'true' : undefined}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {section !== 'home' && section !== 'search' && <SearchField id="q-top" compact />}
      </div>
    </header>
  )
}

const errorReport = (site: SiteChanged) =>
  site.fictional || !site.siteIdCode
    ? '/feedback'
    : `https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=${encodeURIComponent(site.siteIdCode)}`

/** A fact with its name; one that is not known is left out. */
function Pair({ name, children }: { name: string; children: ComponentChildren }) {
  if (!children) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Footer fields that 网站指引 asks for on every page. */
function Footer({ site, unread }: Pick<ShellProps, 'site' | 'unread'>) {
  const f = words.footer
  return (
    <footer class="footer">
      <div class="wide footer-columns">
        <div>
          <p class="footer-name">{unread ? words.site.platform : site.siteName || words.unset.title}</p>
          <dl class="footer-facts">
            <Pair name={f.organiser}>{site.organiser}</Pair>
            <Pair name={f.undertaker}>{site.undertaker}</Pair>
            <Pair name={f.phone}>{site.phone}</Pair>
            <Pair name={f.siteIdCode}>{site.siteIdCode}</Pair>
          </dl>
        </div>
        <nav aria-label={f.links}>
          <ul class="footer-links">
            <li>
              <a href="/about">{f.about}</a>
            </li>
            <li>
              <a href="/map">{f.map}</a>
            </li>
            <li>
              <a href="/accessibility">{f.accessibility}</a>
            </li>
            <li>
              <a href="/feeds/all.xml">{f.feeds}</a>
            </li>
            <li>
              <a href="/api/docs">{f.api}</a>
            </li>
            <li>
              <a href="/feedback">{feedbackWords.footer}</a>
            </li>
          </ul>
        </nav>
        <div class="footer-report">
          <p>
            <a class="report-link" href={errorReport(site)}>
              {f.findErrors}
            </a>
          </p>
          <p class="grey">{f.findErrorsHint}</p>
        </div>
      </div>
      <p class="wide footer-marks">
        <span>{f.partyMark}</span>
        {site.icp && <span>{site.icp}</span>}
        {site.policeRecord && <span>{site.policeRecord}</span>}
      </p>
    </footer>
  )
}

/** The whole document around a page, with three open slots. */
export function renderShell(props: ShellProps): string {
  const { site, mode, section } = props
  return `<!doctype html>${renderToString(
    <html lang="zh-CN" class={mode === 'elders' ? 'elders' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="SiteName" content={site.siteName} />
        <meta name="SiteDomain" content={site.siteDomain} />
        <meta name="SiteIDCode" content={site.siteIdCode} />
        <meta name="color-scheme" content="light dark" />
        {slots.head}
        <link rel="stylesheet" href={props.style} />
        <link rel="stylesheet" href={props.colour} />
        <link rel="icon" type="image/svg+xml" href={props.icon} />
        <script src={props.islands} type="module" />
      </head>
      <body class={`page-${section}`}>
        <a class="skip" href="#main">
          {words.site.skip}
        </a>
        {site.fictional && (
          <aside class="fictional" aria-label={words.site.fictionalLabel}>
            <p class="wide">
              <strong>{words.site.fictionalLabel}</strong> {words.site.fictional}
            </p>
          </aside>
        )}
        <Masthead {...props} />
        <main id="main" tabIndex={-1}>
          {slots.main}
        </main>
        <Footer {...props} />
      </body>
    </html>,
  )}`
}
