import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { type ComponentProps, useState } from 'react'
import { isCommonPassword } from '../../../src/foundations/identity/common-passwords.ts'
import { oneTimePassword } from '../../../src/foundations/identity/one-time-password.ts'
import { type Owner, passwordIssue, strengthOf, strengths } from '../../../src/foundations/identity/password-rules.ts'
import { password as words } from './words.zh.ts'

type Props = ComponentProps<typeof Form.Item> & {
  name: string
  owner: Omit<Owner, 'pinyin'>
  /** For somebody else: offers one made at random, and shows it. */
  forOther?: boolean
}

/** The list of passwords that are tried first; it comes when somebody is about to choose one. */
const commonPasswords = {
  queryKey: ['common-passwords'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async () => ({ has: await isCommonPassword() }),
}

/** A new password, held to the office's rule and told how hard it is to guess while it is typed. */
export function NewPasswordField({ owner, name, forOther = false, ...item }: Props) {
  const form = Form.useFormInstance()
  const [touched, setTouched] = useState(false)
  const [visible, setVisible] = useState(false)
  const common = useQuery({ ...commonPasswords, enabled: touched }).data
  const typed: string = Form.useWatch(name) ?? ''
  const issueOf = (text: string) =>
    text === '' ? undefined : passwordIssue(text, { ...owner, pinyin: '' }, common?.has ?? (() => false))
  const rules = [
    { required: true, message: words.need },
    {
      validator: async (_: unknown, text: string) => {
        const issue = issueOf(text ?? '')
        if (issue) throw new Error(issue)
      },
    },
  ]
  return (
    <>
      <Form.Item name={name} rules={rules} {...item}>
        <Input.Password
          autoComplete="new-password"
          visibilityToggle={{ visible, onVisibleChange: setVisible }}
          onFocus={() => setTouched(true)}
        />
      </Form.Item>
      {touched && <Strength typed={typed} fits={issueOf(typed) === undefined} />}
      {forOther && (
        <div className="gap">
          <Button
            onClick={() => {
              form.setFieldValue(name, oneTimePassword())
              setTouched(true)
              setVisible(true)
              void form.validateFields([name])
            }}
          >
            {words.makeOne}
          </Button>
        </div>
      )}
    </>
  )
}

function Strength({ typed, fits }: { typed: string; fits: boolean }) {
  const strength = strengthOf(typed)
  const level = typed && fits ? strengths.indexOf(strength) + 1 : 0
  return (
    <div className="strength">
      <span className="strength-bar" aria-hidden="true">
        {strengths.map((one, i) => (
          <span key={one} className={i < level ? `strength-on strength-${strength}` : ''} />
        ))}
      </span>
      <span role="status">
        {typed && `${words.strength}：${fits ? words.strengths[strength] : words.refused}`}
        {level > 0 && level < 3 && `。${words.longer}`}
      </span>
    </div>
  )
}
