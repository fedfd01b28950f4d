import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'

/**
 * A box that anyone can close and only the holder of the private key can open, the closer not either: an X25519 key made
 * for one box, HKDF-SHA-256, AES-256-GCM. Bytes: the box's public key (32) ‖ tag (16) ‖ ciphertext.
 */

const keyBytes = 32
const tagBytes = 16
/** Every box has a key of its own, so one nonce serves them all. */
const nonce = Buffer.alloc(12)

/** Public key as text: its 32 bytes in base64url. */
export const publicKeyText = (key: KeyObject): string =>
  createPublicKey(key.type === 'private' ? (key.export({ format: 'pem', type: 'pkcs8' }) as string) : key).export({
    format: 'jwk',
  }).x as string

const publicKeyOf = (text: string) => createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: text }, format: 'jwk' })

export const newPrivateKey = (): KeyObject => generateKeyPairSync('x25519').privateKey

const secret = (own: KeyObject, other: KeyObject, boxKey: string, readerKey: string, context: string) =>
  Buffer.from(
    hkdfSync(
      'sha256',
      diffieHellman({ privateKey: own, publicKey: other }),
      Buffer.concat([Buffer.from(boxKey, 'base64url'), Buffer.from(readerKey, 'base64url')]),
      context,
      keyBytes,
    ),
  )

/**
 * @param readerKey text of the public key of whoever may open it
 * @param context what the box belongs to; it opens only with the same
 */
export const closeBox = (readerKey: string, bytes: Uint8Array, context: string): Buffer => {
  const own = newPrivateKey()
  const boxKey = publicKeyText(own)
  const cipher = createCipheriv('aes-256-gcm', secret(own, publicKeyOf(readerKey), boxKey, readerKey, context), nonce)
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([Buffer.from(boxKey, 'base64url'), cipher.getAuthTag(), body])
}

/** @throws Error when it was changed, belongs elsewhere, or was closed for another key */
export const openBox = (key: KeyObject, box: Uint8Array, context: string): Buffer => {
  const bytes = Buffer.from(box)
  const boxKey = bytes.subarray(0, keyBytes).toString('base64url')
  const decipher = createDecipheriv(
    'aes-256-gcm',
    secret(key, publicKeyOf(boxKey), boxKey, publicKeyText(key), context),
    nonce,
  ).setAuthTag(bytes.subarray(keyBytes, keyBytes + tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(keyBytes + tagBytes)), decipher.final()])
}

/** A private key as kept in a file: PKCS #8 in base64. */
export const privateKeyText = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'pkcs8' }).toString('base64')
export const readPrivateKey = (text: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })
