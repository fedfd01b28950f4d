import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { RedactionOutline } from '../../api/contract.ts'
import { drawPage, type PdfDocument } from '../../publishing/draw-pdf.ts'
import { isArea, isPage, type Marked, moved, type Rect, sized } from './marks.ts'
import { redaction as words } from './words.zh.ts'

type Page = RedactionOutline['pages'][number]
type Props = {
  page: Page
  count: number
  pdf: PdfDocument | null
  picture: string | null
  marks: Marked[]
  focused: string | null
  onAdd: (rect: Rect | 'whole') => void
  onChange: (key: string, rect: Rect) => void
  onRemove: (key: string) => void
}

/** Smaller than this share of a page is a slip of the mouse. */
const slip = 0.004
const step = 0.005

/** A page with its marks: drawn over it with the mouse, or put on it, moved and sized with the arrow keys. */
export function PageMarks({ page, count, pdf, picture, marks, focused, onAdd, onChange, onRemove }: Props) {
  const sheet = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<{ from: { x: number; y: number }; rect: Rect } | null>(null)
  const at = (event: React.PointerEvent) => {
    const box = sheet.current!.getBoundingClientRect()
    const share = (value: number) => Math.min(1, Math.max(0, value))
    return { x: share((event.clientX - box.left) / box.width), y: share((event.clientY - box.top) / box.height) }
  }
  const areas = marks.filter(({ mark }) => isArea(mark))
  const whole = marks.find(({ mark }) => isPage(mark))
  return (
    <section className="rd-page" aria-label={words.page(page.page, count)}>
      <div className="rd-page-head">
        <span>{words.page(page.page, count)}</span>
        <span className="grow" />
        <Button size="small" onClick={() => onAdd({ x: 0.35, y: 0.45, width: 0.3, height: 0.03 })}>
          {words.addHere(page.page)}
        </Button>
        <Button size="small" disabled={whole !== undefined} onClick={() => onAdd('whole')}>
          {words.wholePage(page.page)}
        </Button>
      </div>
      <div
        ref={sheet}
        className="rd-sheet"
        style={{ aspectRatio: `${page.width} / ${page.height}` }}
        onPointerDown={(event) => {
          if (event.button !== 0 || event.pointerType === 'touch' || (event.target as HTMLElement).closest('.rd-mark'))
            return
          event.currentTarget.setPointerCapture(event.pointerId)
          const from = at(event)
          setDrawing({ from, rect: { ...from, width: 0, height: 0 } })
        }}
        onPointerMove={(event) => {
          if (!drawing) return
          const to = at(event)
          const { from } = drawing
          setDrawing({
            from,
            rect: {
              x: Math.min(from.x, to.x),
              y: Math.min(from.y, to.y),
              width: Math.abs(to.x - from.x),
              height: Math.abs(to.y - from.y),
            },
          })
        }}
        onPointerUp={() => {
          if (drawing && drawing.rect.width > slip && drawing.rect.height > slip) onAdd(drawing.rect)
          setDrawing(null)
        }}
      >
        {picture && <img src={picture} alt={words.look(page.page)} draggable={false} />}
        {pdf && <Drawn pdf={pdf} n={page.page} />}
        {drawing && <i className="rd-drawing" style={styleOf(drawing.rect)} />}
        {whole && <div className="rd-whole">{words.whole}</div>}
        {areas.map(({ key, mark }, i) =>
          isArea(mark) ? (
            <Area
              key={key}
              rect={mark.rect}
              label={words.areaOf(page.page, i + 1)}
              focused={focused === key}
              onChange={(rect) => onChange(key, rect)}
              onRemove={() => onRemove(key)}
            />
          ) : null,
        )}
      </div>
    </section>
  )
}

const styleOf = ({ x, y, width, height }: Rect) => ({
  left: `${x * 100}%`,
  top: `${y * 100}%`,
  width: `${width * 100}%`,
  height: `${height * 100}%`,
})

type AreaProps = {
  rect: Rect
  label: string
  focused: boolean
  onChange: (rect: Rect) => void
  onRemove: () => void
}

function Area({ rect, label, focused, onChange, onRemove }: AreaProps) {
  const own = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!focused) return
    own.current?.focus()
    own.current?.scrollIntoView({ block: 'center' })
  }, [focused])
  return (
    <button
      ref={own}
      type="button"
      className="rd-mark"
      style={styleOf(rect)}
      aria-label={label}
      onKeyDown={(event) => {
        const steps: Record<string, [number, number]> = {
          ArrowLeft: [-step, 0],
          ArrowRight: [step, 0],
          ArrowUp: [0, -step],
          ArrowDown: [0, step],
        }
        const by = steps[event.key]
        if (by) {
          event.preventDefault()
          onChange((event.shiftKey ? sized : moved)(rect, ...by))
        } else if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
      }}
    />
  )
}

function Drawn({ pdf, n }: { pdf: PdfDocument; n: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const place = canvas.current
    if (!place) return
    const seen = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return
        seen.disconnect()
        drawPage(pdf, n, place).catch(() => undefined)
      },
      { rootMargin: '600px' },
    )
    seen.observe(place)
    return () => seen.disconnect()
  }, [pdf, n])
  return <canvas ref={canvas} role="img" aria-label={words.look(n)} />
}
