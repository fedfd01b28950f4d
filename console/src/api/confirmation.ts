import type { Middleware } from 'openapi-fetch'

export type ConfirmationMethod = 'password' | 'code' | 'passkey'
type Ask = (methods: ConfirmationMethod[]) => Promise<boolean>

let ask: Ask | undefined
let asking: Promise<boolean> | undefined

/** The dialog that asks the person; there is one at a time, in the layout. */
export const answerConfirmations = (given: Ask | undefined): void => {
  ask = given
}

/** Two calls that are refused together ask once, and go on with the same answer. */
const asked = (methods: ConfirmationMethod[]): Promise<boolean> => {
  asking ??= ask!(methods).finally(() => {
    asking = undefined
  })
  return asking
}

const type = 'urn:gongkai:problem:confirmation-needed'

/**
 * When the office asks who is there before it does something, the person is asked, and the call is sent again as it was:
 * whoever made it never notices, and nothing has to be typed twice.
 */
export const confirmation = (): Middleware => {
  const sent = new Map<string, Request>()
  return {
    onRequest({ request, id }) {
      if (request.method !== 'GET') sent.set(id, request.clone())
    },
    async onResponse({ response, id }) {
      const again = sent.get(id)
      sent.delete(id)
      if (response.status !== 403 || !again || !ask) return undefined
      const problem = await response.clone().json()
      if (problem.type !== type || !problem.methods?.length) return undefined
      return (await asked(problem.methods)) ? fetch(again) : undefined
    },
    onError({ id }) {
      sent.delete(id)
    },
  }
}
