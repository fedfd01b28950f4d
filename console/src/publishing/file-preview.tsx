import { EyeOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Drawer, Spin, Tabs } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { FilePreview } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { drawPage, openPdf, type PdfDocument } from './draw-pdf.ts'
import { filePreviews as words } from './words.zh.ts'

type File = { hash: string; name: string }
type Shown = FilePreview['preview']
type Page = Extract<Shown, { form: 'pages' }>['pages'][number]

const addressOf = ({ hash, name }: File) => `/api/files/${hash}?name=${encodeURIComponent(name)}`

/** `html` comes from the office, which lets only document structure through. */
const Text = ({ html }: { html: string }) => (
  <div className="document-body" dangerouslySetInnerHTML={{ __html: html }} />
)

function Drawn({ pdf, n, onFailed }: { pdf: PdfDocument; n: number; onFailed: () => void }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const at = canvas.current
    if (!at) return
    const seen = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return
        seen.disconnect()
        drawPage(pdf, n, at).catch(onFailed)
      },
      { rootMargin: '600px' },
    )
    seen.observe(at)
    return () => seen.disconnect()
  }, [pdf, n, onFailed])
  return <canvas ref={canvas} role="img" aria-label={words.look(n)} />
}

function Sheet(props: { page: Page; n: number; count: number; pdf: PdfDocument | null; onFailed: () => void }) {
  const { page, n, count, pdf, onFailed } = props
  return (
    <section className="file-page" aria-label={words.page(n, count)}>
      <h3 className="small-title">{words.page(n, count)}</h3>
      {page.svg && (
        <div
          className="paper-look"
          role="img"
          aria-label={words.look(n)}
          dangerouslySetInnerHTML={{ __html: page.svg }}
        />
      )}
      {pdf && (
        <div className="paper-look">
          <Drawn pdf={pdf} n={n} onFailed={onFailed} />
        </div>
      )}
      <details>
        <summary>{words.text}</summary>
        {page.html ? <Text html={page.html} /> : <p className="muted">{words.noText}</p>}
      </details>
    </section>
  )
}

function Pages({ shown, file, viewer }: { shown: Extract<Shown, { form: 'pages' }>; file: File; viewer: string }) {
  const [pdf, setPdf] = useState<PdfDocument | null>(null)
  const [failed, setFailed] = useState(false)
  const address = addressOf(file)
  const inBrowser = shown.drawn === 'in-browser'
  useEffect(() => {
    if (!inBrowser) return
    let opened: PdfDocument | null = null
    let left = false
    openPdf(viewer, address).then(
      (made) => {
        opened = made
        if (left) void made.loadingTask.destroy()
        else setPdf(made)
      },
      () => setFailed(true),
    )
    return () => {
      left = true
      void opened?.loadingTask.destroy()
    }
  }, [inBrowser, viewer, address])
  const [fail] = useState(() => () => setFailed(true))
  return (
    <>
      {failed && <Alert type="warning" title={words.notDrawn} />}
      {shown.pages.map((page, i) => (
        <Sheet key={`${i + 1}`} page={page} n={i + 1} count={shown.count} pdf={pdf} onFailed={fail} />
      ))}
    </>
  )
}

function Content({ file, told }: { file: File; told: FilePreview }) {
  const { preview, viewer } = told
  switch (preview.form) {
    case 'text':
      return <Text html={preview.html} />
    case 'sheets':
      return (
        <Tabs
          items={preview.sheets.map(({ name, html }, i) => ({
            key: String(i),
            label: name,
            children: <Text html={html} />,
          }))}
        />
      )
    case 'pages':
      return <Pages shown={preview} file={file} viewer={viewer} />
    case 'picture':
      return <img className="paper-picture" src={addressOf(file)} alt={words.picture(file.name)} />
    case 'none':
      return <Alert type="info" title={words.cannot} description={preview.sentence} />
  }
}

/** What citizens will see of an attachment, without downloading it. */
export function FilePreviewButton({ file, plain = false }: { file: File; plain?: boolean }) {
  const [open, setOpen] = useState(false)
  const { data, error, isLoading } = useQuery<FilePreview>({
    queryKey: ['file-preview', file.hash, file.name],
    enabled: open,
    staleTime: 10 * 60_000,
    retry: false,
    queryFn: () =>
      answer(
        api.GET('/api/files/{hash}/preview', { params: { path: { hash: file.hash }, query: { name: file.name } } }),
      ),
  })
  const notes = data && data.preview.form !== 'none' ? data.preview.notes : []
  const missing = error instanceof ProblemError && error.status === 404
  return (
    <>
      <Button
        type={plain ? 'link' : 'text'}
        size={plain ? 'small' : 'middle'}
        icon={<EyeOutlined />}
        aria-label={words.openOf(file.name)}
        onClick={() => setOpen(true)}
      >
        {words.open}
      </Button>
      <Drawer
        title={words.title(file.name)}
        size="min(900px, 100vw)"
        open={open}
        onClose={() => setOpen(false)}
        destroyOnHidden
        extra={<a href={addressOf(file)}>{words.download}</a>}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach a text without links to scroll it */}
        <section className="file-preview" aria-label={words.title(file.name)} tabIndex={0}>
          {isLoading && <Spin description={words.reading} />}
          {error && <Alert type={missing ? 'info' : 'error'} title={missing ? words.notYet : sentenceOf(error)} />}
          {notes.map((note) => (
            <p key={note} className="muted">
              {note}
            </p>
          ))}
          {data && <Content file={file} told={data} />}
        </section>
      </Drawer>
    </>
  )
}
