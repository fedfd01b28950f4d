import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Form, Input, InputNumber } from 'antd'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { RequestSettings } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { templates, settings as words } from './template-words.zh.ts'

const key = ['requests', 'settings']

/** What a county sets for its letters, its applicants and its archive: the disclosure office's page. */
export default function RequestSettingsPage() {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<RequestSettings>()
  // What was typed stays: the form is filled once, and nothing fetched later overwrites it.
  const found = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET('/api/requests/settings')),
    refetchOnWindowFocus: false,
  })
  const save = useMutation({
    mutationFn: (body: RequestSettings) => answer(api.PUT('/api/requests/settings', { body })),
    onSuccess: (_, body) => {
      queries.setQueryData(key, body)
      message.success(words.saved)
    },
    onError: (error) => {
      if (error instanceof ProblemError)
        form.setFields(
          error.issues.map((issue) => ({ name: issue.field as keyof RequestSettings, errors: [issue.message] })),
        )
    },
  })
  if (found.isError) return <FailedPage error={found.error} again={() => found.refetch()} />
  if (!found.data) return <Waiting />
  const need = [{ required: true, message: words.need }]
  return (
    <Page
      title={words.title}
      lead={words.lead}
      narrow
      actions={<Link to="/requests/templates">{templates.title}</Link>}
    >
      {save.isError && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(save.error)} />}
      <Form<RequestSettings>
        form={form}
        layout="vertical"
        requiredMark={false}
        className="panel"
        initialValues={found.data}
        onFinish={(values) => save.mutate(values)}
        scrollToFirstError
      >
        <h2 className="small-title">{words.letters}</h2>
        <Form.Item name="governmentAbove" label={words.governmentAbove} extra={words.governmentAboveHint}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="court" label={words.court} extra={words.courtHint}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="onlineReview" label={words.onlineReview} extra={words.onlineReviewHint}>
          <Input maxLength={200} inputMode="url" />
        </Form.Item>
        <h2 className="small-title">{words.applicants}</h2>
        <Form.Item name="showStaffNames" valuePropName="checked">
          <Checkbox>{words.showStaffNames}</Checkbox>
        </Form.Item>
        <h2 className="small-title">{words.keeping}</h2>
        <Form.Item name="keepYears" label={words.keepYears} extra={words.keepYearsHint} rules={need}>
          <InputNumber min={1} max={100} precision={0} suffix={words.years} />
        </Form.Item>
        <Form.Item name="keepVoidDays" label={words.keepVoidDays} rules={need}>
          <InputNumber min={1} max={3650} precision={0} suffix={words.days} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {words.save}
        </Button>
      </Form>
    </Page>
  )
}
