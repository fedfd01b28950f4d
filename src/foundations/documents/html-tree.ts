import { parseDocument } from 'htmlparser2'

/** The tree types of the HTML reader, named here once. */
export type Tree = ReturnType<typeof parseDocument>
export type ChildNode = Tree['children'][number]
export type Element = Extract<ChildNode, { attribs: Record<string, string> }>

export const parseHtml = (html: string): ChildNode[] => parseDocument(html).children
export const parseXml = (xml: string): ChildNode[] => parseDocument(xml, { xmlMode: true }).children

export const isElement = (node: ChildNode): node is Element => 'attribs' in node

/** Elements below the nodes whose name, without its namespace prefix, is `name`; in document order. */
export const elementsNamed = (nodes: ChildNode[], name: string): Element[] => {
  const found: Element[] = []
  const stack = [...nodes].reverse()
  while (stack.length > 0) {
    const node = stack.pop()!
    if (!isElement(node)) continue
    if (node.name === name || node.name.endsWith(`:${name}`)) found.push(node)
    for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!)
  }
  return found
}

/** The text right inside an element. */
export const ownText = (element: Element): string =>
  element.children.map((c) => (c.type === 'text' ? c.data : '')).join('')
