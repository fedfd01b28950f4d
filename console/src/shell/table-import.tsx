import { InboxOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Progress, Spin, Table, Tag, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { upload, uploadTold } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { csvOf, download } from '../publishing/csv.ts'
import { tableImport as words } from './words.zh.ts'

type Fault = { sheet: string; row: number; column: string; message: string; value: string }
type Report = { added: number; changed: number; unchanged: number; refused: Fault[] }

/**
 * A table file taken in by two calls to one address: first a dry run that changes nothing and says what is wrong where,
 * then the import of the sound rows. `more` says what else a report holds; `queryKey` is what the import makes stale.
 */
export function TableImport<T extends Report>({
  path,
  queryKey,
  more,
  whole,
  tells,
}: {
  path: string
  queryKey: string[]
  more?: (report: T) => ReactNode
  /** One bad row keeps the others out as well. */
  whole?: boolean
  /** The office says how far it is. */
  tells?: boolean
}) {
  const [file, setFile] = useState<File | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const check = useMutation({ mutationFn: (chosen: File) => upload<T>(`${path}?dryRun=true`, chosen) })
  const run = useMutation({
    mutationFn: (chosen: File) => (tells ? uploadTold<T>(path, chosen, setShare) : upload<T>(path, chosen)),
    onSettled: () => setShare(null),
    onSuccess: (report) => {
      message.success(words.done(report.added + report.changed))
      setFile(null)
      check.reset()
      void queries.invalidateQueries({ queryKey })
    },
  })
  const report = check.data
  return (
    <>
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
            <ImportCounts report={report} />
          </p>
          {report.refused.length > 0 && <ImportFaults faults={report.refused} />}
          {more?.(report)}
          {whole && report.refused.length > 0 && <p role="status">{words.mendFirst}</p>}
          {share !== null && (
            <div role="status" className="gap">
              {words.writing}
              <Progress percent={Math.round(share * 100)} aria-label={words.writing} />
            </div>
          )}
          <div className="inline-form">
            <Button
              type="primary"
              loading={run.isPending}
              disabled={report.added + report.changed === 0 || (whole && report.refused.length > 0)}
              onClick={() => run.mutate(file)}
            >
              {report.refused.length > 0 && !whole ? words.run : words.runAll}
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
    </>
  )
}

export function ImportFaults({ faults }: { faults: Fault[] }) {
  return (
    <Table
      rowKey={(bad) => `${bad.sheet}-${bad.row}-${bad.column}-${bad.message}`}
      size="small"
      columns={[
        ...(faults.some((bad) => bad.sheet) ? [{ title: words.sheet, dataIndex: 'sheet' }] : []),
        { title: words.row, dataIndex: 'row' },
        { title: words.column, dataIndex: 'column' },
        { title: words.reason, dataIndex: 'message', width: '60%' },
        {
          title: words.value,
          dataIndex: 'value',
          width: 240,
          className: 'import-cell',
          responsive: ['md' as const],
        },
      ]}
      dataSource={faults}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
    />
  )
}

export function ImportCounts({
  report,
}: {
  report: { added: number; changed: number; unchanged: number; refused: unknown[] | number }
}) {
  const refused = typeof report.refused === 'number' ? report.refused : report.refused.length
  return (
    <span className="tags">
      <Tag color="success">{words.added(report.added)}</Tag>
      <Tag color="processing">{words.changed(report.changed)}</Tag>
      <Tag>{words.unchanged(report.unchanged)}</Tag>
      {refused > 0 && <Tag color="error">{words.refused(refused)}</Tag>}
    </span>
  )
}
