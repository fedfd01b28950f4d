import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, App, Form, Input, Modal, Select } from 'antd'
import { answer, api } from '../api/client.ts'
import type { Body, Post } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { DateField } from '../publishing/fields.tsx'
import { useLookups } from '../publishing/queries.ts'
import { today } from '../shell/dates.ts'
import { postName, useChanged } from './delegations.ts'
import { delegation as words } from './words.zh.ts'

type Values = Required<Body<'/api/delegations', 'post'>>

/** Names a deputy for one of these posts; `forOther`: not one's own, so the reason must be said. */
export function DelegationDialog({
  posts,
  forOther,
  onClose,
}: {
  posts: Post[]
  forOther?: string
  onClose: () => void
}) {
  const [form] = Form.useForm<Values>()
  const { message } = App.useApp()
  const lookups = useLookups()
  const changed = useChanged()
  const postId = Form.useWatch('postId', form) ?? posts[0]?.id
  const deputies = useQuery({
    queryKey: ['deputies', postId],
    enabled: postId !== undefined,
    queryFn: () => answer(api.GET('/api/posts/{id}/deputies', { params: { path: { id: postId } } })),
  })
  const create = useMutation({
    mutationFn: (body: Values) => answer(api.POST('/api/delegations', { body })),
    onSuccess: () => {
      changed()
      message.success(words.made)
      onClose()
    },
    onError: (error) => {
      if (error instanceof ProblemError)
        form.setFields(error.issues.map(({ field, message: text }) => ({ name: field as 'postId', errors: [text] })))
    },
  })
  const roleLabel = (role: string) => lookups.data?.roles.find((choice) => choice.value === role)?.label ?? role
  const need = [{ required: true, message: words.need }]
  return (
    <Modal
      open
      title={forOther ? words.makeFor(forOther) : words.make}
      okText={words.submit}
      cancelText={words.cancel}
      okButtonProps={{ loading: create.isPending }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {create.isError && <Alert className="gap" type="error" role="alert" title={sentenceOf(create.error)} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ postId: posts[0]?.id, startsOn: today(), reason: '' }}
        onFinish={(values) => create.mutate(values)}
      >
        <Form.Item name="postId" label={words.post} rules={need}>
          <Select
            options={posts.map((post) => ({ value: post.id, label: postName(post, roleLabel(post.role)) }))}
            onChange={() => form.setFieldValue('deputyId', undefined)}
          />
        </Form.Item>
        <Form.Item name="deputyId" label={words.deputy} extra={words.deputyHint} rules={need}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={deputies.isFetching}
            placeholder={words.choose}
            notFoundContent={words.nobody}
            options={deputies.data?.map(({ id, name, posts: held }) => ({
              value: id,
              label: `${name}（${held.map((one) => one.title || roleLabel(one.role)).join('、')}）`,
            }))}
          />
        </Form.Item>
        <div className="pair">
          <Form.Item name="startsOn" label={words.from} rules={need}>
            <Day id="startsOn" />
          </Form.Item>
          <Form.Item name="endsOn" label={words.to} rules={need}>
            <Day id="endsOn" />
          </Form.Item>
        </div>
        <Form.Item name="reason" label={forOther ? words.reason : words.reasonOptional} rules={forOther ? need : []}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      <p className="hint">{words.meaning}</p>
    </Modal>
  )
}

/** A day as a control of the form, which gives it value and change. */
function Day({
  id,
  value = null,
  onChange,
}: {
  id: string
  value?: string | null
  onChange?: (day: string | null) => void
}) {
  return <DateField id={id} value={value} onChange={(day) => onChange?.(day)} />
}
