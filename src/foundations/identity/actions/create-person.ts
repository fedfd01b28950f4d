import { unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact, type Work } from '../../context.ts'
import { weaknesses } from '../new-password.ts'
import { hashPassword } from '../password.ts'
import type { Role } from '../roles.ts'
import { insertPerson } from '../store.ts'
import { sentences } from '../words.zh.ts'
import { addPost } from './give-post.ts'

export type PersonInput = {
  username: string
  name: string
  password: string
  posts: { unitId: number; role: Role; title: string }[]
}

/**
 * Makes an account, which opens nothing until the security administrator gives it a post (三员分立). The password is for
 * the first sign-in only. Usernames are stable: they stand in histories and are never given to another.
 * @throws Problem 422 weak password, username taken
 * @returns the new person's id
 */
export const createPerson = async (ctx: Ctx, input: Omit<PersonInput, 'posts'>): Promise<number> => {
  const weak = await weaknesses('password', input.password, input)
  if (weak.length) throw unprocessable(sentences.mend, weak)
  const passwordHash = await hashPassword(input.password)
  return transact(ctx, (work) =>
    addPerson(work, { ...input, posts: [], passwordHash, passwordMustChange: true, demo: false }),
  )
}

/** The same within a running unit of work, with a hash made before and with posts, as demo data and set-up need it. */
export const addPerson = async (
  work: Work,
  input: Omit<PersonInput, 'password'> & { passwordHash: string; passwordMustChange?: boolean; demo: boolean },
): Promise<number> => {
  const id = await insertPerson(work.trx, input, work.at)
  if (id === undefined)
    throw unprocessable(sentences.mend, [{ field: 'username', key: 'taken', message: sentences.usernameTaken }])
  work.audit({
    action: 'person.created',
    subject: `person/${id}`,
    detail: { username: input.username, name: input.name },
  })
  for (const [i, post] of input.posts.entries()) await addPost(work, { personId: id, ...post }, `posts.${i}`)
  return id
}
