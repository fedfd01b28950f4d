import { InboxOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Spin, Table, Tag, Upload } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { upload } from '../api/client.ts'
import type { WordImport } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { csvOf, download } from '../publishing/csv.ts'
import { Page } from '../shell/page.tsx'
import { importWords as words } from './words.zh.ts'

/** First a dry run that says what is wrong where; then the sound rows go in. */
export default function WordImportPage() {
  const [file, setFile] = useState<File | null>(null)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const check = useMutation({
    mutationFn: (chosen: File) => upload<WordImport>('/api/word-list/imports?dryRun=true', chosen),
  })
  const run = useMutation({
    mutationFn: (chosen: File) => upload<WordImport>('/api/word-list/imports', chosen),
    onSuccess: (report) => {
      message.success(words.done(report.added + report.changed))
      setFile(null)
      check.reset()
      void queries.invalidateQueries({ queryKey: ['word-list'] })
    },
  })
  const report = check.data
  return (
    <Page title={words.title} lead={words.lead} actions={<Link to="/word-list">{words.back}</Link>}>
      {(check.isError || run.isError) && (
        <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(check.error ?? run.error)} />
      )}
      <Upload.Dragger
        className="read-file"
        accept=".csv,.xlsx"
        showUploadList={false}
        disabled={check.isPending || run.isPending}
        beforeUpload={(chosen) => {
          setFile(chosen)
          check.mutate(chosen)
          return false
        }}
      >
        {check.isPending ? (
          <span role="status">
            <Spin size="small" /> {words.checking}
          </span>
        ) : (
          <span>
            <InboxOutlined aria-hidden /> {words.drop}
          </span>
        )}
      </Upload.Dragger>
      {report && file && (
        <section className="panel" aria-labelledby="report-title">
          <h2 id="report-title" className="section-title">
            {words.report(file.name)}
          </h2>
          <p>
            <Tag color="success">{words.added(report.added)}</Tag>
            <Tag color="processing">{words.changed(report.changed)}</Tag>
            <Tag>{words.unchanged(report.unchanged)}</Tag>
            {report.refused.length > 0 && <Tag color="error">{words.refused(report.refused.length)}</Tag>}
          </p>
          {report.refused.length > 0 && (
            <Table
              rowKey={(bad) => `${bad.sheet}-${bad.row}-${bad.column}-${bad.message}`}
              size="small"
              columns={[
                ...(report.refused.some((bad) => bad.sheet)
                  ? [{ title: words.sheet, dataIndex: 'sheet', width: 120 }]
                  : []),
                { title: words.row, dataIndex: 'row', width: 60 },
                { title: words.column, dataIndex: 'column', width: 100 },
                { title: words.reason, dataIndex: 'message' },
                {
                  title: words.value,
                  dataIndex: 'value',
                  width: 200,
                  className: 'import-cell',
                  responsive: ['md' as const],
                },
              ]}
              dataSource={report.refused}
              pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            />
          )}
          <div className="inline-form">
            <Button
              type="primary"
              loading={run.isPending}
              disabled={report.added + report.changed === 0}
              onClick={() => run.mutate(file)}
            >
              {words.run}
            </Button>
            {report.refused.length > 0 && (
              <Button
                onClick={() =>
                  download(
                    words.csvName(file.name),
                    csvOf(
                      [words.row, words.column, words.reason, words.value],
                      report.refused.map((bad) => [bad.row, bad.column, bad.message, bad.value]),
                    ),
                  )
                }
              >
                {words.csv}
              </Button>
            )}
          </div>
        </section>
      )}
    </Page>
  )
}
