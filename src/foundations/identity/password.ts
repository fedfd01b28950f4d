import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's minimum for servers: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

export const passwordMatches = (stored: string, password: string): Promise<boolean> =>
  verify(stored, password).catch(() => false)

/** Compared against when no such person exists, so that the answer takes as long as a real one. */
export const nobodysHash = hashPassword('nobody has this password')
