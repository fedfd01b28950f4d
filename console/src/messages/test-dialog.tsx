import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { Body } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { messages as words } from './words.zh.ts'

type Test = Body<'/api/messages/tests', 'post'>

/** A message that says nothing but that the line works. */
export function TestDialog({ onClose }: { onClose: () => void }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [channel, setChannel] = useState<Test['channel']>('email')
  const [to, setTo] = useState('')
  const send = useMutation({
    mutationFn: () => answer(api.POST('/api/messages/tests', { body: { channel, to } })),
    onSuccess: () => {
      message.success(words.testQueued)
      queries.invalidateQueries({ queryKey: ['messages'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={words.test}
      okText={words.testSend}
      cancelText={words.close}
      okButtonProps={{ disabled: to.trim() === '' }}
      confirmLoading={send.isPending}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      {send.isError && <Alert type="error" showIcon role="alert" title={sentenceOf(send.error)} className="gap" />}
      <Form layout="vertical">
        <Form.Item>
          <Radio.Group
            aria-label={words.channel}
            value={channel}
            options={(['email', 'sms'] as const).map((value) => ({ value, label: words.channels[value] }))}
            onChange={(event) => {
              setChannel(event.target.value)
              send.reset()
            }}
          />
        </Form.Item>
        <Form.Item label={words.testTo[channel]} htmlFor="test-to">
          <Input
            id="test-to"
            type={channel === 'email' ? 'email' : 'tel'}
            maxLength={254}
            value={to}
            onChange={(event) => setTo(event.target.value)}
            onPressEnter={() => to.trim() && send.mutate()}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
