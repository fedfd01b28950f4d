import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, Modal } from 'antd'
import { answer, api } from '../api/client.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { usePolicy } from './policy.ts'
import { people as words } from './words.zh.ts'

type Values = { username: string; name: string; password: string }

export function NewPersonDialog({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Values>()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const policy = usePolicy()
  const owner = { username: Form.useWatch('username', form) ?? '', name: Form.useWatch('name', form) ?? '' }
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
        <NewPasswordField
          owner={owner}
          forOther
          name="password"
          label={words.newPassword}
          extra={words.passwordHint(policy?.firstPasswordDays ?? 0)}
        />
      </Form>
      <p className="hint">{words.postsElsewhere}</p>
    </Modal>
  )
}
