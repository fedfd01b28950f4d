import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, InputNumber, Skeleton, Space } from 'antd'
import { answer, api } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { Failure } from '../shell/notices.tsx'
import { site } from './words.zh.ts'

const words = site.reminder
const key = ['expiry-reminder']
type Days = { first: number; urgent: number }

/** On how many days before its last day in force an item's people are reminded, for the whole county. */
export function ExpiryReminder({ disabled }: { disabled: boolean }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const days = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET('/api/expiry-reminder')),
    refetchOnWindowFocus: false,
  })
  const save = useMutation({
    mutationFn: ({ first, urgent }: Days) =>
      answer(api.PUT('/api/expiry-reminder', { body: { days: [first, urgent] } })),
    onSuccess: (saved) => {
      queries.setQueryData(key, saved)
      void queries.invalidateQueries({ queryKey: ['to-do'] })
      message.success(words.saved)
    },
  })
  const whole = { required: true, type: 'integer' as const, min: 1, max: 730, message: words.whole }
  return (
    <section className="panel gap-above" aria-labelledby="expiry-reminder">
      <h2 id="expiry-reminder" className="small-title">
        {words.title}
      </h2>
      <p className="muted">{words.lead}</p>
      {days.isPending && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
      {days.isError && <Failure error={days.error} again={() => days.refetch()} />}
      {save.isError && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(save.error)} />}
      {days.data && (
        <Form<Days>
          layout="vertical"
          requiredMark={false}
          disabled={disabled}
          initialValues={{ first: days.data.days[0], urgent: days.data.days[1] }}
          onFinish={(values) => save.mutate(values)}
        >
          <Space size="large" wrap align="start" className="fill">
            <Form.Item name="first" label={words.first} rules={[whole]}>
              <InputNumber suffix={words.days} />
            </Form.Item>
            <Form.Item
              name="urgent"
              label={words.urgent}
              dependencies={['first']}
              rules={[
                whole,
                ({ getFieldValue }) => ({
                  validator: (_, urgent: number | null) =>
                    urgent !== null && urgent >= getFieldValue('first')
                      ? Promise.reject(new Error(words.order))
                      : Promise.resolve(),
                }),
              ]}
            >
              <InputNumber suffix={words.days} />
            </Form.Item>
          </Space>
          <Button htmlType="submit" loading={save.isPending}>
            {words.save}
          </Button>
        </Form>
      )}
    </section>
  )
}
