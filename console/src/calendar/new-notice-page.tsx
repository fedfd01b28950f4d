import { InboxOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Upload } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { answer, api, upload } from '../api/client.ts'
import type { NoticeFile } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { Page } from '../shell/page.tsx'
import { Understood } from './understood.tsx'
import { notice as words } from './words.zh.ts'

/** The text of a holiday notice, typed or from a file; what it says; and its proposal to a second person. */
export default function NewNoticePage() {
  const [text, setText] = useState('')
  const [file, setFile] = useState<NoticeFile | null>(null)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const read = useMutation({
    mutationFn: (given: string) => answer(api.POST('/api/calendar/readings', { body: { text: given } })),
  })
  const open = useMutation({
    mutationFn: (chosen: File) => upload<NoticeFile>('/api/calendar/notice-files', chosen),
    onSuccess: (opened) => {
      setFile(opened)
      setText(opened.text)
      read.mutate(opened.text)
    },
  })
  const propose = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/calendar/notices', {
          body: { text, file: file && { name: file.name, hash: file.hash } },
        }),
      ),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ['calendar'] })
      message.success(words.proposed)
      void navigate(`/calendar/notices/${made.id}`)
    },
  })
  const failed = open.error ?? read.error ?? propose.error
  const sound = read.data && read.variables === text && !read.data.issues.some((issue) => issue.severity === 'error')
  return (
    <Page title={words.newTitle} lead={words.newLead} actions={<Link to="/calendar">{words.back}</Link>}>
      {failed && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(failed)} />}
      <section className="panel">
        <Upload.Dragger
          className="read-file"
          accept=".docx,.doc,.wps,.pdf,.ofd,.html,.htm,.txt"
          showUploadList={false}
          disabled={open.isPending}
          beforeUpload={(chosen) => {
            open.mutate(chosen)
            return false
          }}
        >
          <InboxOutlined aria-hidden /> {words.drop}
        </Upload.Dragger>
        {file && (
          <p className="muted">
            {words.fromFile(file.name)}
            {file.warnings.map((warning) => (
              <span key={warning}> {warning}</span>
            ))}
          </p>
        )}
        <label htmlFor="notice-text">{words.text}</label>
        <Input.TextArea
          id="notice-text"
          value={text}
          autoSize={{ minRows: 6, maxRows: 18 }}
          maxLength={20_000}
          placeholder={words.placeholder}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="inline-form gap-above">
          <Button
            type={sound ? 'default' : 'primary'}
            disabled={!text.trim()}
            loading={read.isPending}
            onClick={() => read.mutate(text)}
          >
            {words.read}
          </Button>
          {sound && (
            <Button type="primary" loading={propose.isPending} onClick={() => propose.mutate()}>
              {words.propose}
            </Button>
          )}
        </div>
      </section>
      {read.data && <Understood reading={read.data} />}
    </Page>
  )
}
