import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Encryption at rest with keys that are not in the database. */
export type Keyring = {
  /**
   * Seals a text so that only this installation can read it: AES-256-GCM, as `key.iv+tag+ciphertext` in base64url.
   * @param place where it is kept, e.g. `totp/12`; a sealed value moved elsewhere does not open
   */
  seal: (text: string, place: string) => string
  /** @throws Error when it was changed, moved or sealed with a key that is not on the ring */
  open: (sealed: string, place: string) => string
}

type Ring = { current: string; keys: Record<string, string> }

const ivBytes = 12
const tagBytes = 16

/**
 * The ring in `keys/data-keys.json` of the data folder, made at first use and readable by the program's user alone. The
 * current key seals, every key on the ring opens: to change keys, add one and make it current. Lose the file, and what
 * was sealed is lost.
 */
export const openKeyring = (dataFolder: string): Keyring => {
  const ring = readRing(join(dataFolder, 'keys'))
  const keyOf = (id: string) => {
    const key = ring.keys[id]
    if (!key) throw new Error(`no key ${id} on the ring`)
    return Buffer.from(key, 'base64')
  }
  return {
    seal(text, place) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', keyOf(ring.current), iv).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${ring.current}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(sealed, place) {
      const [id = '', rest = ''] = sealed.split('.')
      const bytes = Buffer.from(rest, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', keyOf(id), bytes.subarray(0, ivBytes))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
      const body = bytes.subarray(ivBytes + tagBytes)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}

const readRing = (folder: string): Ring => {
  const file = join(folder, 'data-keys.json')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const made: Ring = { current: 'k1', keys: { k1: randomBytes(32).toString('base64') } }
  try {
    // Exclusive: of two programs that come at once, one makes the ring and both use it.
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  chmodSync(file, 0o600)
  return JSON.parse(readFileSync(file, 'utf8')) as Ring
}
