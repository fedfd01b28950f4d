import { useQuery } from '@tanstack/react-query'
import { Alert, Spin } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import { useMe } from '../identity/session.ts'
import { typedStore } from '../identity/typed-here.ts'
import { openPdf, type PdfDocument } from '../publishing/draw-pdf.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { useVocabulary } from './queries.ts'
import { BlockMarks } from './redaction/block-marks.tsx'
import { type Marked, named, withMarks } from './redaction/marks.ts'
import { PageMarks } from './redaction/page-marks.tsx'
import { ResultDrawer } from './redaction/result-drawer.tsx'
import { SidePanel } from './redaction/side-panel.tsx'
import { redaction as words } from './redaction/words.zh.ts'
import './redaction/redaction.css'
import '../casework/casework.css'
import type { RedactionGround, RedactionMark, RedactionOutline, RequestVocabulary } from '../api/contract.ts'

/** 区分处理 (条例 art 37): marks on an original, and the copy that the applicant gets. */
export default function RedactionPage() {
  const { id, document = '' } = useParams()
  const caseId = Number(id)
  const vocabulary = useVocabulary()
  const outline = useQuery({
    queryKey: ['requests', 'outline', document],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: () =>
      answer(
        api.GET('/api/requests/{id}/documents/{document}/outline', { params: { path: { id: caseId, document } } }),
      ),
  })
  if (outline.isError) return <FailedPage error={outline.error} again={() => outline.refetch()} />
  if (vocabulary.isError) return <FailedPage error={vocabulary.error} again={() => vocabulary.refetch()} />
  if (!vocabulary.data) return <Waiting />
  if (!outline.data)
    return (
      <Page title={words.title} lead={<Link to={`/requests/${caseId}`}>{words.back}</Link>}>
        <Spin description={words.opening} />
      </Page>
    )
  return <Marking caseId={caseId} document={document} outline={outline.data} vocabulary={vocabulary.data} />
}

type Props = { caseId: number; document: string; outline: RedactionOutline; vocabulary: RequestVocabulary }

/** Marks of this file made in this window before; they hold places only, and no words. */
const kept = typedStore<Marked[]>('redaction', () => sessionStorage)

function Marking({ caseId, document, outline, vocabulary }: Props) {
  const personId = useMe()?.person.id ?? 0
  const [marks, setMarks] = useState<Marked[]>(() => kept.read(personId, document) ?? [])
  const [ground, setGround] = useState<RedactionGround>('EX15')
  const [focused, setFocused] = useState<string | null>(null)
  const [result, setResult] = useState(false)
  const source = `/api/requests/${caseId}/documents/${document}`
  const { pdf, failed } = usePdf(outline, source)
  useEffect(() => {
    if (marks.length) kept.keep(personId, marks, document)
    else kept.forget(personId, document)
  }, [personId, document, marks])
  const add = (more: RedactionMark[]) => setMarks((now) => withMarks(now, more))
  const remove = (key: string) => setMarks((now) => now.filter((one) => one.key !== key))
  const change = (key: string, to: Partial<RedactionMark>) =>
    setMarks((now) =>
      now.map((one) => (one.key === key ? { key, mark: { ...one.mark, ...to } as RedactionMark } : one)),
    )

  return (
    <Page
      title={words.title}
      lead={
        <>
          <Link to={`/requests/${caseId}`}>{words.back}</Link> · {words.lead(outline.name)}
        </>
      }
    >
      <div className="rd-columns">
        <div className="rd-file">
          {failed && <Alert className="gap" type="error" role="alert" title={failed} />}
          {outline.kind === 'docx' ? (
            <BlockMarks
              blocks={outline.blocks}
              marks={marks}
              onSelected={(passages) => add(passages.map((one) => ({ ...one, ground })))}
              onWhole={(block) => add([{ block, whole: true, ground }])}
            />
          ) : (
            outline.pages.map((page) => (
              <PageMarks
                key={page.page}
                page={page}
                count={outline.pages.length}
                pdf={pdf}
                picture={outline.kind === 'image' ? source : null}
                marks={marks.filter(({ mark }) => 'page' in mark && mark.page === page.page)}
                focused={focused}
                onAdd={(rect) => {
                  const made = named(
                    rect === 'whole' ? { page: page.page, whole: true, ground } : { page: page.page, rect, ground },
                  )
                  setMarks((now) => [...now, made])
                  if (rect !== 'whole') setFocused(made.key)
                }}
                onChange={(key, rect) => change(key, { rect })}
                onRemove={remove}
              />
            ))
          )}
        </div>
        <SidePanel
          {...{ caseId, document, outline, vocabulary, marks, ground }}
          onGround={setGround}
          onAdd={add}
          onRemove={remove}
          onChange={change}
          onShow={(key) => {
            setFocused(null)
            requestAnimationFrame(() => setFocused(key))
          }}
          onPreview={() => setResult(true)}
        />
      </div>
      {result && (
        <ResultDrawer
          {...{ caseId, document, outline }}
          marks={marks.map((one) => one.mark)}
          onClose={() => setResult(false)}
          onAdded={() => kept.forget(personId, document)}
        />
      )}
    </Page>
  )
}

/** The original drawn by the browser's own program, as in previews. */
function usePdf(outline: RedactionOutline, source: string) {
  const [pdf, setPdf] = useState<PdfDocument | null>(null)
  const [failed, setFailed] = useState('')
  const { kind, viewer } = outline
  useEffect(() => {
    if (kind !== 'pdf') return
    let opened: PdfDocument | null = null
    let left = false
    openPdf(viewer, source).then(
      (made) => {
        opened = made
        if (left) void made.loadingTask.destroy()
        else setPdf(made)
      },
      () => setFailed(words.notDrawn),
    )
    return () => {
      left = true
      void opened?.loadingTask.destroy()
    }
  }, [kind, viewer, source])
  return { pdf, failed }
}
