import { Cascader, Form, Input, Radio, Select } from 'antd'
import type { DraftFields, Issue, Lookups } from '../api/contract.ts'
import { clearable } from '../shell/clearable.ts'
import { TreeChoice } from '../shell/tree-choice.tsx'
import { AttachmentsField } from './attachments-field.tsx'
import { CatalogueItemSelect } from './catalogue-item-select.tsx'
import { columnTree } from './choices.ts'
import { normaliseDocNumber } from './draft.ts'
import { DateField, Field, fieldId } from './fields.tsx'
import { ReplacesField } from './replaces-field.tsx'
import type { Draft } from './use-draft.ts'
import { fieldLabels, replacing, draft as words } from './words.zh.ts'

type Props = { draft: Draft; lookups: Lookups; issues: Issue[] }

/** What is known about the document: kind, place, number, dates, whether and why it is public. */
export function MetadataForm({ draft, lookups, issues }: Props) {
  const { fields, set } = draft
  const unit = lookups.units.find((candidate) => candidate.id === draft.unitId)
  /** A column suggests the kind of text that usually stands in it, as long as the clerk has not chosen one. */
  const chooseColumn = (value?: string) => {
    const column = lookups.columns.find((candidate) => String(candidate.id) === value)
    set('columnId', column?.id ?? null)
    if (column?.kind && fields.kind === 'other') set('kind', column.kind as DraftFields['kind'])
  }
  return (
    <Form layout="vertical" component="div" className="metadata">
      <Field name="kind" issues={issues} required>
        <Select
          id={fieldId('kind')}
          showSearch={{ optionFilterProp: 'label' }}
          value={fields.kind}
          options={lookups.kinds as { value: DraftFields['kind']; label: string }[]}
          onChange={(value) => set('kind', value)}
        />
      </Field>
      <Field name="columnId" issues={issues} required hint={words.columnHint}>
        <TreeChoice
          id={fieldId('columnId')}
          className="fill"
          popupMatchSelectWidth={360}
          value={fields.columnId === null ? undefined : String(fields.columnId)}
          treeData={columnTree(lookups.columns, unit?.kind, true)}
          onChange={chooseColumn}
        />
      </Field>
      <Field name="catalogueItemId" issues={issues} hint={words.catalogueHint}>
        <CatalogueItemSelect
          id={fieldId('catalogueItemId')}
          value={fields.catalogueItemId}
          onChange={(value) => set('catalogueItemId', value)}
        />
      </Field>
      <Field name="docNumber" issues={issues} hint={words.docNumberHint}>
        <Input
          id={fieldId('docNumber')}
          value={fields.docNumber}
          onChange={(event) => set('docNumber', event.target.value)}
          onBlur={(event) => {
            const number = normaliseDocNumber(event.target.value)
            if (number !== fields.docNumber) set('docNumber', number)
          }}
        />
      </Field>
      <Field name="subject" issues={issues}>
        <Cascader
          id={fieldId('subject')}
          className="fill"
          placeholder={words.subjectChoose}
          allowClear={clearable}
          showSearch
          value={fields.subject}
          options={lookups.subjects.map((major) => ({
            value: major.name,
            label: major.name,
            children: major.children.map((minor) => ({ value: minor, label: minor })),
          }))}
          onChange={(value) => set('subject', (value ?? []) as string[])}
        />
      </Field>
      <Field name="formedOn" issues={issues} required hint={words.formedHint}>
        <DateField id={fieldId('formedOn')} value={fields.formedOn} onChange={(value) => set('formedOn', value)} />
      </Field>
      <div className="pair">
        <Field name="effectiveOn" issues={issues}>
          <DateField id={fieldId('effectiveOn')} value={fields.effectiveOn} onChange={(v) => set('effectiveOn', v)} />
        </Field>
        <Field name="expiresOn" issues={issues}>
          <DateField id={fieldId('expiresOn')} value={fields.expiresOn} onChange={(v) => set('expiresOn', v)} />
        </Field>
      </div>
      <Field name="attribute" issues={issues} required>
        <Radio.Group
          id={fieldId('attribute')}
          aria-label={fieldLabels.attribute}
          value={fields.attribute}
          options={lookups.disclosureAttributes}
          onChange={(event) => set('attribute', event.target.value)}
        />
      </Field>
      {fields.attribute !== 'proactive' && (
        <>
          <Field name="exemptionGround" issues={issues} required={fields.attribute === 'not_public'}>
            <Select
              id={fieldId('exemptionGround')}
              placeholder={words.groundChoose}
              allowClear={clearable}
              popupMatchSelectWidth={400}
              value={fields.exemptionGround || undefined}
              options={lookups.exemptionGrounds.map(({ value, label, article, hint }) => ({
                value,
                label: `${label}（${article}）`,
                title: hint,
              }))}
              onChange={(value?: string) => set('exemptionGround', value ?? '')}
            />
          </Field>
          <Field name="attributeReason" issues={issues} required hint={words.reasonHint}>
            <Input.TextArea
              id={fieldId('attributeReason')}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={fields.attributeReason}
              onChange={(event) => set('attributeReason', event.target.value)}
            />
          </Field>
        </>
      )}
      <Field name="summary" issues={issues} hint={words.summaryCount([...fields.summary].length)}>
        <Input.TextArea
          id={fieldId('summary')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={fields.summary}
          onChange={(event) => set('summary', event.target.value)}
        />
      </Field>
      <Field name="keywords" issues={issues} hint={words.keywordsHint}>
        <Select
          id={fieldId('keywords')}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[',', '，', '、', ';', '；', ' ']}
          value={fields.keywords}
          onChange={(value: string[]) => set('keywords', value)}
        />
      </Field>
      <div className="pair">
        <Field name="issuer" issues={issues}>
          <Input
            id={fieldId('issuer')}
            placeholder={unit?.name}
            value={fields.issuer}
            onChange={(event) => set('issuer', event.target.value)}
          />
        </Field>
        <Field name="source" issues={issues}>
          <Input
            id={fieldId('source')}
            placeholder={unit?.name}
            value={fields.source}
            onChange={(event) => set('source', event.target.value)}
          />
        </Field>
      </div>
      <Field name="replaces" issues={issues} hint={replacing.hint}>
        <ReplacesField id={fieldId('replaces')} value={fields.replaces} onChange={(value) => set('replaces', value)} />
      </Field>
      <Field name="attachments" issues={issues}>
        <AttachmentsField value={fields.attachments} onChange={(value) => set('attachments', value)} />
      </Field>
    </Form>
  )
}
