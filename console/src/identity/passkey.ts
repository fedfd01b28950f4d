import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { answer, api } from '../api/client.ts'
import type { Body } from '../api/contract.ts'
import { ProblemError } from '../api/problem.ts'
import { signIn as words } from './words.zh.ts'

/** The browser's own refusal (put off, timed out, none there, made before) as a sentence. */
const orSentence = <T>(made: Promise<T>): Promise<T> =>
  made.catch((error: Error) => {
    const title = error.name === 'InvalidStateError' ? words.passkeyHere : words.passkeyFailed
    throw new ProblemError({ title, status: 0 })
  })

/** True where the browser can use passkeys: a secure address, and a browser of our time. */
export const passkeysWork = (): boolean => typeof PublicKeyCredential !== 'undefined' && window.isSecureContext

/** What the office takes; the library's type says the same in other words. */
type PasskeyAnswer = Body<'/api/session/passkey', 'post'>['response']

/** Asks the browser for an answer with any passkey of this site. */
export async function passkeyAnswer(): Promise<PasskeyAnswer> {
  const options = await answer(api.POST('/api/session/passkey/options'))
  return (await orSentence(startAuthentication({ optionsJSON: options as never }))) as PasskeyAnswer
}

/** Lets the browser make a passkey and keeps it; resolves with recovery codes when these are the first. */
export async function makePasskey(name: string) {
  const options = await answer(api.POST('/api/session/passkeys/options'))
  const response = await orSentence(startRegistration({ optionsJSON: options as never }))
  return answer(api.POST('/api/session/passkeys', { body: { name, response: response as never } }))
}
