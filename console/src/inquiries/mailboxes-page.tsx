import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { MailboxBody } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { Field, faultOf, LineField, NumberField, TextField } from '../casework/field.tsx'
import { unitTree } from '../publishing/choices.ts'
import { useLookups } from '../publishing/queries.ts'
import '../casework/casework.css'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { TreeChoice } from '../shell/tree-choice.tsx'
import './inquiries.css'
import { useMailboxes } from './queries.ts'
import { mailboxes as words } from './words.zh.ts'

type Given = Required<Omit<MailboxBody, 'unitId'>> & { id: number | null; unitId: number | undefined }

const saving = ({ id, ...body }: Given) =>
  id === null
    ? answer(api.POST('/api/inquiries/mailboxes', { body: body as MailboxBody }))
    : answer(api.PUT('/api/inquiries/mailboxes/{id}', { params: { path: { id } }, body: body as MailboxBody }))

/** 领导信箱 with the leaders' division of work, as the portal shows them: the disclosure office's page. */
export default function MailboxesPage() {
  const boxes = useMailboxes()
  const queries = useQueryClient()
  const { data: lookups } = useLookups()
  const { message } = App.useApp()
  const [given, setGiven] = useState<Given | null>(null)
  const save = useMutation({
    mutationFn: saving,
    onSuccess: (next) => {
      queries.setQueryData(['inquiries', 'mailboxes'], next)
      message.success(words.saved)
      setGiven(null)
    },
  })
  if (boxes.isError) return <FailedPage error={boxes.error} again={() => boxes.refetch()} />
  if (!boxes.data) return <Waiting />
  const blank: Given = {
    id: null,
    title: '',
    holder: '',
    post: '',
    duties: '',
    unitId: lookups?.units.find((unit) => unit.kind === 'government')?.id,
    position: boxes.data.length + 1,
    open: true,
  }
  const change = (next: Given | null) => {
    save.reset()
    setGiven(next)
  }
  const addButton = (
    <Button type="primary" onClick={() => change(blank)}>
      {words.add}
    </Button>
  )
  return (
    <Page title={words.title} lead={words.lead} actions={boxes.data.length > 0 && addButton}>
      {boxes.data.length === 0 ? (
        <div className="panel">
          <Nothing>
            <p>{words.empty}</p>
            {addButton}
          </Nothing>
        </div>
      ) : (
        <ul className="iq-boxes">
          {boxes.data.map((box) => (
            <li key={box.id} className="panel">
              <h2 className="section-title">
                {box.title} <Tag color={box.open ? 'success' : 'default'}>{box.open ? words.open : words.closed}</Tag>
              </h2>
              <p>
                <strong>{box.holder}</strong> {box.post}
              </p>
              {box.duties && <p className="rq-what">{box.duties}</p>}
              <p className="row-sub">{lookups?.units.find((unit) => unit.id === box.unitId)?.name}</p>
              <div className="rq-verb-buttons">
                <Button size="small" aria-label={words.edit(box.title)} onClick={() => change(box)}>
                  {words.change}
                </Button>
                {box.open ? (
                  <Popconfirm
                    title={words.closeOf(box.title)}
                    description={words.closeText}
                    okText={words.close}
                    cancelText={words.cancel}
                    onConfirm={() => save.mutate({ ...box, open: false })}
                  >
                    <Button size="small" aria-label={words.closeOf(box.title)}>
                      {words.close}
                    </Button>
                  </Popconfirm>
                ) : (
                  <Button
                    size="small"
                    aria-label={words.reopenOf(box.title)}
                    onClick={() => save.mutate({ ...box, open: true })}
                  >
                    {words.reopen}
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {given && (
        <BoxDrawer
          given={given}
          error={save.error}
          saving={save.isPending}
          onChange={setGiven}
          onSave={() => save.mutate(given)}
          onClose={() => change(null)}
        />
      )}
    </Page>
  )
}

type DrawerProps = {
  given: Given
  error: Error | null
  saving: boolean
  onChange: (next: Given) => void
  onSave: () => void
  onClose: () => void
}

function BoxDrawer({ given, error, saving, onChange, onSave, onClose }: DrawerProps) {
  const { data: lookups } = useLookups()
  const issues = error instanceof ProblemError ? error.issues : []
  const line = (name: 'title' | 'holder' | 'post', label: string, max: number, hint?: string) => (
    <LineField
      id={`box-${name}`}
      label={label}
      hint={hint}
      fault={faultOf(issues, name)}
      maxLength={max}
      value={given[name]}
      onChange={(typed) => onChange({ ...given, [name]: typed })}
    />
  )
  return (
    <Drawer
      open
      title={given.id === null ? words.add : words.edit(given.title)}
      size="min(560px, 100vw)"
      maskClosable={false}
      onClose={onClose}
      footer={
        <div className="rq-act-foot">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="primary" loading={saving} onClick={onSave}>
            {words.save}
          </Button>
        </div>
      }
    >
      {error && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(error)} />}
      {line('title', words.name, 60, words.nameHint)}
      <div className="pair">
        {line('holder', words.holder, 30)}
        {line('post', words.post, 60)}
      </div>
      <TextField
        id="box-duties"
        label={words.duties}
        optional
        fault={faultOf(issues, 'duties')}
        autoSize={{ minRows: 3, maxRows: 10 }}
        maxLength={500}
        value={given.duties}
        onChange={(duties) => onChange({ ...given, duties })}
      />
      <Field id="box-unitId" label={words.unit} hint={words.unitHint} fault={faultOf(issues, 'unitId')}>
        <TreeChoice
          id="box-unitId"
          className="fill"
          value={given.unitId === undefined ? undefined : String(given.unitId)}
          treeData={unitTree(lookups?.units ?? [])}
          onChange={(value?: string) => onChange({ ...given, unitId: value ? Number(value) : undefined })}
        />
      </Field>
      <NumberField
        id="box-position"
        label={words.position}
        hint={words.positionHint}
        fault={faultOf(issues, 'position')}
        min={0}
        max={10_000}
        value={given.position}
        onChange={(position) => onChange({ ...given, position: position ?? 0 })}
      />
    </Drawer>
  )
}
