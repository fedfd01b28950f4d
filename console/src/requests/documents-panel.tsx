import { EyeInvisibleOutlined, UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Progress, Select, Tag, Upload } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { upload } from '../api/client.ts'
import type { CasePaper, RequestDetail, RequestVocabulary } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { PaperList } from '../casework/paper-list.tsx'
import { requestKey } from './queries.ts'
import { detail as words } from './words.zh.ts'

/** What the redaction can work on. */
const redactable = (paper: CasePaper) =>
  paper.kept && paper.kind !== 'release' && /pdf|wordprocessingml|image\/(jpeg|png|webp|gif|bmp)/.test(paper.mediaType)

type Props = { request: RequestDetail; vocabulary: RequestVocabulary; fresh: boolean }

/** Papers of the case by kind. What is for the applicant is marked; originals can be redacted first. */
export function DocumentsPanel({ request, vocabulary, fresh }: Props) {
  const [kind, setKind] = useState(fresh ? 'scan' : 'source')
  const [sending, setSending] = useState<Record<string, number>>({})
  const [failed, setFailed] = useState<string | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const queries = useQueryClient()
  const mayAdd = request.verbs.some((verb) => verb.wrong !== 'role' && ['note', 'propose'].includes(verb.action))
  const send = async (file: File) => {
    setFailed(null)
    setDone(null)
    setSending((now) => ({ ...now, [file.name]: 0 }))
    try {
      await upload(`/api/requests/${request.id}/documents?kind=${kind}`, file, (part) =>
        setSending((now) => ({ ...now, [file.name]: part })),
      )
      setDone(words.uploaded(file.name))
      await queries.invalidateQueries({ queryKey: requestKey(request.id) })
    } catch (error) {
      setFailed(`${file.name}：${sentenceOf(error)}`)
    } finally {
      setSending(({ [file.name]: _, ...rest }) => rest)
    }
  }
  return (
    <section className="panel" aria-labelledby="rq-documents">
      <h2 id="rq-documents" className="section-title">
        {words.documents}
      </h2>
      {failed && <Alert className="gap" type="error" role="alert" title={failed} />}
      {done && <Alert className="gap" type="success" role="status" title={done} />}
      {request.documents.length === 0 && <p className="muted">{words.documentsEmpty}</p>}
      <PaperList
        papers={request.documents}
        addressOf={request.mayUnmask ? (paper) => `/api/requests/${request.id}/documents/${paper.id}` : undefined}
        kindOf={(paper) => vocabulary.documentKinds[paper.kind]}
        mark={(paper) => paper.forApplicant && <Tag color="success">{words.forApplicant}</Tag>}
        acts={(paper) =>
          mayAdd &&
          redactable(paper) && (
            <Link to={`/requests/${request.id}/redaction/${paper.id}`} aria-label={words.redactOf(paper.name)}>
              <EyeInvisibleOutlined aria-hidden /> {words.redact}
            </Link>
          )
        }
      />
      {Object.entries(sending).map(([name, part]) => (
        <div key={name}>
          {words.uploading(name)}
          <Progress percent={Math.round(part * 100)} size="small" aria-label={words.uploading(name)} />
        </div>
      ))}
      {mayAdd && (
        <div className="rq-add-paper">
          <Select
            aria-label={words.addKind}
            value={kind}
            popupMatchSelectWidth={180}
            options={Object.entries(vocabulary.documentKinds).map(([value, label]) => ({ value, label }))}
            onChange={setKind}
          />
          <Upload
            multiple
            showUploadList={false}
            beforeUpload={(file) => {
              void send(file)
              return false
            }}
          >
            <Button icon={<UploadOutlined />}>{words.add}</Button>
          </Upload>
        </div>
      )}
    </section>
  )
}
