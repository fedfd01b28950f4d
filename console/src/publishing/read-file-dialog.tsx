import { InboxOutlined } from '@ant-design/icons'
import { Alert, Checkbox, Modal, Spin, Upload } from 'antd'
import { useState } from 'react'
import { upload } from '../api/client.ts'
import type { DraftFields, Reading } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import type { Draft } from './use-draft.ts'
import { withoutTitle } from './without-title.ts'
import { fieldLabels, reading as words } from './words.zh.ts'

type Proposal = { name: keyof DraftFields; value: DraftFields[keyof DraftFields] }

const isFilled = (value: unknown) =>
  Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== ''

function proposalsOf(read: Reading): Proposal[] {
  const { docNumber, issuer, formedOn, publicity, title } = read.metadata
  const all: Partial<Record<keyof DraftFields, unknown>> = {
    title: read.title || title,
    bodyHtml: read.html,
    docNumber,
    issuer,
    formedOn,
    attribute: publicity,
  }
  return (Object.keys(fieldLabels) as (keyof DraftFields)[])
    .filter((name) => name !== 'attachments' && isFilled(all[name]))
    .map((name) => ({ name, value: all[name] as DraftFields[keyof DraftFields] }))
}

/** Takes a file, shows what was read from it, and fills in what the clerk ticks. */
export function ReadFileDialog({ draft }: { draft: Draft }) {
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const [read, setRead] = useState<Reading | null>(null)
  const [chosen, setChosen] = useState<Set<string>>(new Set())
  const [attach, setAttach] = useState(true)

  const open = async (file: File) => {
    setBusy(true)
    setFailed(null)
    try {
      const result = await upload<Reading>('/api/records/reading', file)
      setRead(result)
      setChosen(new Set(proposalsOf(result).map((proposal) => proposal.name)))
    } catch (error) {
      setFailed(`${file.name}：${sentenceOf(error)}`)
    } finally {
      setBusy(false)
    }
  }
  const use = () => {
    if (!read) return
    const part: Partial<DraftFields> = {}
    for (const { name, value } of proposalsOf(read)) if (chosen.has(name)) Object.assign(part, { [name]: value })
    if (attach && read.file && !draft.fields.attachments.some((file) => file.hash === read.file?.hash))
      part.attachments = [...draft.fields.attachments, { hash: read.file.hash, name: read.file.name }]
    if (part.bodyHtml) part.bodyHtml = withoutTitle(part.bodyHtml, part.title ?? draft.fields.title)
    draft.replace(part)
    setRead(null)
  }
  return (
    <>
      {failed && (
        <Alert
          className="gap"
          type="error"
          showIcon
          role="alert"
          title={failed}
          closable={{ onClose: () => setFailed(null) }}
        />
      )}
      <Upload.Dragger
        className="read-file"
        showUploadList={false}
        accept=".docx,.doc,.wps,.html,.htm,.pdf,.ofd,.txt,.xlsx,.xls,.csv"
        disabled={busy}
        beforeUpload={(file) => {
          void open(file)
          return false
        }}
      >
        {busy ? (
          <span role="status">
            <Spin size="small" /> {words.busy}
          </span>
        ) : (
          <span>
            <InboxOutlined aria-hidden /> <strong>{words.open}</strong>　{words.drop}
            <span className="muted">　{words.dropHint}</span>
          </span>
        )}
      </Upload.Dragger>
      <Modal
        title={words.title}
        open={read !== null}
        width={880}
        okText={words.use}
        cancelText={words.keep}
        okButtonProps={{ disabled: chosen.size === 0 }}
        onOk={use}
        onCancel={() => setRead(null)}
        destroyOnHidden
      >
        {read && (
          <>
            {read.warnings.length > 0 && (
              <Alert
                className="gap"
                type="warning"
                title={words.notes}
                description={
                  <ul className="tight">
                    {read.warnings.map((warning, i) => (
                      <li key={i}>{warning.message}</li>
                    ))}
                  </ul>
                }
              />
            )}
            <fieldset className="proposals">
              <legend>{words.fields}</legend>
              {proposalsOf(read).map(({ name, value }) => (
                <div key={name}>
                  <Checkbox
                    checked={chosen.has(name)}
                    onChange={(event) => {
                      const next = new Set(chosen)
                      if (event.target.checked) next.add(name)
                      else next.delete(name)
                      setChosen(next)
                    }}
                  >
                    {fieldLabels[name]}
                    {isFilled(draft.fields[name]) && name !== 'attribute' && (
                      <em className="muted">（{words.replaces}）</em>
                    )}
                  </Checkbox>
                  {name === 'bodyHtml' ? (
                    <div className="document proposal-body" dangerouslySetInnerHTML={{ __html: read.html }} />
                  ) : (
                    <span className="proposal-value">{Array.isArray(value) ? value.join(' / ') : String(value)}</span>
                  )}
                </div>
              ))}
              {read.file && (
                <Checkbox checked={attach} onChange={(event) => setAttach(event.target.checked)}>
                  {words.attach(read.file.name)}
                </Checkbox>
              )}
            </fieldset>
          </>
        )}
      </Modal>
    </>
  )
}
