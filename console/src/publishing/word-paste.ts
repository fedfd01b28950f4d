import { alignmentClass } from './alignment.ts'

const kept = new Set(['colspan', 'rowspan', 'href', 'start', 'src', 'alt', 'width', 'height'])
/** A picture of another page stays there: only the office's own come along. */
const ownPicture = /^\/api\/pictures\/[0-9a-f]{64}$/

/** Style attributes under a name that no browser reads: under the content security policy it would complain of each. */
const unread = (html: string) =>
  html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=(?=\s*["'])/gi, ' data-style='))
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, '')

/**
 * What Word, WPS or a web page puts on the clipboard, as plain document structure: tables, lists, headings, links and
 * alignment stay; fonts, colours, sizes, classes, comments and hidden text go.
 */
export function cleanPaste(html: string): string {
  const page = new DOMParser().parseFromString(unread(html), 'text/html')
  for (const unwanted of page.querySelectorAll('style, script, meta, link, title, xml, o\\:p, [hidden]'))
    unwanted.remove()
  for (const element of [...page.body.querySelectorAll<HTMLElement>('*')]) {
    if (element.tagName === 'IMG' && !ownPicture.test(element.getAttribute('src') ?? '')) {
      element.remove()
      continue
    }
    const style = element.getAttribute('data-style') ?? ''
    if (/display:\s*none|mso-hide:\s*all/i.test(style)) {
      element.remove()
      continue
    }
    const said = /text-align\s*:\s*(\w+)/i.exec(style)?.[1] ?? element.getAttribute('align') ?? ''
    // Text copied from our own editor has its alignment as a class already.
    const own = /\balign-(center|right)\b/.exec(element.className)?.[1]
    for (const attribute of [...element.attributes])
      if (!kept.has(attribute.name)) element.removeAttribute(attribute.name)
    const align = alignmentClass(own ?? said.toLowerCase())
    if (/^(P|H[1-6]|TD|TH)$/.test(element.tagName) && align) element.className = align
    if (/^(SPAN|FONT|DIV)$/.test(element.tagName) && (element.tagName !== 'DIV' || hasBlocks(element)))
      element.replaceWith(...element.childNodes)
  }
  return page.body.innerHTML
}

const hasBlocks = (element: Element) => element.querySelector('p, table, ul, ol, h1, h2, h3, h4, div') !== null
