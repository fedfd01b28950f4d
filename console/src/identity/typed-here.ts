/** Keys of drafts, entries and acts begun: `gongkai.<kind>.<person>` and what they belong to. Settings have no number. */
const ofPerson = /^gongkai\.(?!redaction)[a-z-]+\.(\d+)(?:\.|$)/

const keysOf = (storage: Storage, personId: number) =>
  Object.keys(storage).filter((key) => Number(ofPerson.exec(key)?.[1]) === personId)

/** How many things a person has typed that this browser keeps and the office does not have. */
export const typedHere = (personId: number): number =>
  keysOf(localStorage, personId).length + keysOf(sessionStorage, personId).length

/** Who has signed out of this window: a page on its way out, or a call that now fails, keeps nothing for them any more. */
const left = new Set<number>()
export const hasLeft = (personId: number): boolean => left.has(personId)
export const isBack = (personId: number): boolean => left.delete(personId)

/** Leaves nothing of them on a machine that others use too; a session that ends by itself keeps them (ASVS V8.2.3). */
export const forgetTyped = (personId: number): void => {
  left.add(personId)
  for (const key of keysOf(localStorage, personId)) localStorage.removeItem(key)
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('gongkai.')) sessionStorage.removeItem(key)
}
