import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { answer, api } from '../api/client.ts'
import type { CallDetail } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { seat as words } from './words.zh.ts'

/** Who calls, masked; the whole number for who has to call back, which is written down. */
export function CallerNumber({ call }: { call: Pick<CallDetail, 'id' | 'caller' | 'line' | 'mayUnmask'> }) {
  const { modal, message } = App.useApp()
  const show = useMutation({
    mutationFn: () => answer(api.POST('/api/hotline/calls/{id}/caller-view', { params: { path: { id: call.id } } })),
    onError: (error) => message.error(sentenceOf(error)),
  })
  const ask = () =>
    modal.confirm({
      title: words.showNumber,
      content: words.showNumberAsk,
      okText: words.show,
      cancelText: words.cancel,
      onOk: () => show.mutateAsync().catch(() => undefined),
    })
  return (
    <p className="call-number">
      <strong>{show.data?.caller ?? call.caller}</strong> <span className="muted">→ {call.line}</span>
      {!show.data && call.mayUnmask && (
        <Button type="link" size="small" onClick={ask}>
          {words.showNumber}
        </Button>
      )}
    </p>
  )
}
