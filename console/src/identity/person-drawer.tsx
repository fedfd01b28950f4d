import { DeleteOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Drawer, Form, Input, Popconfirm } from 'antd'
import { answer, api } from '../api/client.ts'
import type { Lookups, Person } from '../api/contract.ts'
import { sentenceOf } from '../api/problem.ts'
import { dateTime } from '../shell/dates.ts'
import { NewPasswordField } from './new-password-field.tsx'
import { PersonDelegations } from './person-delegations.tsx'
import { PersonSessions } from './person-sessions.tsx'
import { usePolicy } from './policy.ts'
import { PostFields, type PostValues, postOf } from './post-fields.tsx'
import { useCan, useMe } from './session.ts'
import { people as words } from './words.zh.ts'

/** `mayManage`: the account; `mayGive`: what it opens. One person has never both (三员分立). */
type May = { mayManage: boolean; mayGive: boolean }
type Props = May & { person: Person | null; lookups: Lookups; onClose: () => void }

/** Everything an administrator may do to one account, each act on its own. */
export function PersonDrawer({ person, lookups, onClose, ...may }: Props) {
  return (
    <Drawer title={person?.name ?? words.detail} open size={520} onClose={onClose}>
      {person && <PersonForms key={person.id} person={person} lookups={lookups} {...may} />}
    </Drawer>
  )
}

type Act = { run: () => Promise<unknown>; done: string }

function PersonForms({ person, lookups, mayManage, mayGive }: May & { person: Person; lookups: Lookups }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [postForm] = Form.useForm<PostValues>()
  const [passwordForm] = Form.useForm<{ password: string }>()
  const path = { id: person.id }
  const act = useMutation({
    mutationFn: ({ run }: Act) => run(),
    onSuccess: (_, { done }) => {
      message.success(done)
      void queries.invalidateQueries({ queryKey: ['people'] })
    },
  })
  const me = useMe()
  const policy = usePolicy()
  const maySeeSessions = useCan('sessions.read')
  const firstPassword = person.active ? person.firstPasswordEndsAt : null
  const over = firstPassword !== null && new Date(firstPassword) <= new Date()
  const roleLabel = (role: string) => lookups.roles.find((choice) => choice.value === role)?.label ?? role
  const locked = person.lockedUntil !== null && new Date(person.lockedUntil) > new Date()
  const need = [{ required: true, whitespace: true, message: words.need }]
  return (
    <>
      {act.isError && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(act.error)} />}
      {locked && (
        <Alert
          className="gap"
          type="warning"
          title={words.lockedUntil(dateTime(person.lockedUntil))}
          action={
            mayGive && (
              <Button
                onClick={() =>
                  act.mutate({
                    run: () => answer(api.POST('/api/people/{id}/unlock', { params: { path } })),
                    done: words.unlocked,
                  })
                }
              >
                {words.unlock}
              </Button>
            )
          }
        />
      )}
      {firstPassword && (
        <Alert
          className="gap"
          type={over ? 'warning' : 'info'}
          showIcon
          title={over ? words.firstPasswordOver(dateTime(firstPassword)) : words.firstPassword(dateTime(firstPassword))}
          description={over && (mayManage ? words.firstPasswordAgain : words.firstPasswordAsk)}
        />
      )}
      <Form
        layout="vertical"
        disabled={!mayManage}
        initialValues={{ name: person.name, active: person.active }}
        onFinish={(body: { name: string; active: boolean }) =>
          act.mutate({ run: () => answer(api.PUT('/api/people/{id}', { params: { path }, body })), done: words.saved })
        }
      >
        <Form.Item name="name" label={words.name} rules={need}>
          <Input />
        </Form.Item>
        <Form.Item name="active" valuePropName="checked">
          <Checkbox>{words.activeLabel}</Checkbox>
        </Form.Item>
        <Button htmlType="submit">{words.rename}</Button>
      </Form>
      <h2 className="small-title">{words.posts}</h2>
      {person.posts.length === 0 && <p className="hint">{words.noPosts}</p>}
      <ul className="duplicates">
        {person.posts.map((post) => {
          const label = `${post.unitName} ${post.title || roleLabel(post.role)}`
          return (
            <li key={post.id} className="saved-filter">
              <span>
                {label} <span className="muted">{roleLabel(post.role)}</span>
              </span>
              {mayGive && (
                <Popconfirm
                  title={words.removePost}
                  description={words.removePostSure(label)}
                  okText={words.removePost}
                  cancelText={words.keep}
                  onConfirm={() =>
                    act.mutate({
                      run: () =>
                        answer(
                          api.DELETE('/api/people/{id}/posts/{postId}', {
                            params: { path: { ...path, postId: post.id } },
                          }),
                        ),
                      done: words.postRemoved,
                    })
                  }
                >
                  <Button type="text" icon={<DeleteOutlined />} aria-label={`${words.removePost}：${label}`} />
                </Popconfirm>
              )}
            </li>
          )
        })}
      </ul>
      <PersonDelegations person={person} mayGive={mayGive} />
      {maySeeSessions && <PersonSessions personId={person.id} />}
      {mayGive && (
        <>
          <h2 className="small-title">{words.addPost}</h2>
          <Form
            form={postForm}
            layout="vertical"
            onFinish={(values) =>
              act.mutate(
                {
                  run: () => answer(api.POST('/api/people/{id}/posts', { params: { path }, body: postOf(values) })),
                  done: words.postAdded,
                },
                { onSuccess: () => postForm.resetFields() },
              )
            }
          >
            <PostFields lookups={lookups} />
            <Button htmlType="submit">{words.addPost}</Button>
          </Form>
          <h2 className="small-title">{words.access}</h2>
          <div className="inline-form">
            <Popconfirm
              title={words.revoke}
              description={words.revokeSure}
              okText={words.revoke}
              cancelText={words.keep}
              onConfirm={() =>
                act.mutate({
                  run: () => answer(api.DELETE('/api/people/{id}/sessions', { params: { path } })),
                  done: words.revoked,
                })
              }
            >
              <Button danger>{words.revoke}</Button>
            </Popconfirm>
            <Popconfirm
              title={words.resetFactors}
              description={words.resetFactorsSure}
              okText={words.resetFactors}
              cancelText={words.keep}
              onConfirm={() =>
                act.mutate({
                  run: () => answer(api.DELETE('/api/people/{id}/second-factors', { params: { path } })),
                  done: words.factorsReset,
                })
              }
            >
              <Button danger>{words.resetFactors}</Button>
            </Popconfirm>
          </div>
        </>
      )}
      {mayManage && me?.person.id === person.id && <p className="hint">{words.ownPassword}</p>}
      {mayManage && me?.person.id !== person.id && (
        <>
          <h2 className="small-title">{words.resetPassword}</h2>
          <Form
            form={passwordForm}
            layout="vertical"
            onFinish={(body) =>
              act.mutate(
                {
                  run: () => answer(api.POST('/api/people/{id}/password', { params: { path }, body })),
                  done: words.passwordSet,
                },
                { onSuccess: () => passwordForm.resetFields() },
              )
            }
          >
            <NewPasswordField
              owner={person}
              forOther
              name="password"
              label={words.newPassword}
              extra={words.passwordHint(policy?.firstPasswordDays ?? 0)}
            />
            <Button htmlType="submit">{words.resetPassword}</Button>
          </Form>
        </>
      )}
    </>
  )
}
