import { maskPhone } from '../../foundations/personal-data/index.ts'
import type { Keyring } from '../../platform/keyring.ts'
import type { SealedColumn } from '../../platform/sealed-columns.ts'
import { sealedSwitch } from './telephone.ts'
import { words } from './words.zh.ts'

/** Who calls: sealed, and what may be known without opening it. */

const callerPlace = (callId: string) => `call/${callId}/caller`
const questionPlace = (callId: string) => `call/${callId}/question`
export const liaisonPlace = (id: string) => `liaison/${id}/phone`

export const sealedHotline: SealedColumn[] = [
  { table: 'call', key: 'id', column: 'caller_sealed', place: callerPlace },
  { table: 'call', key: 'id', column: 'question_sealed', place: questionPlace },
  { table: 'liaison', key: 'id', column: 'phone_sealed', place: liaisonPlace },
  sealedSwitch,
]

/** The digits of a number as the exchange or a person writes it, without the country's code. */
export const digitsOf = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/, '')

/** The same for the same telephone, also in 政务信息查询: how earlier calls and cases are found. '' for a withheld number. */
export const callerKey = (keyring: Keyring, number: string): string => {
  const digits = digitsOf(number)
  return digits.length >= 7 ? keyring.fingerprint(digits, 'caller') : ''
}

export const maskCaller = (number: string): string => (digitsOf(number) ? maskPhone(digitsOf(number)) : words.withheld)

/** The columns of a number. */
export const sealCaller = (keyring: Keyring, callId: string, number: string) => ({
  caller_sealed: digitsOf(number) ? keyring.seal(digitsOf(number), callerPlace(callId)) : null,
  caller_masked: maskCaller(number),
  caller_key: callerKey(keyring, number),
})
export const openCaller = (keyring: Keyring, callId: string, sealed: string | null): string =>
  sealed === null ? '' : keyring.open(sealed, callerPlace(callId))

export const sealQuestion = (keyring: Keyring, callId: string, question: string): string | null =>
  question ? keyring.seal(question, questionPlace(callId)) : null
export const openQuestion = (keyring: Keyring, callId: string, sealed: string | null): string =>
  sealed === null ? '' : keyring.open(sealed, questionPlace(callId))
