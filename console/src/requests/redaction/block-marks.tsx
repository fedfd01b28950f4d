import { Button } from 'antd'
import { Fragment, useRef, useState } from 'react'
import type { RedactionOutline } from '../../api/contract.ts'
import { isPassage, type Marked } from './marks.ts'
import { redaction as words } from './words.zh.ts'

type Block = RedactionOutline['blocks'][number]
export type Selected = { block: string; start: number; end: number }

type Props = {
  blocks: Block[]
  marks: Marked[]
  onSelected: (passages: Selected[]) => void
  onWhole: (block: string) => void
}

/** A .docx paragraph by paragraph: words are marked by selecting them, a whole paragraph or drawing by its button. */
export function BlockMarks({ blocks, marks, onSelected, onWhole }: Props) {
  const paper = useRef<HTMLDivElement>(null)
  const [nothing, setNothing] = useState(false)
  return (
    <div className="rd-blocks" ref={paper}>
      <div className="rd-select-bar">
        <Button
          type="primary"
          // Pressing the button must not end the selection that it is about.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            const passages = selectedIn(paper.current)
            setNothing(passages.length === 0)
            onSelected(passages)
            getSelection()?.removeAllRanges()
          }}
        >
          {words.selected}
        </Button>{' '}
        <span className="hint" role="status">
          {nothing && words.selectFirst}
        </span>
      </div>
      {blocks.map((block, i) => {
        const own = marks.filter(({ mark }) => 'block' in mark && mark.block === block.id)
        const whole = own.some(({ mark }) => !isPassage(mark))
        const empty = block.kind === 'paragraph' && block.text.trim() === ''
        if (empty) return null
        return (
          <Fragment key={block.id}>
            {blocks[i - 1]?.place !== block.place && <h3 className="rd-place">{block.place}</h3>}
            <div className={whole ? 'rd-block rd-block-whole' : 'rd-block'}>
              <p data-block={block.id}>
                {block.kind === 'drawing' ? block.text || block.place : <Text text={block.text} marks={own} />}
              </p>
              <Button
                size="small"
                type="text"
                disabled={whole}
                aria-label={words.wholeBlockOf(block.place, block.text)}
                onClick={() => onWhole(block.id)}
              >
                {words.wholeBlock}
              </Button>
            </div>
          </Fragment>
        )
      })}
    </div>
  )
}

function Text({ text, marks }: { text: string; marks: Marked[] }) {
  const spans = marks.flatMap(({ mark }) => (isPassage(mark) ? [mark] : [])).sort((a, b) => a.start - b.start)
  const parts: React.ReactNode[] = []
  let at = 0
  for (const { start, end } of spans) {
    if (end <= at) continue
    const from = Math.max(start, at)
    parts.push(text.slice(at, from))
    parts.push(<mark key={from}>{text.slice(from, end)}</mark>)
    at = end
  }
  parts.push(text.slice(at))
  return parts
}

/** The selected words, block by block, as offsets into the text of each. */
const selectedIn = (paper: HTMLElement | null): Selected[] => {
  const selection = getSelection()
  if (!paper || !selection || selection.isCollapsed || selection.rangeCount === 0) return []
  const range = selection.getRangeAt(0)
  return [...paper.querySelectorAll<HTMLElement>('[data-block]')].flatMap((element) => {
    if (!range.intersectsNode(element)) return []
    const before = document.createRange()
    before.selectNodeContents(element)
    const whole = before.toString().length
    const offset = (node: Node, at: number) => {
      const part = document.createRange()
      part.selectNodeContents(element)
      part.setEnd(node, at)
      return part.toString().length
    }
    const start = element.contains(range.startContainer) ? offset(range.startContainer, range.startOffset) : 0
    const end = element.contains(range.endContainer) ? offset(range.endContainer, range.endOffset) : whole
    return end > start ? [{ block: element.dataset.block!, start, end }] : []
  })
}
