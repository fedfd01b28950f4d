import { DomUtils } from 'htmlparser2'
import { type ChildNode, isElement, parseHtml } from '../documents/html-tree.ts'
import { findPersonalData } from './find-personal-data.ts'
import type { Finding, PersonalKind } from './finding.ts'
import { maskFinding } from './mask.ts'

type TextNode = Extract<ChildNode, { data: string; type: 'text' }>

const runTags = new Set('a b strong i em u s sub sup span font mark small code del ins'.split(' '))

/** Text nodes that a reader sees as one line: runs of one paragraph or cell. */
const lines = (nodes: ChildNode[]): TextNode[][] => {
  const all: TextNode[][] = []
  let line: TextNode[] = []
  const end = () => {
    if (line.length) all.push(line)
    line = []
  }
  const walk = (list: ChildNode[]) => {
    for (const node of list) {
      if (node.type === 'text') line.push(node as TextNode)
      else if (isElement(node)) {
        const inside = runTags.has(node.name)
        if (!inside) end()
        walk(node.children)
        if (!inside) end()
      }
    }
  }
  walk(nodes)
  end()
  return all
}

/** Puts `words` in place of a stretch of a line: into the run where it begins, and out of the others. */
const replaceIn = (line: TextNode[], start: number, end: number, words: string) => {
  let at = 0
  let put = false
  for (const node of line) {
    const from = Math.max(0, start - at)
    const to = Math.min(node.data.length, end - at)
    at += node.data.length
    if (from >= to) continue
    node.data = node.data.slice(0, from) + (put ? '' : words) + node.data.slice(to)
    put = true
  }
}

export type Masked = { html: string; masked: { kind: PersonalKind; count: number }[] }

/**
 * HTML with personal data masked, across runs of one paragraph, every tag kept.
 * @param chosen which findings to mask; what a mask would not change is left alone
 */
export const maskHtml = (html: string, chosen: (finding: Finding<PersonalKind>) => boolean): Masked => {
  const tree = parseHtml(html)
  const counts = new Map<PersonalKind, number>()
  for (const line of lines(tree)) {
    const text = line.map(({ data }) => data).join('')
    // From the end, so that places before stay true.
    for (const finding of findPersonalData(text).reverse()) {
      const words = maskFinding(finding)
      if (words === finding.text || !chosen(finding)) continue
      replaceIn(line, finding.start, finding.end, words)
      counts.set(finding.kind, (counts.get(finding.kind) ?? 0) + 1)
    }
  }
  return {
    html: counts.size ? DomUtils.getOuterHTML(tree, { encodeEntities: 'utf8' }) : html,
    masked: [...counts].map(([kind, count]) => ({ kind, count })),
  }
}
