import { decodeText, htmlCharset } from './decode-text.ts'
import { type ChildNode, type Element, elementsNamed, isElement } from './html-tree.ts'
import type { Draft } from './reading.ts'
import { warningWords } from './words.zh.ts'

/** Where old Chinese portals keep the text of an article, surest first. */
const contentMarks =
  /^(UCAP-CONTENT|zoom|zoomcon|TRS_Editor|trs_editor_view|TRS_UEDITOR|vsb_content|pages_content|article-content|article_content|articleContent|news_content|bt_content|wp_articlecontent|mainText|Custom_UnionStyle)$/
const frameTags = new Set(['nav', 'header', 'footer', 'aside'])

const walk = function* (nodes: ChildNode[]): Generator<Element> {
  const stack = [...nodes].reverse()
  while (stack.length > 0) {
    const node = stack.pop()!
    if (!isElement(node)) continue
    yield node
    for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!)
  }
}

const textLength = (el: Element): number => {
  let n = 0
  const stack: ChildNode[] = [...el.children]
  while (stack.length > 0) {
    const node = stack.pop()!
    if (node.type === 'text') n += node.data.trim().length
    else if (isElement(node)) stack.push(...node.children)
  }
  return n
}

/** The article inside a saved portal page; null when the page is nothing but the article. */
const articleOf = (tree: ChildNode[]): Element | null => {
  for (const el of walk(tree)) {
    const names = [el.attribs.id ?? '', ...(el.attribs.class ?? '').split(/\s+/)]
    if (names.some((n) => contentMarks.test(n)) && textLength(el) > 80) return el
  }
  return elementsNamed(tree, 'article').find((el) => textLength(el) > 80) ?? null
}

const slice = (html: string, el: Element): string =>
  el.startIndex === null || el.endIndex === null ? html : html.slice(el.startIndex, el.endIndex + 1)

/** A web page → the HTML of its article and its title. Charset from the bytes, then from the page's own word. */
export const readHtml = async (bytes: Uint8Array): Promise<Draft> => {
  const said = htmlCharset(bytes)
  const decoded = decodeText(bytes, said)
  const warnings: Draft['warnings'] = []
  if (decoded.guessed && !decoded.lossy)
    warnings.push({ key: 'charset-guessed', message: warningWords['charset-guessed'](decoded.charset) })
  if (decoded.lossy) warnings.push({ key: 'lossy-text', message: warningWords['lossy-text']() })
  const { parseDocument } = await import('htmlparser2')
  const tree = parseDocument(decoded.text, { withStartIndices: true, withEndIndices: true }).children
  const metas = new Map(
    elementsNamed(tree, 'meta').map((m) => [(m.attribs.name ?? '').toLowerCase(), m.attribs.content ?? '']),
  )
  const titleTag = elementsNamed(tree, 'title')[0]
  const titleText = titleTag?.children.map((c) => (c.type === 'text' ? c.data : '')).join('') ?? ''
  const title = (metas.get('articletitle') || titleText).replace(/\s+/g, ' ').trim()
  const article = articleOf(tree)
  const whole = article ? slice(decoded.text, article) : decoded.text
  const framed = !article && [...walk(tree)].some((el) => frameTags.has(el.name))
  const html = framed ? withoutFrames(whole) : whole
  return { html, ...(title === '' ? {} : { title }), warnings }
}

/** Menus and page feet go, unless nothing would be left. */
const withoutFrames = (html: string): string => {
  const shorter = html.replace(/<(nav|header|footer|aside)\b[\s\S]*?<\/\1\s*>/gi, '')
  return shorter.replace(/<[^>]*>/g, '').trim() === '' ? html : shorter
}
