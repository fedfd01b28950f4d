import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Modal, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { dateTime, dayOf, longDate } from '../shell/dates.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { makePasskey, passkeysWork } from './passkey.ts'
import { useMe } from './session.ts'
import { SessionList } from './session-list.tsx'
import { TotpDialog } from './totp-dialog.tsx'
import { security as words } from './words.zh.ts'

type Act = { run: () => Promise<unknown>; done: string }
const key = ['security']

/** What one proves oneself with, and where one is signed in. */
export default function SecurityPage() {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const needed = useMe()?.need === 'second_factor'
  const [enrolling, setEnrolling] = useState(false)
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const [codes, setCodes] = useState<string[] | null>(null)
  const security = useQuery({ queryKey: key, queryFn: () => answer(api.GET('/api/session/security')) })
  const changed = () => {
    void queries.invalidateQueries({ queryKey: key })
    void queries.invalidateQueries({ queryKey: ['session'] })
  }
  const act = useMutation({
    mutationFn: ({ run }: Act) => run(),
    onSuccess: (_, { done }) => {
      message.success(done)
      changed()
    },
  })
  const given = (made: string[] | null) => made && setCodes(made)
  if (security.isPending) return <Waiting />
  if (security.isError) return <FailedPage error={security.error} again={() => security.refetch()} />
  const { totp, passkeys, recoveryCodesLeft, passwordChangedAt, passwordExpiresAt } = security.data
  return (
    <Page title={words.title} lead={words.lead} narrow>
      {needed && <Alert type="info" showIcon title={words.needed} className="gap" />}
      {act.isError && !naming && (
        <Alert type="error" showIcon role="alert" title={sentenceOf(act.error)} className="gap" />
      )}

      <section className="panel gap">
        <h2 className="small-title">{words.password}</h2>
        <p>
          {words.passwordChanged(longDate(dayOf(passwordChangedAt)))}
          {passwordExpiresAt && <> · {words.passwordExpires(longDate(dayOf(passwordExpiresAt)))}</>}
        </p>
        <Link to="/password">{words.changePassword}</Link>
      </section>

      <section className="panel gap">
        <h2 className="small-title">
          {words.totp} <Tag color={totp ? 'success' : undefined}>{totp ? `● ${words.on}` : `○ ${words.off}`}</Tag>
        </h2>
        <p className="hint">{words.totpHint}</p>
        {totp ? (
          <Popconfirm
            title={words.disable}
            description={words.disableSure}
            okText={words.disable}
            cancelText={words.cancel}
            onConfirm={() => act.mutate({ run: () => answer(api.DELETE('/api/session/totp')), done: words.disabled })}
          >
            <Button>{words.disable}</Button>
          </Popconfirm>
        ) : (
          <Button type="primary" onClick={() => setEnrolling(true)}>
            {words.enable}
          </Button>
        )}
      </section>

      <section className="panel gap">
        <h2 className="small-title">{words.passkeys}</h2>
        <p className="hint">{words.passkeysHint}</p>
        {passkeys.length === 0 && <p>{words.noPasskeys}</p>}
        <ul className="duplicates">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="saved-filter">
              <span>
                {passkey.name}{' '}
                <span className="muted">
                  {words.added(dayOf(passkey.createdAt))} ·{' '}
                  {passkey.lastUsedAt ? words.used(dateTime(passkey.lastUsedAt)) : words.unused}
                </span>
              </span>
              <Popconfirm
                title={words.removePasskey}
                description={words.removePasskeySure(passkey.name)}
                okText={words.removePasskey}
                cancelText={words.cancel}
                onConfirm={() =>
                  act.mutate({
                    run: () =>
                      answer(api.DELETE('/api/session/passkeys/{key}', { params: { path: { key: passkey.id } } })),
                    done: words.passkeyRemoved,
                  })
                }
              >
                <Button type="text" aria-label={`${words.removePasskey}：${passkey.name}`}>
                  {words.removePasskey}
                </Button>
              </Popconfirm>
            </li>
          ))}
        </ul>
        {passkeysWork() && <Button onClick={() => setNaming(true)}>{words.addPasskey}</Button>}
      </section>

      <section className="panel gap">
        <h2 className="small-title">{words.recovery}</h2>
        <p className="hint">{words.recoveryHint}</p>
        {totp || passkeys.length ? (
          <div className="inline-form">
            <span>{words.recoveryLeft(recoveryCodesLeft)}</span>
            <Popconfirm
              title={words.renew}
              description={words.renewSure}
              okText={words.renew}
              cancelText={words.cancel}
              onConfirm={() =>
                act.mutate({
                  run: async () => given((await answer(api.POST('/api/session/recovery-codes'))).recoveryCodes),
                  done: words.renew,
                })
              }
            >
              <Button>{words.renew}</Button>
            </Popconfirm>
          </div>
        ) : (
          <p>{words.recoveryNone}</p>
        )}
      </section>

      {!needed && <SessionList />}

      {enrolling && (
        <TotpDialog
          onClose={() => setEnrolling(false)}
          onEnrolled={(made) => {
            setEnrolling(false)
            message.success(words.enabled)
            given(made)
            changed()
          }}
        />
      )}
      <Modal
        open={naming}
        title={words.addPasskey}
        okText={words.addPasskey}
        cancelText={words.cancel}
        okButtonProps={{ disabled: !name.trim(), loading: act.isPending }}
        onCancel={() => {
          setNaming(false)
          act.reset()
        }}
        onOk={() =>
          act.mutate({
            run: async () => {
              const { recoveryCodes } = await makePasskey(name.trim())
              setNaming(false)
              setName('')
              given(recoveryCodes)
            },
            done: words.passkeyAdded,
          })
        }
      >
        {act.isError && <Alert type="error" showIcon role="alert" title={sentenceOf(act.error)} className="gap" />}
        <label htmlFor="passkey-name">{words.passkeyName}</label>
        <Input id="passkey-name" maxLength={50} value={name} onChange={(event) => setName(event.target.value)} />
      </Modal>
      <Modal
        open={codes !== null}
        title={words.codesTitle}
        closable={false}
        footer={
          <>
            <Button
              onClick={() => {
                void navigator.clipboard?.writeText((codes ?? []).join('\n'))
                message.success(words.copied)
              }}
            >
              {words.copy}
            </Button>
            <Button type="primary" onClick={() => setCodes(null)}>
              {words.codesKept}
            </Button>
          </>
        }
      >
        <p>{words.codesLead}</p>
        <ul className="recovery-codes">
          {codes?.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </Modal>
    </Page>
  )
}
