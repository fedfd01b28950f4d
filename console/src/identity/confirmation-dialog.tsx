import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { answer, api } from '../api/client.ts'
import { answerConfirmations, type ConfirmationMethod } from '../api/confirmation.ts'
import { sentenceOf } from '../api/problem.ts'
import { passkeyAnswer, passkeysWork } from './passkey.ts'
import { confirmation as words } from './words.zh.ts'

type Asked = { methods: ConfirmationMethod[]; settle: (confirmed: boolean) => void }
type Typed = 'password' | 'code'

/** Asks the person to prove themselves once more when the office wants it; what was being done then goes on. */
export function ConfirmationDialog() {
  const [asked, setAsked] = useState<Asked | null>(null)
  useEffect(() => {
    answerConfirmations((methods) => new Promise((settle) => setAsked({ methods, settle })))
    return () => answerConfirmations(undefined)
  }, [])
  if (!asked) return null
  const settle = (confirmed: boolean) => {
    setAsked(null)
    asked.settle(confirmed)
  }
  return <Question methods={asked.methods} settle={settle} />
}

function Question({ methods, settle }: Asked) {
  const typed = methods.filter((method): method is Typed => method !== 'passkey')
  const [way, setWay] = useState<Typed | undefined>(typed.includes('code') ? 'code' : typed[0])
  const [form] = Form.useForm<{ value: string }>()
  const confirm = useMutation({
    mutationFn: async (body: { password: string } | { code: string } | 'passkey') =>
      answer(
        api.POST('/api/session/confirmation', {
          body: body === 'passkey' ? { passkey: await passkeyAnswer() } : body,
        }),
      ),
    onSuccess: () => settle(true),
  })
  const other = typed.find((method) => method !== way)
  return (
    <Modal
      open
      title={words.title}
      okText={words.confirm}
      cancelText={words.cancel}
      okButtonProps={{ loading: confirm.isPending, style: way ? undefined : { display: 'none' } }}
      onOk={() => form.submit()}
      onCancel={() => settle(false)}
      zIndex={1100}
    >
      <div className="stack">
        <p>{words.lead}</p>
        {confirm.isError && <Alert type="error" showIcon role="alert" title={sentenceOf(confirm.error)} />}
        {way && (
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            onFinish={({ value }) => confirm.mutate(way === 'code' ? { code: value } : { password: value })}
          >
            <Form.Item name="value" label={words[way]} rules={[{ required: true, message: words.need }]}>
              {way === 'password' ? (
                <Input.Password autoFocus autoComplete="current-password" />
              ) : (
                <Input autoFocus autoComplete="one-time-code" />
              )}
            </Form.Item>
          </Form>
        )}
        <div className="inline-form">
          {other && (
            <Button
              onClick={() => {
                form.resetFields()
                confirm.reset()
                setWay(other)
              }}
            >
              {words.with[other]}
            </Button>
          )}
          {methods.includes('passkey') && passkeysWork() && (
            <Button onClick={() => confirm.mutate('passkey')}>{words.passkey}</Button>
          )}
        </div>
      </div>
    </Modal>
  )
}
