import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Issue } from '../api/contract.ts'

export const findingsKey = new PluginKey<DecorationSet>('findings')

export type Range = { from: number; to: number }

/** Every place of `text` in the document; a place never crosses a paragraph or a table cell. */
export function placesOf(doc: Node, text: string): Range[] {
  const places: Range[] = []
  if (!text) return places
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const content = node.textBetween(0, node.content.size, undefined, '\uFFFC')
    for (let i = content.indexOf(text); i !== -1; i = content.indexOf(text, i + text.length))
      places.push({ from: position + 1 + i, to: position + 1 + i + text.length })
    return false
  })
  return places
}

/** Marks findings in the text while it is typed. The marks are decorations and never enter the document. */
export const FindingsMark = Extension.create({
  name: 'findingsMark',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key: findingsKey,
      state: {
        init: () => DecorationSet.empty,
        apply(transaction, marks) {
          const issues = transaction.getMeta(findingsKey) as Issue[] | undefined
          if (!issues) return marks.map(transaction.mapping, transaction.doc)
          const decorations = issues.flatMap((issue) =>
            placesOf(transaction.doc, issue.text ?? '').map(({ from, to }) =>
              Decoration.inline(from, to, { class: `finding finding-${issue.severity}`, title: issue.message }),
            ),
          )
          return DecorationSet.create(transaction.doc, decorations)
        },
      },
      props: { decorations: (state) => findingsKey.getState(state) },
    }),
  ],
})
