import type { FuzzCall } from './calls.ts'
import type { Heard } from './send.ts'

const stack = /\n\s+at .+:\d+:\d+|node_modules\/|\.tsx?:\d+:\d+|\/src\/[a-z-]+\//
/** Names of PostgreSQL's and SQLite's own, and of errors nobody meant for a reader. */
const inside = /\b(SQLITE_|ECONN|ENOENT|violates|relation "|syntax error at|TypeError|RangeError|ReferenceError)/

/**
 * What is wrong with an answer, in a word; undefined when it is as promised: no 5xx, no stack trace, every refusal a
 * problem document (RFC 9457) with a Chinese title, soon.
 */
export const faultOf = (call: FuzzCall, heard: Heard, slowest: number): string | undefined => {
  if (heard.failure) return `no answer: ${heard.failure}`
  if (heard.status >= 500) return `status ${heard.status}`
  if (heard.status >= 400) {
    if (stack.test(heard.text)) return 'a stack trace'
    if (inside.test(heard.text)) return 'a message from inside'
    if (call.method !== 'HEAD') {
      const shape = problemFault(heard)
      if (shape) return shape
    }
  }
  if (heard.ms > slowest) return `slow: ${Math.round(heard.ms)} ms`
  return undefined
}

const problemFault = ({ type, text, status }: Heard): string | undefined => {
  if (!type.startsWith('application/problem+json')) return `no problem document but ${type || 'nothing'}`
  try {
    const problem = JSON.parse(text)
    if (problem.status !== status) return 'a problem of another status'
    if (!/\p{Script=Han}/u.test(problem.title ?? '')) return 'a title that is not Chinese'
    // The detail may be what a person wrote, a reason for withdrawing for instance.
    if (typeof problem.detail !== 'string') return 'no detail'
    if (typeof problem.type !== 'string') return 'no type'
    return undefined
  } catch {
    return 'a problem document that cannot be read'
  }
}
