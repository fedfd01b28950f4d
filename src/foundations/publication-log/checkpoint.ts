import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/**
 * Signed checkpoints in the C2SP formats `signed-note` and `tlog-checkpoint`: who signs says "my log has this many
 * entries and this root". Tools of the transparency world read them as they are.
 *
 *     <origin>\n<size>\n<base64 root>\n\n— <name> <base64(key id ‖ signature)>\n
 */
export type Checkpoint = { origin: string; size: number; root: Buffer }

/** A signer's name (the origin) and Ed25519 key. */
export type Signer = { name: string; key: KeyObject }
/** What readers need: name and public key; its text form is `name+hex id+base64 key`. */
export type Verifier = { name: string; key: KeyObject }

const ed25519 = 1

const rawPublic = (key: KeyObject): Buffer =>
  // The last 32 bytes of an Ed25519 SubjectPublicKeyInfo are the key itself (RFC 8410).
  (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' }).subarray(-32)

const keyId = (name: string, key: KeyObject): Buffer =>
  createHash('sha256').update(`${name}\n`).update(Uint8Array.of(ed25519)).update(rawPublic(key)).digest().subarray(0, 4)

const body = ({ origin, size, root }: Checkpoint) => `${origin}\n${size}\n${root.toString('base64')}\n`

/** The signed note of a checkpoint. */
export const signCheckpoint = (checkpoint: Checkpoint, signer: Signer): string => {
  const text = body(checkpoint)
  const signature = Buffer.concat([keyId(signer.name, signer.key), sign(null, Buffer.from(text), signer.key)])
  return `${text}\n— ${signer.name} ${signature.toString('base64')}\n`
}

/**
 * Reads a signed note and checks its signature.
 * @returns the checkpoint, or undefined when it is not well-formed or not signed by this verifier
 */
export const openCheckpoint = (note: string, verifier: Verifier): Checkpoint | undefined => {
  const cut = note.lastIndexOf('\n\n')
  if (cut < 0) return undefined
  const text = note.slice(0, cut + 1)
  const [origin, size, root] = text.split('\n')
  if (!origin || !/^(0|[1-9]\d*)$/.test(size ?? '') || !root) return undefined
  const id = keyId(verifier.name, verifier.key)
  const signed = note
    .slice(cut + 2)
    .split('\n')
    .some((line) => {
      const [dash, name, packed] = line.split(' ')
      if (dash !== '—' || name !== verifier.name || !packed) return false
      const bytes = Buffer.from(packed, 'base64')
      return bytes.subarray(0, 4).equals(id) && verify(null, Buffer.from(text), verifier.key, bytes.subarray(4))
    })
  return signed ? { origin, size: Number(size), root: Buffer.from(root, 'base64') } : undefined
}

/** The verifier's key as one line of text, as other tools take it. */
export const verifierText = ({ name, key }: Verifier): string =>
  `${name}+${keyId(name, key).toString('hex')}+${Buffer.concat([Uint8Array.of(ed25519), rawPublic(key)]).toString('base64')}`

/** Reads `name+hex id+base64 key`; undefined when it is not such a text or its id does not fit its key. */
export const readVerifier = (text: string): Verifier | undefined => {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim())
  if (!match) return undefined
  const packed = Buffer.from(match[3]!, 'base64')
  if (packed.length !== 33 || packed[0] !== ed25519) return undefined
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), packed.subarray(1)])
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  return keyId(match[1]!, key).toString('hex') === match[2] ? { name: match[1]!, key } : undefined
}

/** A signer from a PKCS #8 PEM text. */
export const readSigner = (name: string, pem: string): Signer => ({ name, key: createPrivateKey(pem) })
