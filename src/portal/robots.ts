import type { FastifyRequest } from 'fastify'
import type { PortalSecret } from './intake/portal-secret.ts'

/** Telling people from programs without pictures, sounds or a third party: one sum in words, and only where there is cause. */

const numerals = '零一二三四五六七八九十'

export type Question = { a: string; b: string }

/** The sum asked of a form; always the same for one form. */
const termsOf = (formId: string, secret: Pick<PortalSecret, 'hash'>): [number, number] => {
  const [a = 0, b = 0] = secret.hash(formId, 'question')
  return [2 + (a % 8), 2 + (b % 8)]
}
export const questionOf = (formId: string, secret: Pick<PortalSecret, 'hash'>): Question => {
  const [a, b] = termsOf(formId, secret)
  return { a: numerals[a]!, b: numerals[b]! }
}

const inWords = (n: number) => (n <= 10 ? numerals[n]! : `十${numerals[n - 10]}`)

/** Right in digits of any width, or in words. */
export const answered = (formId: string, typed: string, secret: Pick<PortalSecret, 'hash'>): boolean => {
  const [a, b] = termsOf(formId, secret)
  const tidy = typed.normalize('NFKC').replace(/\s/g, '')
  return tidy === String(a + b) || tidy === inWords(a + b)
}

const window = 600_000
/** Forms that one address may send within ten minutes before it is asked. */
const unasked = 3
const mostRemembered = 10_000

/** Which addresses send many forms; kept in memory alone, for ten minutes. */
export const openBusyAddresses = (clock: () => Temporal.Instant) => {
  const sent = new Map<string, number[]>()
  return {
    busy(request: FastifyRequest): boolean {
      const since = clock().epochMilliseconds - window
      return (sent.get(request.ip) ?? []).filter((at) => at > since).length >= unasked
    },
    note(request: FastifyRequest): void {
      const now = clock().epochMilliseconds
      const before = (sent.get(request.ip) ?? []).filter((at) => at > now - window)
      sent.delete(request.ip)
      sent.set(request.ip, [...before, now].slice(-unasked))
      if (sent.size > mostRemembered) sent.delete(sent.keys().next().value!)
    },
  }
}
