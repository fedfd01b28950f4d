import { expect, test } from 'vitest'
import { codeAt, enrolmentUri, newSecret, stepOf } from './totp.ts'

/** The secret of RFC 6238's test vectors, '12345678901234567890', in base32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)

// RFC 6238 Appendix B, SHA-1; its eight digits end in these six.
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at %i the code is %s', (seconds, code) => {
  expect(codeAt(secret, at(seconds))).toBe(code)
  expect(stepOf(secret, code, at(seconds), 0)).toBe(Math.floor(seconds / 30))
})

test('a clock may differ by one step, not by two; a step is good once', () => {
  const code = codeAt(secret, at(900))
  expect(stepOf(secret, code, at(870), 0)).toBe(30)
  expect(stepOf(secret, code, at(930), 0)).toBe(30)
  expect(stepOf(secret, code, at(960), 0)).toBeUndefined()
  expect(stepOf(secret, code, at(930), 30)).toBe('used')
  expect(stepOf(secret, code, at(960), 30)).toBeUndefined()
  expect(stepOf(secret, code, at(930), 29)).toBe(30)
  expect(stepOf(secret, '12345', at(930), 0)).toBeUndefined()
})

test('the QR code holds what apps expect', () => {
  expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/)
  const uri = new URL(enrolmentUri(secret, 'sujiming', '云溪县政务公开平台'))
  expect(uri.protocol).toBe('otpauth:')
  expect(decodeURIComponent(uri.pathname)).toContain('云溪县政务公开平台:sujiming')
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ secret, digits: '6', period: '30', algorithm: 'SHA1' })
})
