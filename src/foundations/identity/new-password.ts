import type { Connection } from '../../platform/db/connect.ts'
import type { ProblemIssue } from '../../platform/http/problem.ts'
import { isCommonPassword } from './common-passwords.ts'
import { passwordMatches } from './password.ts'
import { passwordIssue } from './password-rules.ts'
import { readPolicy } from './policy.ts'
import { pastPasswords } from './store.ts'
import { sentences } from './words.zh.ts'

const inPinyin = async (name: string) => {
  const { pinyin } = await import('pinyin-pro')
  return pinyin(name, { toneType: 'none', type: 'array', nonZh: 'removed' }).join('')
}

/** What speaks against a password for a new account; [] when nothing does. */
export const weaknesses = async (
  field: string,
  password: string,
  owner: { username: string; name: string },
): Promise<ProblemIssue[]> => {
  const known = { ...owner, pinyin: await inPinyin(owner.name) }
  const weak = passwordIssue(password, known, await isCommonPassword())
  return weak ? [{ field, key: 'weak', message: weak }] : []
}

/** The same for somebody who has one: neither it nor the last few are taken again. */
export const newPasswordIssues = async (
  db: Connection,
  field: string,
  password: string,
  owner: { id: number; username: string; name: string; password_hash: string },
): Promise<ProblemIssue[]> => {
  const weak = await weaknesses(field, password, owner)
  if (weak.length) return weak
  if (await passwordMatches(owner.password_hash, password))
    return [{ field, key: 'same', message: sentences.samePassword }]
  const { passwordsRemembered } = await readPolicy(db)
  for (const hash of await pastPasswords(db, owner.id, passwordsRemembered))
    if (await passwordMatches(hash, password))
      return [{ field, key: 'used', message: sentences.usedPassword(passwordsRemembered) }]
  return []
}
