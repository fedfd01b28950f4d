import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetTyped, isGone, isHere, typedHere, typedStore } from './typed-here.ts'

/** A browser's storage, as far as it is used. */
const storage = () =>
  Object.create({
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key]
    },
  }) as Storage

const keyOf = (n: number) => Buffer.alloc(32, n).toString('base64url')
const drafts = typedStore<{ text: string }>('draft', () => localStorage)
const acts = typedStore<{ text: string }>('request-act', () => sessionStorage)
const words = { text: '还没有公开的意见：不同意。' }

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-02T01:00:00Z') })
  vi.stubGlobal('localStorage', storage())
  vi.stubGlobal('sessionStorage', storage())
  isHere(7, keyOf(7))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('what was typed comes back to its writer, and nobody reads it in the browser', () => {
  expect(drafts.keep(7, words, '12')).toBe(true)
  expect(drafts.read(7, '12')).toEqual(words)
  expect(JSON.stringify({ ...localStorage })).not.toMatch(/意见|5oSP/)
  expect(drafts.read(7, '13')).toBeNull()
})

test('it is still there after the session ended by itself and somebody else came, and opens for its writer alone', () => {
  drafts.keep(7, words, '12')
  isGone()
  expect(drafts.keep(7, { text: '最后几个字' }, '12')).toBe(true)
  vi.advanceTimersByTime(3_000)
  expect(drafts.keep(7, words, '12')).toBe(false)
  expect(drafts.read(7, '12')).toBeNull()
  isHere(8, keyOf(8))
  expect(drafts.read(8, '12')).toBeNull()
  expect(drafts.read(7, '12')).toBeNull()
  isHere(7, keyOf(7))
  expect(drafts.read(7, '12')).toEqual({ text: '最后几个字' })
})

test('it goes at sign-out, also from this window, and leaves what others typed', () => {
  drafts.keep(7, words, '12')
  acts.keep(7, words, '3.propose')
  isHere(8, keyOf(8))
  drafts.keep(8, words)
  expect([typedHere(7), typedHere(8), typedHere()]).toEqual([2, 1, 3])
  forgetTyped(7)
  expect([typedHere(7), typedHere()]).toEqual([0, 1])
  expect(drafts.keep(7, words, '12')).toBe(false)
})

test('it goes after fourteen days, with what nobody can open; filters stay', () => {
  drafts.keep(7, words, '12')
  localStorage.setItem('gongkai.draft.7.old', JSON.stringify({ at: 'x', fields: {} }))
  localStorage.setItem('gongkai.filters.records', '[]')
  vi.advanceTimersByTime(13 * 86_400_000)
  isHere(8, keyOf(8))
  expect(Object.keys(localStorage).sort()).toEqual(['gongkai.draft.7.12', 'gongkai.filters.records'])
  vi.advanceTimersByTime(2 * 86_400_000)
  isHere(8, keyOf(8))
  expect(Object.keys(localStorage)).toEqual(['gongkai.filters.records'])
})
