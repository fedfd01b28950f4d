import { useMutation } from '@tanstack/react-query'
import { Alert, Form, Input, Modal } from 'antd'
import { useEffect } from 'react'
import { answer, api } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { security as words } from './words.zh.ts'

type Props = { onClose: () => void; onEnrolled: (recoveryCodes: string[] | null) => void }

/** One-time codes in two moves: scan, then prove it with the first code. */
export function TotpDialog({ onClose, onEnrolled }: Props) {
  const [form] = Form.useForm<{ code: string }>()
  const begin = useMutation({ mutationFn: () => answer(api.POST('/api/session/totp')) })
  const confirm = useMutation({
    mutationFn: (body: { code: string }) => answer(api.POST('/api/session/totp/confirmation', { body })),
    onSuccess: ({ recoveryCodes }) => onEnrolled(recoveryCodes),
  })
  const { mutate } = begin
  useEffect(() => mutate(), [mutate])
  const error = begin.error ?? confirm.error
  return (
    <Modal
      open
      title={words.enable}
      okText={words.finish}
      cancelText={words.cancel}
      okButtonProps={{ disabled: !begin.data, loading: confirm.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error && <Alert type="error" showIcon role="alert" title={sentenceOf(error)} className="gap" />}
      {begin.data && (
        <>
          <p>{words.scan}</p>
          <img
            className="totp-code"
            alt={words.qr}
            src={`data:image/svg+xml;utf8,${encodeURIComponent(begin.data.svg)}`}
          />
          <p className="hint">
            {words.typeSecret}
            <br />
            <code>{begin.data.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          </p>
        </>
      )}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => confirm.mutate(values)}>
        <Form.Item
          name="code"
          label={words.firstCode}
          rules={[{ required: true, whitespace: true, message: words.need }]}
        >
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={8} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
