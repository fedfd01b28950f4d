import { TextAlign } from '@tiptap/extension-text-align'

/** Alignments that a text of ours may have, each with the class that the office keeps it as. */
const classes = { center: 'align-center', right: 'align-right' } as const
type Alignment = keyof typeof classes

export const alignmentClass = (said: string | undefined): string | undefined => classes[said as Alignment]

const alignmentOf = (element: Element): Alignment | null =>
  (Object.keys(classes) as Alignment[]).find((one) => element.classList.contains(classes[one])) ?? null

/**
 * Alignment and the indented first line as the classes in which the office stores them, so that a saved text looks the
 * same when it is opened again. Never as style attributes, which the content security policy keeps out.
 */
export const Alignment = TextAlign.extend({
  addGlobalAttributes() {
    return [
      {
        types: ['heading', 'paragraph', 'tableCell', 'tableHeader'],
        attributes: {
          textAlign: {
            default: null,
            parseHTML: alignmentOf,
            renderHTML: ({ textAlign }) => (alignmentClass(textAlign) ? { class: alignmentClass(textAlign) } : {}),
          },
        },
      },
      {
        types: ['paragraph'],
        attributes: {
          indent: {
            default: false,
            parseHTML: (element) => element.classList.contains('indent'),
            renderHTML: ({ indent }) => (indent ? { class: 'indent' } : {}),
          },
        },
      },
    ]
  },
}).configure({ types: ['heading', 'paragraph'], alignments: Object.keys(classes) })
