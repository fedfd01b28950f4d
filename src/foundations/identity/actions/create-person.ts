import { unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact, type Work } from '../../context.ts'
import { hashPassword, passwordIssue } from '../password.ts'
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
 * Makes an account with its posts. Usernames are stable: they stand in histories and are never given to another.
 * @throws Problem 422 weak password, username taken, unit dissolved, roles that must stay apart
 * @returns the new person's id
 */
export const createPerson = async (ctx: Ctx, input: PersonInput): Promise<number> => {
  const weak = passwordIssue(input.password, input.username)
  if (weak) throw unprocessable(sentences.mend, [{ field: 'password', key: 'weak', message: weak }])
  const passwordHash = await hashPassword(input.password)
  return transact(ctx, (work) => addPerson(work, { ...input, passwordHash, demo: false }))
}

/** The same within a running unit of work and with a hash made before, as demo data and set-up need it. */
export const addPerson = async (
  work: Work,
  input: Omit<PersonInput, 'password'> & { passwordHash: string; demo: boolean },
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
