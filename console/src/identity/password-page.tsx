import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { answer, api } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { Page } from '../shell/page.tsx'
import { password as words } from './words.zh.ts'

export default function PasswordPage() {
  const [form] = Form.useForm<{ current: string; next: string; repeat: string }>()
  const { message } = App.useApp()
  const change = useMutation({
    mutationFn: (body: { current: string; next: string }) => answer(api.PUT('/api/session/password', { body })),
    onSuccess: () => {
      form.resetFields()
      message.success(words.done)
    },
  })
  return (
    <Page title={words.title} narrow>
      {change.isError && <Alert type="error" showIcon role="alert" title={sentenceOf(change.error)} className="gap" />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        className="panel"
        onFinish={({ current, next }) => change.mutate({ current, next })}
      >
        <Form.Item label={words.current} name="current" rules={[{ required: true, message: words.need }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          label={words.next}
          name="next"
          extra={words.hint}
          rules={[
            { required: true, message: words.need },
            { min: 10, message: words.short },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          label={words.repeat}
          name="repeat"
          dependencies={['next']}
          rules={[
            { required: true, message: words.need },
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error(words.differs)),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {words.save}
        </Button>
      </Form>
    </Page>
  )
}
