import { Secret, TOTP } from 'otpauth'

/** One-time codes of RFC 6238 as every authenticator app makes them: SHA-1, six digits, half a minute. */
const period = 30
const totpOf = (secret: string, label = '', issuer = '') =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period, issuer, label })

/** A new secret of 160 bits in base32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32

/** What the QR code holds. */
export const enrolmentUri = (secret: string, account: string, issuer: string): string =>
  totpOf(secret, account, issuer).toString()

/** The code that an app would show at an instant. */
export const codeAt = (secret: string, at: Temporal.Instant): string =>
  totpOf(secret).generate({ timestamp: at.epochMilliseconds })

/**
 * The time step to which a code belongs: now, the one before or the one after, because clocks differ. A step up to
 * `lastStep` was taken already, and a code is good once: `used`. Undefined: not a code of these steps.
 */
export const stepOf = (
  secret: string,
  code: string,
  at: Temporal.Instant,
  lastStep: number,
): number | 'used' | undefined => {
  const delta = totpOf(secret).validate({ token: code, timestamp: at.epochMilliseconds, window: 1 })
  if (delta === null) return undefined
  const step = Math.floor(at.epochMilliseconds / 1000 / period) + delta
  return step > lastStep ? step : 'used'
}
