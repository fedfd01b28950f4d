const kept = new Set(['colspan', 'rowspan', 'href', 'start'])

/**
 * What Word, WPS or a web page puts on the clipboard, as plain document structure: tables, lists, headings, links and
 * alignment stay; fonts, colours, sizes, classes, comments and hidden text go.
 */
export function cleanPaste(html: string): string {
  const page = new DOMParser().parseFromString(html.replace(/<!--[\s\S]*?-->/g, ''), 'text/html')
  for (const unwanted of page.querySelectorAll('style, script, meta, link, title, xml, o\\:p, [hidden]'))
    unwanted.remove()
  for (const element of [...page.body.querySelectorAll<HTMLElement>('*')]) {
    if (/display:\s*none|mso-hide:\s*all/i.test(element.getAttribute('style') ?? '')) {
      element.remove()
      continue
    }
    const align = (element.style.textAlign || element.getAttribute('align') || '').toLowerCase()
    for (const attribute of [...element.attributes])
      if (!kept.has(attribute.name)) element.removeAttribute(attribute.name)
    if (/^(P|H[1-6])$/.test(element.tagName) && /^(center|right)$/.test(align)) element.style.textAlign = align
    if (/^(SPAN|FONT|DIV)$/.test(element.tagName) && (element.tagName !== 'DIV' || hasBlocks(element)))
      element.replaceWith(...element.childNodes)
  }
  return page.body.innerHTML
}

const hasBlocks = (element: Element) => element.querySelector('p, table, ul, ol, h1, h2, h3, h4, div') !== null
