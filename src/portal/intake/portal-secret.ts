import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a portal knows and a visitor does not: to recognise what it gave out itself, and to keep files it cannot leave open. */
export type PortalSecret = {
  /** 32 bytes; the same text and purpose give the same ones. */
  hash: (text: string, purpose: string) => Buffer
  /** AES-256-GCM. */
  seal: (bytes: Uint8Array, purpose: string) => Buffer
  /** Undefined for what was not sealed here for this purpose. */
  open: (sealed: Uint8Array, purpose: string) => Buffer | undefined
}

const ivBytes = 12
const tagBytes = 16

/**
 * Portals that share a token share the secret too, so that a visitor may meet one after the other; a portal by itself
 * makes one at first use in its folder, readable by the program's user alone.
 */
export const openPortalSecret = (folder: string, token: string | undefined): PortalSecret => {
  const root = token ?? ownSecret(folder)
  const keys = new Map<string, Buffer>()
  const keyOf = (purpose: string) => {
    let key = keys.get(purpose)
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', root, '', `gongkai portal/1 ${purpose}`, 32))
      keys.set(purpose, key)
    }
    return key
  }
  return {
    hash: (text, purpose) => createHmac('sha256', keyOf(purpose)).update(text).digest(),
    seal(bytes, purpose) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', keyOf(purpose), iv)
      const body = Buffer.concat([cipher.update(bytes), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open(sealed, purpose) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', keyOf(purpose), sealed.subarray(0, ivBytes)).setAuthTag(
          sealed.subarray(ivBytes, ivBytes + tagBytes),
        )
        return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()])
      } catch {
        return undefined
      }
    },
  }
}

const ownSecret = (folder: string): string => {
  const file = join(folder, 'portal-secret')
  mkdirSync(folder, { recursive: true })
  try {
    // Exclusive: of two programs that come at once, one makes it and both use it.
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  chmodSync(file, 0o600)
  return readFileSync(file, 'utf8')
}
