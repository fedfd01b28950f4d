import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Encryption at rest with keys that are not in the database. */
export type Keyring = {
  /**
   * Seals a text so that only this installation can read it: AES-256-GCM, as `key.iv+tag+ciphertext` in base64url.
   * @param place where it is kept, e.g. `totp/12`; a sealed value moved elsewhere does not open
   */
  seal: (text: string, place: string) => string
  /** @throws Error when it was changed, moved or sealed with a key that is not on the ring */
  open: (sealed: string, place: string) => string
  /** The same for bytes, as `key.` followed by iv, tag and ciphertext. */
  sealBytes: (bytes: Uint8Array, place: string) => Buffer
  openBytes: (sealed: Uint8Array, place: string) => Buffer
  /**
   * A keyed hash by which equal values are found without being read: the same text and purpose give the same one for as
   * long as the ring lives.
   */
  fingerprint: (text: string, purpose: string) => string
  /** The id of the key that seals now; what it sealed begins with `id.` */
  currentKey: () => string
}

type Ring = { current: string; keys: Record<string, string> }

const ivBytes = 12
const tagBytes = 16

/**
 * The ring in `keys/data-keys.json` of the data folder, made at first use and readable by the program's user alone. The
 * current key seals, every key on the ring opens; `rotateKeys` adds one and makes it current. A program that runs
 * meanwhile looks at the file again whenever it was replaced. Lose the file, and what was sealed is lost.
 */
export const openKeyring = (dataFolder: string): Keyring => {
  const file = ringFile(dataFolder)
  let ring = readRing(file)
  let seen = versionOf(file)
  const present = (): Ring => {
    const version = versionOf(file)
    if (version !== seen) [ring, seen] = [readRing(file), version]
    return ring
  }
  const keyOf = (id: string) => {
    const key = present().keys[id]
    if (!key) throw new Error(`no key ${id} on the ring`)
    return Buffer.from(key, 'base64')
  }
  const close = (key: string, bytes: Uint8Array, place: string) => {
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', keyOf(key), iv).setAAD(Buffer.from(place))
    const body = Buffer.concat([cipher.update(bytes), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), body])
  }
  const openWith = (key: string, bytes: Buffer, place: string) => {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(key), bytes.subarray(0, ivBytes))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
  }
  return {
    seal(text, place) {
      const { current } = present()
      return `${current}.${close(current, Buffer.from(text), place).toString('base64url')}`
    },
    open(sealed, place) {
      const [id = '', rest = ''] = sealed.split('.')
      return openWith(id, Buffer.from(rest, 'base64url'), place).toString('utf8')
    },
    sealBytes(bytes, place) {
      const { current } = present()
      return Buffer.concat([Buffer.from(`${current}.`), close(current, bytes, place)])
    },
    openBytes(sealed, place) {
      const bytes = Buffer.from(sealed)
      const dot = bytes.indexOf('.')
      return openWith(bytes.subarray(0, dot).toString('latin1'), bytes.subarray(dot + 1), place)
    },
    fingerprint: (text, purpose) => {
      const secret = hkdfSync('sha256', keyOf('k1'), '', `gongkai fingerprint/1 ${purpose}`, 32)
      return createHmac('sha256', Buffer.from(secret)).update(text).digest('base64url')
    },
    currentKey: () => present().current,
  }
}

/**
 * Puts a new key on the ring and makes it current; the old ones stay and open what they sealed.
 * @returns the new key's id
 */
export const rotateKeys = (dataFolder: string): string => {
  const file = ringFile(dataFolder)
  const { keys } = readRing(file)
  const current = `k${Math.max(...Object.keys(keys).map((id) => Number(id.slice(1)))) + 1}`
  const ring: Ring = { current, keys: { ...keys, [current]: newKey() } }
  // Whole or not at all, and on the disk before anything is sealed with it.
  const beside = `${file}.new`
  writeFileSync(beside, written(ring), { mode: 0o600, flush: true })
  renameSync(beside, file)
  return current
}

const ringFile = (dataFolder: string) => join(dataFolder, 'keys', 'data-keys.json')
const newKey = () => randomBytes(32).toString('base64')
const written = (ring: Ring) => `${JSON.stringify(ring, null, 2)}\n`

/** Changes when the file is replaced. */
const versionOf = (file: string): string => {
  const { ino, mtimeNs } = statSync(file, { bigint: true })
  return `${ino} ${mtimeNs}`
}

const readRing = (file: string): Ring => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const made: Ring = { current: 'k1', keys: { k1: newKey() } }
  try {
    // Exclusive: of two programs that come at once, one makes the ring and both use it.
    writeFileSync(file, written(made), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  chmodSync(file, 0o600)
  return JSON.parse(readFileSync(file, 'utf8')) as Ring
}
