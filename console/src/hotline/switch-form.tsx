import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { SwitchConnection } from '../api/contract.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { described, Field, faultOf, focusFault, LineField } from '../casework/field.tsx'
import { Failure, Waiting } from '../shell/notices.tsx'
import { SettingHistory } from './setting-history.tsx'
import { switchSettings as words } from './words.zh.ts'

const key = ['hotline', 'switch']

/** The connection to the telephone switch. The password goes there and never comes back. */
export function SwitchForm() {
  const found = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET('/api/hotline/switch')),
    refetchOnWindowFocus: false,
  })
  if (found.isError) return <Failure error={found.error} again={() => found.refetch()} />
  if (!found.data) return <Waiting />
  // Anew after it was saved or given up, so that nothing typed stays beside what is kept.
  return <Form key={`${found.data.from} ${found.dataUpdatedAt}`} given={found.data} />
}

const fields = ['url', 'user', 'app', 'seatEndpoint', 'numberEndpoint', 'speech'] as const

function Form({ given }: { given: SwitchConnection }) {
  const { from, standing, passwordSet, ...settings } = given
  const [value, setValue] = useState({ ...settings, password: '' })
  const [changing, setChanging] = useState(false)
  const { message, modal } = App.useApp()
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const history = useQuery({
    queryKey: ['hotline', 'switch-history'],
    queryFn: () => answer(api.GET('/api/hotline/switch/history')),
  })
  const renewed = async () => {
    message.success(words.saved)
    await queries.invalidateQueries({ queryKey: ['hotline', 'switch-history'] })
    await queries.invalidateQueries({ queryKey: key })
  }
  const onError = () => focusFault(form.current)
  const test = useMutation({
    mutationFn: () => answer(api.POST('/api/hotline/switch/test', { body: value })),
    onError,
  })
  const save = useMutation({
    mutationFn: () => answer(api.PUT('/api/hotline/switch', { body: value })),
    onMutate: () => test.reset(),
    onSuccess: renewed,
    onError,
  })
  const forget = useMutation({
    mutationFn: () => answer(api.DELETE('/api/hotline/switch')),
    onSuccess: renewed,
    onError: (error) => message.error(sentenceOf(error)),
  })
  const refused = [save.error, test.error].find((error) => error !== null)
  const issues = refused instanceof ProblemError ? refused.issues : []
  // What is kept was given for this address and user; for others it has to be typed again.
  const kept = passwordSet && value.url === settings.url && value.user === settings.user
  const askForget = () =>
    modal.confirm({
      title: words.forget,
      content: words.forgetAsk,
      okText: words.forget,
      cancelText: words.cancel,
      onOk: () => forget.mutateAsync().catch(() => undefined),
    })
  return (
    <section className="panel" aria-labelledby="switch-title">
      <h2 id="switch-title" className="section-title">
        {words.title}
      </h2>
      {from === 'none' ? (
        <Alert className="gap" type="info" showIcon title={words.none} description={words.noneHint} />
      ) : (
        <p>
          {words.standing[standing]} <span className="muted">{words.from[from]}</span>
        </p>
      )}
      <form
        ref={form}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        {refused && <Alert className="gap" type="error" showIcon role="alert" title={sentenceOf(refused)} />}
        {fields.map((name) => (
          <LineField
            key={name}
            id={`switch-${name}`}
            label={words.fields[name]}
            hint={words.hints[name]}
            optional={name === 'speech'}
            fault={faultOf(issues, name)}
            className={name === 'url' || name === 'speech' ? undefined : 'setting-short'}
            maxLength={300}
            spellCheck={false}
            value={value[name]}
            onChange={(typed) => setValue({ ...value, [name]: typed })}
          />
        ))}
        {kept && !changing ? (
          <div className="rq-field">
            <strong>{words.password}</strong>
            <div className="setting-secret">
              {words.passwordSet}
              <Button size="small" onClick={() => setChanging(true)}>
                {words.passwordChange}
              </Button>
            </div>
          </div>
        ) : (
          <Field
            id="switch-password"
            label={words.password}
            hint={kept ? words.passwordHint : undefined}
            fault={faultOf(issues, 'password')}
          >
            <Input.Password
              {...described('switch-password', faultOf(issues, 'password'))}
              className="setting-short"
              autoComplete="new-password"
              autoFocus={changing}
              maxLength={200}
              value={value.password}
              onChange={(event) => setValue({ ...value, password: event.target.value })}
            />
          </Field>
        )}
        <div aria-live="polite">
          {test.data && (
            <Alert
              className="gap"
              type={test.data.ok ? 'success' : 'warning'}
              showIcon
              role="status"
              title={test.data.sentence}
            />
          )}
        </div>
        <div className="call-acts">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {words.save}
          </Button>
          <Button
            loading={test.isPending}
            onClick={() => {
              save.reset()
              test.mutate()
            }}
          >
            {words.test}
          </Button>
          {from === 'console' && <Button onClick={askForget}>{words.forget}</Button>}
        </div>
      </form>
      <SettingHistory id="switch-history" entries={history.data} />
    </section>
  )
}
