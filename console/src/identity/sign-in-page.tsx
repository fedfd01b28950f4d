import { Alert, Button, Form, Input, Typography } from 'antd'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { ProblemError, sentenceOf } from '../api/problem.ts'
import { usePageTitle } from '../shell/page.tsx'
import { useSite } from '../shell/site.ts'
import { shell } from '../shell/words.zh.ts'
import { useMe, useSignIn } from './session.ts'
import { signIn } from './words.zh.ts'

/** Only addresses inside the console may follow a sign-in. */
const inside = (to: string | null): string => (to && /^\/(?![/\\])/.test(to) ? to : '/to-do')

export function SignInPage() {
  usePageTitle(signIn.title)
  const [params] = useSearchParams()
  const to = inside(params.get('to'))
  const navigate = useNavigate()
  const enter = useSignIn()
  const site = useSite()
  const me = useMe()
  if (me && !enter.isPending) return <Navigate to={to} replace />
  const wrong = enter.error instanceof ProblemError ? enter.error.title : signIn.refused
  return (
    <main className="sign-in">
      <div className="sign-in-box">
        <Typography.Title level={1} className="sign-in-title">
          {site.countyName && <span className="sign-in-county">{site.countyName}</span>}
          {shell.product}
        </Typography.Title>
        {params.has('to') && to !== '/to-do' && <p className="hint">{signIn.kept}</p>}
        {enter.isError && (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={wrong}
            description={sentenceOf(enter.error)}
            className="gap"
          />
        )}
        <Form
          layout="vertical"
          requiredMark={false}
          size="large"
          onFinish={(values: { username: string; password: string }) =>
            enter.mutate(values, { onSuccess: () => navigate(to, { replace: true }) })
          }
        >
          <Form.Item
            label={signIn.username}
            name="username"
            rules={[{ required: true, whitespace: true, message: signIn.needUsername }]}
          >
            <Input autoComplete="username" autoFocus autoCapitalize="off" spellCheck={false} />
          </Form.Item>
          <Form.Item label={signIn.password} name="password" rules={[{ required: true, message: signIn.needPassword }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={enter.isPending}>
            {signIn.submit}
          </Button>
        </Form>
        <p className="hint">{signIn.help}</p>
        {site.fictional && <p className="hint">{signIn.fictional}</p>}
      </div>
    </main>
  )
}
