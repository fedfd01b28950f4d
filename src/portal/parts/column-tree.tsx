import type { ColumnNode } from '../column-tree.ts'
import { count } from '../numbers.ts'
import { words } from '../words.zh.ts'

/** 法定主动公开内容 as a tree: each column with the number of items under it; what is empty says so. */
export function ColumnTree({ nodes, href }: { nodes: ColumnNode[]; href: (code: string) => string }) {
  return (
    <ul class="tree">
      {nodes.map((node) => (
        <li>
          <ColumnLink node={node} href={href} />
          {node.children.length > 0 && (
            <ul>
              {node.children.map((child) => (
                <li>
                  <ColumnLink node={child} href={href} />
                  {child.children.length > 0 && <ColumnTree nodes={child.children} href={href} />}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}

function ColumnLink({ node, href }: { node: ColumnNode; href: (code: string) => string }) {
  const empty = node.count === 0
  return (
    <a class={empty ? 'tree-link tree-empty' : 'tree-link'} href={href(node.column.code)}>
      <span class="tree-title">{node.column.title}</span>
      <span class="tree-count">{empty ? words.open.noneYet : count(node.count)}</span>
    </a>
  )
}
