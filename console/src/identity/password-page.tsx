import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { useNavigate } from 'react-router'
import { answer, api } from '../api/client.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { Page } from '../shell/page.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { useMe } from './session.ts'
import { password as words } from './words.zh.ts'

export default function PasswordPage() {
  const [form] = Form.useForm<{ current: string; next: string; repeat: string }>()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const me = useMe()
  const needed = me?.need === 'new_password'
  const change = useMutation({
    mutationFn: (body: { current: string; next: string }) => answer(api.PUT('/api/session/password', { body })),
    onSuccess: async () => {
      form.resetFields()
      message.success(words.done)
      await queries.invalidateQueries({ queryKey: ['session'] })
      if (needed) navigate('/to-do', { replace: true })
    },
    onError: (error) => {
      if (error instanceof ProblemError)
        form.setFields(error.issues.map(({ field, message: text }) => ({ name: field as 'next', errors: [text] })))
    },
  })
  return (
    <Page title={words.title} narrow>
      {needed && <Alert type="info" showIcon title={words.needed} className="gap" />}
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
        <NewPasswordField
          owner={me?.person ?? { username: '', name: '' }}
          label={words.next}
          name="next"
          extra={words.hint}
        />
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
