import { ArrowDownOutlined, ArrowUpOutlined, ClearOutlined, DeleteOutlined, UploadOutlined } from '@ant-design/icons'
import { Alert, Button, Input, Progress, Upload } from 'antd'
import { useRef, useState } from 'react'
import { answer, api, upload } from '../api/client.ts'
import type { DraftAttachment, FileStored } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { fieldId } from './fields.tsx'
import { FilePreviewButton } from './file-preview.tsx'
import { files as words } from './words.zh.ts'

type Props = { value: DraftAttachment[]; onChange: (value: DraftAttachment[]) => void }

/** Files of the item in the order readers see them; each goes to the office at once, the list with the draft. */
export function AttachmentsField({ value, onChange }: Props) {
  const [sending, setSending] = useState<Record<string, number>>({})
  const [failed, setFailed] = useState<string | null>(null)
  const [cleaning, setCleaning] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const latest = useRef(value)
  latest.current = value
  const change = (next: DraftAttachment[]) => {
    latest.current = next
    onChange(next)
  }

  const send = async (file: File) => {
    setFailed(null)
    setSending((now) => ({ ...now, [file.name]: 0 }))
    try {
      const stored = await upload<FileStored>('/api/files', file, (part) =>
        setSending((now) => ({ ...now, [file.name]: part })),
      )
      change([...latest.current, { hash: stored.hash, name: stored.name }])
    } catch (error) {
      setFailed(`${file.name}：${sentenceOf(error)}`)
    } finally {
      setSending(({ [file.name]: _, ...rest }) => rest)
    }
  }
  const clean = async (file: DraftAttachment) => {
    setFailed(null)
    setTold(null)
    setCleaning(file.hash)
    try {
      const made = await answer(
        api.POST('/api/files/{hash}/cleaning', {
          params: { path: { hash: file.hash } },
          body: { name: file.name, drop: [] },
        }),
      )
      change(latest.current.map((one) => (one.hash === file.hash ? { ...one, hash: made.hash } : one)))
      const kinds = new Set(made.removed.map((one) => one.kind)).size
      const left = made.left.filter((one) => one.severity !== 'info').map((one) => one.message)
      const done = kinds ? words.cleaned(file.name, kinds) : words.nothingToClean(file.name)
      setTold(done + (left.length ? words.left([...new Set(left)]) : ''))
    } catch (error) {
      setFailed(`${file.name}：${sentenceOf(error)}`)
    } finally {
      setCleaning(null)
    }
  }
  const move = (from: number, step: number) => {
    const next = [...value]
    const [taken] = next.splice(from, 1)
    if (taken) next.splice(from + step, 0, taken)
    change(next)
  }
  return (
    <div className="attachments">
      {failed && <Alert type="error" role="alert" title={failed} closable={{ onClose: () => setFailed(null) }} />}
      {told && <Alert type="info" role="status" title={told} closable={{ onClose: () => setTold(null) }} />}
      <ol>
        {value.map((file, i) => (
          <li key={`${file.hash}-${i}`}>
            <Input
              aria-label={words.rename(file.name)}
              value={file.name}
              onChange={(event) => change(value.map((f, j) => (j === i ? { ...f, name: event.target.value } : f)))}
            />
            <FilePreviewButton file={file} />
            <Button
              type="text"
              icon={<ClearOutlined />}
              aria-label={words.cleanOf(file.name)}
              loading={cleaning === file.hash}
              disabled={cleaning !== null}
              onClick={() => void clean(file)}
            >
              {words.clean}
            </Button>
            <Button
              type="text"
              icon={<ArrowUpOutlined />}
              aria-label={words.up(file.name)}
              disabled={i === 0}
              onClick={() => move(i, -1)}
            />
            <Button
              type="text"
              icon={<ArrowDownOutlined />}
              aria-label={words.down(file.name)}
              disabled={i === value.length - 1}
              onClick={() => move(i, 1)}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={words.remove(file.name)}
              onClick={() => change(value.filter((_, j) => j !== i))}
            />
          </li>
        ))}
      </ol>
      {Object.entries(sending).map(([name, part]) => (
        <div key={name}>
          {words.uploading(name)}
          <Progress percent={Math.round(part * 100)} size="small" aria-label={words.uploading(name)} />
        </div>
      ))}
      <Upload
        multiple
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file)
          return false
        }}
      >
        <Button id={fieldId('attachments')} icon={<UploadOutlined />}>
          {words.add}
        </Button>
      </Upload>
    </div>
  )
}
