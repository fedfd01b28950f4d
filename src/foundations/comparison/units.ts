import { type Block, escapeText, type Run, runsText, type Table, writeBlocks, writeRuns } from '../documents/index.ts'

/** The smallest thing that is compared as a whole: a paragraph, a heading, an item of a list, a table. */
export type Unit = { key: string; text: string; html: string } & (
  | { kind: 'words'; runs: Run[]; wrap: (inner: string) => string }
  | { kind: 'table'; table: Table; wrap: (inner: string) => string }
  | { kind: 'line' }
)

const tableText = (table: Table): string =>
  [...table.headRows, ...table.rows]
    .flatMap((row) => row.flatMap((cell) => unitsOf(cell.blocks).map((unit) => unit.text)))
    .join('\n')

const classed = (align: string | null, indent = false) =>
  align ? ` class="${align}"` : indent ? ' class="indent"' : ''

/**
 * A document as units in their order. `kind` says what they are inside of: an item keeps its bullet or its number, which is
 * no part of what is compared, so that one item more does not change every number after it.
 */
export const unitsOf = (
  blocks: readonly Block[],
  inside = '',
  wrap: (inner: string) => string = (inner) => inner,
): Unit[] => blocks.flatMap((block) => unitsOfBlock(block, inside, wrap))

const unitsOfBlock = (block: Block, inside: string, wrap: (inner: string) => string): Unit[] => {
  const words = (tag: string, runs: Run[], around: (inner: string) => string): Unit => {
    const inner = writeRuns(runs)
    return {
      kind: 'words',
      key: `${inside} ${tag} ${inner}`,
      text: runsText(runs),
      html: wrap(around(inner)),
      runs,
      wrap: (changed) => wrap(around(changed)),
    }
  }
  switch (block.kind) {
    case 'p':
      return [
        words(`p${classed(block.align, block.indent)}`, block.runs, (inner) =>
          inside.endsWith('li') ? inner : `<p${classed(block.align, block.indent)}>${inner}</p>`,
        ),
      ]
    case 'heading': {
      const tag = `h${block.level}`
      return [words(tag, block.runs, (inner) => `<${tag}${classed(block.align)}>${inner}</${tag}>`)]
    }
    case 'pre':
      return [
        {
          ...words('pre', [{ text: block.text, marks: new Set(), href: null }], (inner) => `<pre>${inner}</pre>`),
          html: wrap(`<pre>${escapeText(block.text)}</pre>`),
        } as Unit,
      ]
    case 'hr':
      return [{ kind: 'line', key: `${inside} hr`, text: '', html: wrap('<hr />') }]
    case 'quote':
      return unitsOf(block.blocks, `${inside} quote`, (inner) => wrap(`<blockquote>${inner}</blockquote>`))
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul'
      return block.items.flatMap((item, i) =>
        item.flatMap((inner, place) =>
          unitsOf([inner], `${inside} ${place === 0 ? `${tag} li` : tag}`, (html) =>
            wrap(
              place === 0
                ? `<${tag}${block.ordered ? ` start="${block.start + i}"` : ''}><li>${html}</li></${tag}>`
                : `<ul class="unmarked"><li>${html}</li></ul>`,
            ),
          ),
        ),
      )
    }
    case 'table': {
      const html = writeBlocks([block])
      return [{ kind: 'table', key: `${inside} ${html}`, text: tableText(block), html: wrap(html), table: block, wrap }]
    }
  }
}
