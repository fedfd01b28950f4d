import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's minimum for servers: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

export const passwordMatches = (stored: string, password: string): Promise<boolean> =>
  verify(stored, password).catch(() => false)

/** Compared against when no such person exists, so that the answer takes as long as a real one. */
export const nobodysHash = hashPassword('nobody has this password')

export const shortestPassword = 10

/** What is wrong with a new password, as a sentence; undefined when it will do. */
export const passwordIssue = (password: string, username: string): string | undefined => {
  if (password.length < shortestPassword) return `密码至少 ${shortestPassword} 个字符。`
  if (password.length > 200) return '密码不能超过 200 个字符。'
  if (password.toLowerCase().includes(username.toLowerCase())) return '密码中不能包含用户名。'
  if (new Set(password).size < 5) return '密码过于简单，请使用更多不同的字符。'
  return undefined
}
