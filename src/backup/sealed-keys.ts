import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'

/**
 * The installation's keys under a passphrase: scrypt (N = 2^16, r = 8), AES-256-GCM. Bytes: salt (16) ‖ nonce (12) ‖
 * tag (16) ‖ ciphertext. Without them nobody can read what is sealed in the database, the restored office included.
 */
const cost = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 }
const keyOf = (passphrase: string, salt: Uint8Array) => scryptSync(passphrase.normalize('NFKC'), salt, 32, cost)
const label = Buffer.from('gongkai backup keys/1')

export const sealKeys = (bytes: Uint8Array, passphrase: string): Buffer => {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', keyOf(passphrase, salt), nonce).setAAD(label)
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), body])
}

/** @throws Error when the passphrase is another or the bytes were changed */
export const openKeys = (sealed: Buffer, passphrase: string): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, sealed.subarray(0, 16)), sealed.subarray(16, 28))
    .setAAD(label)
    .setAuthTag(sealed.subarray(28, 44))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(44)), decipher.final()])
  } catch {
    throw new Error('口令不对，或密钥文件已损坏 / wrong passphrase, or the sealed keys are damaged')
  }
}
