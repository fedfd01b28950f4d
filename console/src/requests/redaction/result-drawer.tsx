import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Input, Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { answer, api } from '../../api/client.ts'
import type { RedactionMark, RedactionOutline } from '../../api/contract.ts'
import { sentenceOf } from '../../api/problem.ts'
import { Field } from '../../casework/field.tsx'
import { drawPage, openPdf, type PdfDocument } from '../../publishing/draw-pdf.ts'
import { Failure } from '../../shell/notices.tsx'
import { requestKey } from '../queries.ts'
import { redaction as words } from './words.zh.ts'

type Props = {
  caseId: number
  document: string
  outline: RedactionOutline
  marks: RedactionMark[]
  onClose: () => void
  onAdded: () => void
}

/** The copy as the applicant will get it, looked at before it goes into the case. */
export function ResultDrawer({ caseId, document, outline, marks, onClose, onAdded }: Props) {
  const [name, setName] = useState(words.named(outline.name))
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const params = { path: { id: caseId, document } }
  const result = useQuery({
    queryKey: ['requests', 'redaction', document, marks],
    retry: false,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: () =>
      answer(api.POST('/api/requests/{id}/documents/{document}/redaction-preview', { params, body: { marks } })),
  })
  const add = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/requests/{id}/documents/{document}/redaction', { params, body: { marks, name } })),
    onSuccess: async () => {
      onAdded()
      await queries.invalidateQueries({ queryKey: requestKey(caseId) })
      message.success(words.added)
      navigate(`/requests/${caseId}`)
    },
  })
  const report = result.data?.report
  return (
    <Drawer
      open
      title={words.previewTitle}
      size="min(900px, 100vw)"
      onClose={onClose}
      footer={
        <div className="rq-act-foot">
          <Button onClick={onClose}>{words.keep}</Button>
          <Button
            type="primary"
            disabled={!result.data || !name.trim()}
            loading={add.isPending}
            onClick={() => add.mutate()}
          >
            {words.add}
          </Button>
        </div>
      }
    >
      {result.isPending && <Spin description={words.making} />}
      {result.isError && <Failure error={result.error} />}
      {add.isError && <Alert className="gap" type="error" role="alert" title={sentenceOf(add.error)} />}
      {result.data && report && (
        <>
          <p>
            <strong>{words.bars(report.bars)}</strong>
            {report.pagesFlattened.length > 0 && `；${words.flattened(report.pagesFlattened.join('、'))}`}。
            {words.previewHint}
          </p>
          {report.notes.length > 0 && (
            <Alert
              className="gap"
              type="warning"
              showIcon
              title={words.notes}
              description={
                <ul className="tight">
                  {report.notes.map((note) => (
                    <li key={note.message}>{note.message}</li>
                  ))}
                </ul>
              }
            />
          )}
          {report.removed.length > 0 && (
            <p className="hint">
              {words.removed}：{report.removed.map((one) => one.message).join('；')}
            </p>
          )}
          <Field id="rd-name" label={words.name}>
            <Input id="rd-name" maxLength={150} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Copy {...{ outline }} html={result.data.html} mediaType={result.data.mediaType} file={result.data.file} />
        </>
      )}
    </Drawer>
  )
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))

type CopyProps = { outline: RedactionOutline; html: string | null; mediaType: string; file: string }

function Copy({ outline, html, mediaType, file }: CopyProps) {
  const [pdf, setPdf] = useState<PdfDocument | null>(null)
  useEffect(() => {
    if (outline.kind !== 'pdf') return
    let opened: PdfDocument | null = null
    openPdf(outline.viewer, bytesOf(file)).then((made) => {
      opened = made
      setPdf(made)
    })
    return () => void opened?.loadingTask.destroy()
  }, [outline, file])
  // What the office made of the copy holds document structure only.
  if (html !== null) return <div className="document document-body" dangerouslySetInnerHTML={{ __html: html }} />
  if (outline.kind === 'image')
    return <img className="rd-result" src={`data:${mediaType};base64,${file}`} alt={words.previewTitle} />
  return pdf && outline.pages.map(({ page }) => <Sheet key={page} pdf={pdf} n={page} />)
}

function Sheet({ pdf, n }: { pdf: PdfDocument; n: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current) drawPage(pdf, n, canvas.current).catch(() => undefined)
  }, [pdf, n])
  return (
    <div className="rd-result">
      <canvas ref={canvas} role="img" aria-label={words.look(n)} />
    </div>
  )
}
