import type { Issue } from '../api/contract.ts'

/** Wraps what the findings quote in <mark>, so that a reviewer sees it in the text. Works on text, never on markup. */
export function markFindings(html: string, issues: readonly Issue[]): string {
  const quoted = issues.filter((issue) => issue.text && issue.field.startsWith('bodyHtml'))
  if (quoted.length === 0) return html
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const { text, severity, message } of quoted) {
    const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT)
    const nodes: Text[] = []
    while (walker.nextNode()) nodes.push(walker.currentNode as Text)
    for (const node of nodes) {
      if (node.parentElement?.closest('mark')) continue
      let rest = node
      for (let at = rest.data.indexOf(text as string); at !== -1; at = rest.data.indexOf(text as string)) {
        const found = rest.splitText(at)
        rest = found.splitText((text as string).length)
        const mark = page.createElement('mark')
        mark.className = `finding finding-${severity}`
        mark.title = message
        found.replaceWith(mark)
        mark.append(found)
      }
    }
  }
  return page.body.innerHTML
}
