import { Alert, Button, Form, Input } from 'antd'
import { sentenceOf } from '../api/problem.ts'
import { passkeysWork } from './passkey.ts'
import { type SecondStep, usePasskeySignIn, useSecondStep } from './session.ts'
import { signIn as words } from './words.zh.ts'

type Props = { step: SecondStep; onIn: () => void; onBack: () => void }

/** What is asked for after the password: a code, or a passkey. */
export function SecondStepForm({ step, onIn, onBack }: Props) {
  const enter = useSecondStep()
  const passkey = usePasskeySignIn()
  const error = enter.error ?? passkey.error
  const byApp = step.methods.includes('code')
  const byCode = byApp || step.methods.includes('recovery_code')
  const byPasskey = step.methods.includes('passkey') && passkeysWork()
  const lead = byApp ? words.secondLead : !byCode ? words.passkeyOnly : byPasskey ? words.passkeyOrCode : words.codeOnly
  return (
    <>
      <h2 className="small-title">{words.secondTitle}</h2>
      <p className="hint">{lead}</p>
      {error && <Alert type="error" showIcon role="alert" title={sentenceOf(error)} className="gap" />}
      <Form
        layout="vertical"
        requiredMark={false}
        size="large"
        className="stack"
        onFinish={({ code }: { code: string }) => enter.mutate({ ticket: step.ticket, code }, { onSuccess: onIn })}
      >
        {byCode && (
          <Form.Item
            label={byApp ? words.code : words.recoveryCode}
            name="code"
            rules={[{ required: true, whitespace: true, message: byApp ? words.needCode : words.needRecoveryCode }]}
          >
            <Input autoFocus autoComplete="one-time-code" autoCapitalize="off" spellCheck={false} />
          </Form.Item>
        )}
        {byCode && (
          <Button type="primary" htmlType="submit" block loading={enter.isPending}>
            {words.verify}
          </Button>
        )}
        {byPasskey && (
          <Button
            type={byCode ? 'default' : 'primary'}
            block
            loading={passkey.isPending}
            onClick={() => passkey.mutate(undefined, { onSuccess: onIn })}
          >
            {words.passkey}
          </Button>
        )}
        <Button type="text" block onClick={onBack}>
          {words.back}
        </Button>
      </Form>
    </>
  )
}
