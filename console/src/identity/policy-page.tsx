import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, InputNumber, Radio, Select } from 'antd'
import { answer, api } from '../api/client.ts'
import type { SignInPolicy } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { useLookups } from '../publishing/queries.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { policyKey } from './policy.ts'
import { policy as words } from './words.zh.ts'

/** How everybody signs in: the security administrator's page. */
export default function PolicyPage() {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const lookups = useLookups()
  const policy = useQuery({ queryKey: policyKey, queryFn: () => answer(api.GET('/api/sign-in-policy')) })
  const save = useMutation({
    mutationFn: (body: SignInPolicy) => answer(api.PUT('/api/sign-in-policy', { body })),
    onSuccess: (saved) => {
      queries.setQueryData(policyKey, saved)
      message.success(words.saved)
    },
  })
  if (policy.isPending || lookups.isPending) return <Waiting />
  if (policy.isError) return <FailedPage error={policy.error} again={() => policy.refetch()} />
  const need = [{ required: true, message: words.need }]
  return (
    <Page title={words.title} lead={words.lead} narrow>
      {save.isError && <Alert type="error" showIcon role="alert" title={sentenceOf(save.error)} className="gap" />}
      <Form
        layout="vertical"
        requiredMark={false}
        className="panel"
        initialValues={policy.data}
        onFinish={(values: SignInPolicy) => save.mutate(values)}
      >
        <Form.Item name="passwordDays" label={words.passwordDays} extra={words.passwordDaysHint} rules={need}>
          <InputNumber min={0} max={3650} precision={0} />
        </Form.Item>
        <Form.Item
          name="firstPasswordDays"
          label={words.firstPasswordDays}
          extra={words.firstPasswordDaysHint}
          rules={need}
        >
          <InputNumber min={0} max={365} precision={0} />
        </Form.Item>
        <Form.Item name="passwordsRemembered" label={words.passwordsRemembered} rules={need}>
          <InputNumber min={0} max={24} precision={0} />
        </Form.Item>
        <Form.Item name="secondFactorRoles" label={words.secondFactorRoles} extra={words.secondFactorHint}>
          <Select mode="multiple" options={lookups.data?.roles ?? []} optionFilterProp="label" />
        </Form.Item>
        <Form.Item name="idleMinutes" label={words.idleMinutes} extra={words.idleMinutesHint} rules={need}>
          <InputNumber min={5} max={240} precision={0} />
        </Form.Item>
        <Form.Item name="confirmMinutes" label={words.confirmMinutes} extra={words.confirmMinutesHint} rules={need}>
          <InputNumber min={1} max={720} precision={0} />
        </Form.Item>
        <Form.Item name="confirmBy" label={words.confirmBy} rules={need}>
          <Radio.Group
            options={[
              { value: 'any', label: words.any },
              { value: 'second_factor', label: words.secondFactor },
            ]}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {words.save}
        </Button>
      </Form>
    </Page>
  )
}
