import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, Modal } from 'antd'
import { answer, api } from '../api/client.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { people as words } from './words.zh.ts'

type Values = { username: string; name: string; password: string }

export function NewPersonDialog({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Values>()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: (body: Values) => answer(api.POST('/api/people', { body })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['people'] })
      message.success(words.created)
      onClose()
    },
    onError: (error) => {
      if (error instanceof ProblemError)
        form.setFields(error.issues.map(({ field, message: text }) => ({ name: field as 'username', errors: [text] })))
    },
  })
  const need = [{ required: true, whitespace: true, message: words.need }]
  return (
    <Modal
      open
      title={words.add}
      okText={words.add}
      cancelText={words.keep}
      okButtonProps={{ loading: create.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {create.isError && <Alert className="gap" type="error" role="alert" title={sentenceOf(create.error)} />}
      <Form form={form} layout="vertical" onFinish={(values) => create.mutate(values)}>
        <div className="pair">
          <Form.Item name="name" label={words.name} rules={need}>
            <Input autoFocus />
          </Form.Item>
          <Form.Item name="username" label={words.username} rules={need}>
            <Input autoComplete="off" autoCapitalize="off" spellCheck={false} />
          </Form.Item>
        </div>
        <Form.Item name="password" label={words.newPassword} extra={words.passwordHint} rules={need}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
      <p className="hint">{words.postsElsewhere}</p>
    </Modal>
  )
}
