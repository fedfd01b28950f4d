import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { Unit, UnitBody } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { treeOf } from '../publishing/choices.ts'
import { TreeChoice } from '../shell/tree-choice.tsx'
import { DissolveDialog } from './dissolve-dialog.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { unitsKey } from './queries.ts'
import { RenameDialog } from './rename-dialog.tsx'
import { ReviewChainEditor } from './review-chain-editor.tsx'
import { units as words } from './words.zh.ts'

type Values = Omit<Unit, 'parentId'> & { parentId?: string | null }
type Props = { unit: Unit | null; units: Unit[]; mayManage: boolean; onSaved: (id: number) => void }

const officeFields = Object.keys(words.officeFields) as (keyof typeof words.officeFields)[]
const emptyOffice = Object.fromEntries(officeFields.map((field) => [field, '']))

/** One unit: names, place in the tree, its disclosure office and its chain of gates. */
export function UnitForm({ unit, units, mayManage, onSaved }: Props) {
  const [form] = Form.useForm<Values>()
  const [dialog, setDialog] = useState<'dissolve' | 'rename' | 'merge' | null>(null)
  const close = () => setDialog(null)
  const { message } = App.useApp()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (values: Values) => {
      const { code, name, shortName, kind, organisationCode, reviewChain } = values
      const body = {
        name,
        shortName,
        kind,
        organisationCode,
        reviewChain,
        parentId: values.parentId ? Number(values.parentId) : null,
        position: values.position ?? 0,
        disclosureOffice: { ...emptyOffice, ...values.disclosureOffice },
      }
      return unit ? change(unit.id, body) : create({ ...body, code })
    },
    onSuccess: (saved) => {
      void queries.invalidateQueries({ queryKey: unitsKey })
      void queries.invalidateQueries({ queryKey: ['lookups'] })
      message.success(unit ? words.saved : words.created)
      onSaved(saved.id)
    },
    onError: (error) => {
      if (!(error instanceof ProblemError)) return
      form.setFields(error.issues.map((issue) => ({ name: issue.field.split('.') as never, errors: [issue.message] })))
    },
  })
  const need = [{ required: true, whitespace: true, message: words.need }]
  const start = unit
    ? { ...unit, parentId: unit.parentId === null ? null : String(unit.parentId) }
    : { kind: 'department', position: 0, reviewChain: ['section_review', 'secrecy_review', 'sign_off'] }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={start}
      disabled={!mayManage || Boolean(unit?.dissolvedOn)}
      onFinish={(values) => save.mutate(values)}
      scrollToFirstError
    >
      {!mayManage && <Alert className="gap" type="info" title={words.readOnly} />}
      {unit?.dissolvedOn && (
        <Alert
          className="gap"
          type="warning"
          title={[
            words.dissolved(unit.dissolvedOn),
            ...(unit.successors.length
              ? [
                  words.carriedOn(
                    unit.successors.map((one) => units.find((other) => other.id === one.unitId)?.name ?? ''),
                  ),
                ]
              : []),
          ].join('，')}
        />
      )}
      {unit && unit.formerNames.length > 0 && <p className="muted">{words.formerly(unit.formerNames)}</p>}
      {save.isError && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(save.error)} />}
      <div className="pair">
        <Form.Item name="name" label={words.name} rules={need} extra={unit && mayManage ? words.slip : undefined}>
          <Input />
        </Form.Item>
        <Form.Item name="shortName" label={words.shortName} rules={need}>
          <Input />
        </Form.Item>
        <Form.Item name="code" label={words.code} extra={words.codeHint} rules={need}>
          <Input disabled={unit !== null || !mayManage} />
        </Form.Item>
        <Form.Item name="organisationCode" label={words.organisationCode} extra={words.organisationHint} rules={need}>
          <Input maxLength={10} />
        </Form.Item>
        <Form.Item name="kind" label={words.kind} rules={[{ required: true, message: words.need }]}>
          <Select options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="parentId" label={words.parent}>
          <TreeChoice
            allowClear
            placeholder={words.noParent}
            treeData={treeOf(
              units.filter((other) => other.id !== unit?.id),
              (other) => other.name,
            )}
          />
        </Form.Item>
        <Form.Item name="position" label={words.position}>
          <InputNumber min={0} precision={0} />
        </Form.Item>
      </div>
      <h3 className="small-title">{words.chain}</h3>
      <p className="hint">{words.chainHint}</p>
      <Form.Item name="reviewChain">
        <ReviewChainEditor disabled={!mayManage} />
      </Form.Item>
      <h3 className="small-title">{words.office}</h3>
      <p className="hint">{words.officeHint}</p>
      <div className="pair">
        {officeFields.map((field) => (
          <Form.Item key={field} name={['disclosureOffice', field]} label={words.officeFields[field]}>
            <Input />
          </Form.Item>
        ))}
      </div>
      {mayManage && !unit?.dissolvedOn && (
        <div className="inline-form">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {unit ? words.save : words.create}
          </Button>
          {unit && (
            <>
              <Button onClick={() => setDialog('rename')}>{words.rename}</Button>
              <Button onClick={() => setDialog('merge')}>{words.mergeInto}</Button>
              <Button danger onClick={() => setDialog('dissolve')}>
                {words.dissolve}
              </Button>
            </>
          )}
        </div>
      )}
      {unit && dialog === 'dissolve' && <DissolveDialog unit={unit} units={units} onClose={close} />}
      {unit && dialog === 'rename' && <RenameDialog unit={unit} onClose={close} />}
      {unit && dialog === 'merge' && <MergeDialog unit={unit} units={units} onClose={close} />}
    </Form>
  )
}

const change = (id: number, body: Omit<UnitBody, 'code'>) =>
  answer(api.PUT('/api/units/{id}', { params: { path: { id } }, body }))
const create = (body: UnitBody) => answer(api.POST('/api/units', { body }))
