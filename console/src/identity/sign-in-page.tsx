import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Typography } from 'antd'
import { useState } from 'react'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { answer, api } from '../api/client.ts'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { usePageTitle } from '../shell/page.tsx'
import { useSite } from '../shell/site.ts'
import { shell } from '../shell/words.zh.ts'
import { passkeysWork } from './passkey.ts'
import { SecondStepForm } from './second-step.tsx'
import { type SecondStep, useMe, usePasskeySignIn, useSignIn } from './session.ts'
import { typedHere } from './typed-here.ts'
import { signIn } from './words.zh.ts'

/** Only addresses inside the console may follow a sign-in. */
const inside = (to: string | null): string => (to && /^\/(?![/\\])/.test(to) ? to : '/to-do')

export function SignInPage() {
  usePageTitle(signIn.title)
  const [params] = useSearchParams()
  const to = inside(params.get('to'))
  const navigate = useNavigate()
  const enter = useSignIn()
  const passkey = usePasskeySignIn()
  const [step, setStep] = useState<SecondStep | null>(null)
  const ways = useQuery({
    queryKey: ['sign-in-options'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answer(api.GET('/api/sign-in-options')),
  })
  const [kept] = useState(() => typedHere() > 0)
  const site = useSite()
  const me = useMe()
  if (me && !enter.isPending) return <Navigate to={to} replace />
  const error = enter.error ?? passkey.error
  const wrong = error instanceof ProblemError && error.problem.detail ? error.title : signIn.refused
  const sentBack = params.get('refused')
  const goIn = () => navigate(to, { replace: true })
  const away = `/api/session/single-sign-on?to=${encodeURIComponent(to)}`
  return (
    <main className="sign-in">
      <div className="sign-in-box">
        <Typography.Title level={1} className="sign-in-title">
          {site.countyName && <span className="sign-in-county">{site.countyName}</span>}
          {shell.product}
        </Typography.Title>
        {params.has('to') && to !== '/' && to !== '/to-do' && <p className="hint">{signIn.backHere}</p>}
        {kept && <p className="hint">{signIn.kept}</p>}
        {sentBack && !error && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={signIn.refused}
            description={signIn.refusedByProvider[sentBack] ?? signIn.refusedElse}
            className="gap"
          />
        )}
        {ways.data?.empty && (
          <Alert
            type="info"
            showIcon
            title={signIn.emptyTitle}
            description={
              <>
                <p>{signIn.emptyText}</p>
                <code>bin/gongkai admin create --help</code>
              </>
            }
            className="gap"
          />
        )}
        {step ? (
          <SecondStepForm step={step} onIn={goIn} onBack={() => setStep(null)} />
        ) : (
          <>
            {error && (
              <Alert type="error" showIcon role="alert" title={wrong} description={sentenceOf(error)} className="gap" />
            )}
            <Form
              layout="vertical"
              requiredMark={false}
              size="large"
              onFinish={(values: { username: string; password: string }) =>
                enter.mutate(values, { onSuccess: (next) => (next ? setStep(next) : goIn()) })
              }
            >
              <Form.Item
                label={signIn.username}
                name="username"
                rules={[{ required: true, whitespace: true, message: signIn.needUsername }]}
              >
                <Input autoComplete="username" autoFocus autoCapitalize="off" spellCheck={false} />
              </Form.Item>
              <Form.Item
                label={signIn.password}
                name="password"
                rules={[{ required: true, message: signIn.needPassword }]}
              >
                <Input.Password autoComplete="current-password" />
              </Form.Item>
              <Button type="primary" htmlType="submit" block loading={enter.isPending}>
                {signIn.submit}
              </Button>
            </Form>
            <div className="sign-in-ways">
              {passkeysWork() && (
                <Button
                  block
                  size="large"
                  loading={passkey.isPending}
                  onClick={() => passkey.mutate(undefined, { onSuccess: goIn })}
                >
                  {signIn.passkey}
                </Button>
              )}
              {ways.data?.singleSignOn && (
                <Button block size="large" href={away}>
                  {ways.data.singleSignOn.label}
                </Button>
              )}
            </div>
          </>
        )}
        <p className="hint">{signIn.help}</p>
        {site.fictional && <p className="hint">{signIn.fictional}</p>}
      </div>
    </main>
  )
}
