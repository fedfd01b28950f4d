import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, InputNumber, Modal } from 'antd'
import { answer, api } from '../api/client.ts'
import type { Body } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { Failure, Waiting } from '../shell/notices.tsx'
import { messages as words } from './words.zh.ts'

type Settings = Body<'/api/message-settings', 'put'>
const key = ['message-settings']

/** Quiet hours, and how long what was said is kept. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Settings>()
  const settings = useQuery({ queryKey: key, queryFn: () => answer(api.GET('/api/message-settings')) })
  const save = useMutation({
    mutationFn: (body: Settings) => answer(api.PUT('/api/message-settings', { body })),
    onSuccess: (saved) => {
      queries.setQueryData(key, saved)
      message.success(words.saved)
      onClose()
    },
  })
  return (
    <Modal
      open
      title={words.settings}
      okText={words.save}
      cancelText={words.close}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: !settings.data }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {save.isError && <Alert type="error" showIcon role="alert" title={sentenceOf(save.error)} className="gap" />}
      {settings.isPending && <Waiting />}
      {settings.isError && <Failure error={settings.error} again={() => settings.refetch()} />}
      {settings.data && (
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={settings.data}
          onFinish={(values) => save.mutate(values)}
        >
          <div className="pair">
            <Form.Item name="quietFrom" label={words.quietFrom}>
              <Input maxLength={5} />
            </Form.Item>
            <Form.Item name="quietUntil" label={words.quietUntil}>
              <Input maxLength={5} />
            </Form.Item>
          </div>
          <p className="hint">{words.quietHint}</p>
          <Form.Item name="keepDays" label={words.keepDays} extra={words.keepHint}>
            <InputNumber min={7} max={3650} precision={0} />
          </Form.Item>
        </Form>
      )}
    </Modal>
  )
}
