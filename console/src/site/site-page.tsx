import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, ColorPicker, Form, Input, Space } from 'antd'
import { answer, api } from '../api/client.ts'
import type { SiteInformation } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { useMe } from '../identity/session.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { ExpiryReminder } from './expiry-reminder.tsx'
import { SitePreview } from './site-preview.tsx'
import { site as words } from './words.zh.ts'

type Field = keyof SiteInformation
const groups: [title: string, fields: Field[]][] = [
  [words.groups.names, ['countyName', 'siteName', 'motto', 'mainColour']],
  [words.groups.office, ['organiser', 'undertaker', 'phone']],
  [words.groups.numbers, ['siteDomain', 'siteIdCode', 'icp', 'policeRecord']],
]
const mayBeEmpty: Field[] = ['motto', 'siteIdCode', 'icp', 'policeRecord']
const key = ['site', 'information']

/** What every public page says of the site: the disclosure office's page. */
export default function SitePage() {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<SiteInformation>()
  const typed = Form.useWatch([], form)
  const mayManage = useMe()?.can.includes('site.manage') ?? false
  // What was typed stays: the form is filled once, and nothing fetched later overwrites it.
  const site = useQuery({ queryKey: key, queryFn: () => answer(api.GET('/api/site')), refetchOnWindowFocus: false })
  const save = useMutation({
    mutationFn: (body: SiteInformation) => answer(api.PUT('/api/site', { body })),
    onSuccess: (saved) => {
      queries.setQueryData(key, saved)
      queries.setQueryData(['site'], saved)
      form.setFieldsValue(saved)
      message.success(words.saved)
    },
    onError: (error) => {
      if (error instanceof ProblemError)
        form.setFields(error.issues.map(({ field, message }) => ({ name: field as Field, errors: [message] })))
    },
  })
  if (site.isPending) return <Waiting />
  if (site.isError) return <FailedPage error={site.error} again={() => site.refetch()} />
  return (
    <Page title={words.title} lead={words.lead}>
      {!mayManage && <Alert className="gap" type="info" title={words.readOnly} />}
      {!site.data.siteName && <Alert className="gap" type="warning" showIcon title={words.unset} />}
      {site.data.fictional && <Alert className="gap" type="info" title={words.fictional} />}
      {save.isError && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(save.error)} />}
      <div className="site-columns">
        <Form<SiteInformation>
          form={form}
          layout="vertical"
          requiredMark="optional"
          className="panel"
          disabled={!mayManage}
          initialValues={site.data}
          onFinish={(values) => save.mutate(values)}
          scrollToFirstError
        >
          {groups.map(([title, fields]) => (
            <section key={title} aria-label={title}>
              <h2 className="small-title">{title}</h2>
              <div className="pair">
                {fields.map((field) => (
                  <Form.Item
                    key={field}
                    name={field}
                    label={words.fields[field]}
                    extra={words.hints[field]}
                    rules={
                      mayBeEmpty.includes(field) ? [] : [{ required: true, whitespace: true, message: words.need }]
                    }
                  >
                    {field === 'mainColour' ? <Colour /> : <Input />}
                  </Form.Item>
                ))}
              </div>
            </section>
          ))}
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {words.save}
          </Button>
        </Form>
        <SitePreview site={typed ?? site.data} />
      </div>
      <ExpiryReminder disabled={!mayManage} />
    </Page>
  )
}

/** A colour to type or to pick. */
function Colour({ id, value, onChange }: { id?: string; value?: string; onChange?: (value: string) => void }) {
  return (
    <Space.Compact>
      <Input id={id} value={value} maxLength={7} onChange={(event) => onChange?.(event.target.value)} />
      <ColorPicker
        value={/^#[0-9a-f]{6}$/i.test(value ?? '') ? value : null}
        disabledAlpha
        format="hex"
        onChangeComplete={(colour) => onChange?.(colour.toHexString())}
      />
    </Space.Compact>
  )
}
