import { InboxOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Spin, Table, Tag, Upload } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { answer, api, upload } from '../api/client.ts'
import type { ImportReport } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { csvOf, download } from '../publishing/csv.ts'
import { dateTime } from '../shell/dates.ts'
import { Page } from '../shell/page.tsx'
import { importing as words } from './words.zh.ts'

/** First a dry run that changes nothing and says what is wrong where; then the import of the sound rows. */
export default function ImportPage() {
  const [file, setFile] = useState<File | null>(null)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const past = useQuery({
    queryKey: ['catalogue', 'imports'],
    queryFn: () => answer(api.GET('/api/catalogue/imports')),
  })
  const check = useMutation({
    mutationFn: (chosen: File) => upload<ImportReport>('/api/catalogue/imports?dryRun=true', chosen),
  })
  const run = useMutation({
    mutationFn: (chosen: File) => upload<ImportReport>('/api/catalogue/imports', chosen),
    onSuccess: (report) => {
      message.success(words.done(report.added + report.changed))
      setFile(null)
      check.reset()
      void queries.invalidateQueries({ queryKey: ['catalogue'] })
    },
  })
  const report = check.data
  return (
    <Page title={words.title} lead={words.lead} actions={<Link to="/catalogue">{words.back}</Link>}>
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
            <Counts report={report} />
          </p>
          {report.newSectors.length > 0 && <p>{words.newSectors(report.newSectors)}</p>}
          {report.refused.length > 0 && <Faults faults={report.refused} />}
          {report.warnings.length > 0 && (
            <>
              <h3 className="small-title">{words.warnings}</h3>
              <Faults faults={report.warnings} />
            </>
          )}
          <div className="inline-form">
            <Button
              type="primary"
              loading={run.isPending}
              disabled={report.added + report.changed === 0}
              onClick={() => run.mutate(file)}
            >
              {report.refused.length > 0 ? words.run : words.runAll}
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
      <section className="panel" aria-labelledby="past-title">
        <h2 id="past-title" className="section-title">
          {words.past}
        </h2>
        {past.data?.length === 0 && <p className="muted">{words.noPast}</p>}
        {past.data && past.data.length > 0 && (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{words.at}</th>
                <th scope="col">{words.by}</th>
                <th scope="col">{words.file}</th>
                <th scope="col">{words.result}</th>
              </tr>
            </thead>
            <tbody>
              {past.data.map((entry) => (
                <tr key={entry.id}>
                  <td>{dateTime(entry.at)}</td>
                  <td>{entry.actorName}</td>
                  <td>{entry.fileName}</td>
                  <td>
                    <Counts report={entry} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </Page>
  )
}

function Faults({ faults }: { faults: ImportReport['refused'] }) {
  return (
    <Table
      rowKey={(bad) => `${bad.sheet}-${bad.row}-${bad.column}-${bad.message}`}
      size="small"
      columns={[
        ...(faults.some((bad) => bad.sheet) ? [{ title: words.sheet, dataIndex: 'sheet', width: 120 }] : []),
        { title: words.row, dataIndex: 'row', width: 70 },
        { title: words.column, dataIndex: 'column', width: 160 },
        { title: words.reason, dataIndex: 'message' },
        { title: words.value, dataIndex: 'value', width: 240, className: 'import-cell' },
      ]}
      dataSource={faults}
      scroll={{ x: 640 }}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
    />
  )
}

function Counts({
  report,
}: {
  report: { added: number; changed: number; unchanged: number; refused: unknown[] | number }
}) {
  const refused = typeof report.refused === 'number' ? report.refused : report.refused.length
  return (
    <>
      <Tag color="success">{words.added(report.added)}</Tag>
      <Tag color="processing">{words.changed(report.changed)}</Tag>
      <Tag>{words.unchanged(report.unchanged)}</Tag>
      {refused > 0 && <Tag color="error">{words.refused(refused)}</Tag>}
    </>
  )
}
