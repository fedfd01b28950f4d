import { gcm } from '@noble/ciphers/aes'

/**
 * What a person has typed and the office does not have yet, kept in this browser: a lost session, a crash, a closed tab
 * lose nothing. It lies there sealed with a key that the office gives to their own session and to nobody else's, so that
 * who sits down next reads none of it (ASVS V8.2.2); it goes when it was sent, at sign-out, and after `days`.
 */
const days = 14

/** `gongkai.<kind>.<person>` and what it belongs to. Settings such as filters have no number there. */
const ofPerson = /^gongkai\.[a-z-]+\.(\d+)(?:\.|$)/
type Sealed = { at: number; sealed: string }

/** Who is signed in, and their key, in the page's memory alone; whoever is not keeps nothing any more. */
let here: { personId: number; key: Uint8Array } | undefined
let going: ReturnType<typeof setTimeout> | undefined
const keyOf = (personId: number) => (here?.personId === personId ? here.key : undefined)

/** base64url, which is what the office gives. */
const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
const textOf = (bytes: Uint8Array) => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

const ivBytes = 12
const seal = (key: Uint8Array, place: string, text: string): string => {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
  const body = gcm(key, iv, new TextEncoder().encode(place)).encrypt(new TextEncoder().encode(text))
  return `${textOf(iv)}.${textOf(body)}`
}
const open = (key: Uint8Array, place: string, sealed: string): string => {
  const [iv = '', body = ''] = sealed.split('.')
  const bytes = gcm(key, bytesOf(iv), new TextEncoder().encode(place)).decrypt(bytesOf(body))
  return new TextDecoder().decode(bytes)
}

const parsed = (text: string | null): Sealed | null => {
  try {
    const found = JSON.parse(text ?? 'null') as Sealed | null
    return typeof found?.at === 'number' && typeof found.sealed === 'string' ? found : null
  } catch {
    return null
  }
}

/** One kind of such words, in `localStorage` for every window or `sessionStorage` for this one. */
export const typedStore = <T>(kind: string, where: () => Storage) => {
  const placeOf = (personId: number, of: string) => `gongkai.${kind}.${personId}${of && `.${of}`}`
  return {
    /** What was kept of `of`, null when there is nothing that this person can read. */
    read(personId: number, of = ''): T | null {
      try {
        const place = placeOf(personId, of)
        const [key, found] = [keyOf(personId), parsed(where().getItem(place))]
        return key && found ? (JSON.parse(open(key, place, found.sealed)) as T) : null
      } catch {
        return null
      }
    },
    /** False when the browser refused (storage full or forbidden), or whoever typed it is not signed in any more. */
    keep(personId: number, value: T, of = ''): boolean {
      const key = keyOf(personId)
      if (!key) return false
      try {
        const place = placeOf(personId, of)
        const kept: Sealed = { at: Date.now(), sealed: seal(key, place, JSON.stringify(value)) }
        where().setItem(place, JSON.stringify(kept))
        return true
      } catch {
        return false
      }
    },
    forget(personId: number, of = '') {
      where().removeItem(placeOf(personId, of))
    },
  }
}

const storages = () => [localStorage, sessionStorage]
const keysOf = (storage: Storage, personId?: number) =>
  Object.keys(storage).filter((key) => {
    const [, owner] = ofPerson.exec(key) ?? []
    return owner !== undefined && (personId === undefined || Number(owner) === personId)
  })

/** How many things this browser keeps that the office does not have; without a person, of anybody. */
export const typedHere = (personId?: number): number =>
  storages().reduce((sum, storage) => sum + keysOf(storage, personId).length, 0)

/** Somebody is signed in. What lies here for too long, and what nobody can open, goes. */
export const isHere = (personId: number, key: string): void => {
  clearTimeout(going)
  here = { personId, key: bytesOf(key) }
  const oldest = Date.now() - days * 86_400_000
  for (const storage of storages())
    for (const name of keysOf(storage)) if ((parsed(storage.getItem(name))?.at ?? 0) < oldest) storage.removeItem(name)
}

/** The session has ended by itself: the page's last words are still kept, then the key goes, too. */
export const isGone = (): void => {
  clearTimeout(going)
  going = setTimeout(() => {
    here = undefined
  }, 2_000)
}

/** Leaves nothing of them on a machine that others use too (ASVS V8.2.3): a call that fails now keeps nothing either. */
export const forgetTyped = (personId: number): void => {
  here = undefined
  for (const storage of storages()) for (const key of keysOf(storage, personId)) storage.removeItem(key)
}
