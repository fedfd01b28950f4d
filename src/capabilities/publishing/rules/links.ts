import { elementsNamed, parseHtml } from '../../../foundations/documents/html-tree.ts'
import { type Finding, findPersonalData, type PersonalKind } from '../../../foundations/personal-data/index.ts'

export type Link =
  | { kind: 'item'; href: string; recordId: number }
  | { kind: 'file'; href: string; hash: string }
  /** Of the office or of a network that the public does not reach. */
  | { kind: 'inside'; href: string }
  | { kind: 'external'; href: string; url: string }

const privateHost =
  /^(?:localhost|.*\.(?:local|lan|internal|intranet)|\[?::1\]?|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(?:1[6-9]|2\d|3[01])\..*|\[f[cde].*\]|[^.]+)$/i

const internal = (href: string, path: string): Link[] => {
  const item = /^\/items\/(\d{1,15})(?:[/?#]|$)/.exec(path)
  if (item) return [{ kind: 'item', href, recordId: Number(item[1]) }]
  const file = /^\/(?:api\/)?files\/([0-9a-f]{64})/.exec(path)
  if (/^\/(?:api|record|records|draft|to-do)(?:\/|$)/.test(path)) return [{ kind: 'inside', href }]
  return file ? [{ kind: 'file', href, hash: file[1]! }] : []
}

const hrefsIn = (html: string): string[] => [
  ...new Set(elementsNamed(parseHtml(html), 'a').flatMap(({ attribs }) => attribs.href?.trim() ?? [])),
]

const decoded = (href: string): string => {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}

/**
 * Personal data in the addresses of a text's links: whom a `tel:` or `mailto:` calls, and identity numbers anywhere, which
 * alone are told apart from the numbers that addresses are full of. What the text shows as well is found there.
 */
export const personalInLinks = (html: string, shown: string): Finding<PersonalKind>[] => {
  const found = hrefsIn(html).flatMap((href) => {
    const calls = /^(?:mailto|tel):/i.test(href)
    return findPersonalData(decoded(href.replace(/^(?:mailto|tel):/i, ''))).filter(
      ({ kind, severity }) => severity !== 'info' && (calls || (kind === 'identity_number' && severity === 'block')),
    )
  })
  return [...new Map(found.map((one) => [one.text, one])).values()].filter(({ text }) => !shown.includes(text))
}

/** Where the links of a text lead. @param site origin of the portal, when it is known */
export const linksIn = (html: string, site?: string): Link[] => {
  return hrefsIn(html).flatMap((href): Link[] => {
    if (href === '' || href.startsWith('#') || /^(?:mailto|tel):/i.test(href)) return []
    if (/^(?:file|[a-z]):[\\/]/i.test(href) || href.startsWith('\\\\')) return [{ kind: 'inside', href }]
    if (!/^(?:https?:)?\/\//i.test(href)) return internal(href, href.startsWith('/') ? href : `/${href}`)
    let url: URL
    try {
      url = new URL(href.startsWith('//') ? `https:${href}` : href)
    } catch {
      return [{ kind: 'inside', href }]
    }
    if (site && url.origin === site) return internal(href, url.pathname)
    if (privateHost.test(url.hostname)) return [{ kind: 'inside', href }]
    url.hash = ''
    return [{ kind: 'external', href, url: url.href }]
  })
}
