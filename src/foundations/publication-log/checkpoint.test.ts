import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openCheckpoint, readSigner, readVerifier, signCheckpoint, verifierText } from './checkpoint.ts'

const pair = generateKeyPairSync('ed25519')
const signer = { name: 'www.example.gov.cn/gongkai', key: pair.privateKey }
const verifier = { name: signer.name, key: pair.publicKey }
const checkpoint = { origin: signer.name, size: 482, root: Buffer.alloc(32, 7) }

describe('a signed checkpoint', () => {
  const note = signCheckpoint(checkpoint, signer)

  it('reads as the C2SP formats say', () => {
    const lines = note.split('\n')
    expect(lines.slice(0, 4)).toEqual([signer.name, '482', Buffer.alloc(32, 7).toString('base64'), ''])
    expect(lines[4]).toMatch(/^— www\.example\.gov\.cn\/gongkai [A-Za-z0-9+/=]+$/)
    expect(Buffer.from(lines[4]!.split(' ')[2]!, 'base64')).toHaveLength(4 + 64)
    expect(note.endsWith('\n')).toBe(true)
  })

  it('opens with the right key only', () => {
    expect(openCheckpoint(note, verifier)).toEqual(checkpoint)
    const other = generateKeyPairSync('ed25519').publicKey
    expect(openCheckpoint(note, { name: signer.name, key: other })).toBeUndefined()
    expect(openCheckpoint(note, { name: 'somebody.else', key: pair.publicKey })).toBeUndefined()
  })

  it('does not open when a byte of it is changed', () => {
    for (const changed of [
      note.replace('482', '483'),
      note.replace('BwcH', 'BwcI'),
      note.replace('www.', 'wvw.'),
      '',
      'x\n\n',
    ])
      expect(openCheckpoint(changed, verifier)).toBeUndefined()
  })

  it('has a verifier key that other tools take, and its id must fit', () => {
    const text = verifierText(verifier)
    expect(text).toMatch(/^www\.example\.gov\.cn\/gongkai\+[0-9a-f]{8}\+AQ?[A-Za-z0-9+/=]+$/)
    expect(openCheckpoint(note, readVerifier(text)!)).toEqual(checkpoint)
    const id = text.split('+')[1]!
    expect(readVerifier(text.replace(id, id === '00000000' ? '11111111' : '00000000'))).toBeUndefined()
    expect(readVerifier('nonsense')).toBeUndefined()
  })

  it('reads the vector of the signed-note specification', () => {
    // golang.org/x/mod/sumdb/note documents this key and note.
    const peter = readVerifier('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
    const text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
      '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
    expect(peter).toBeDefined()
    // It is a note but no checkpoint: the second line is no size.
    expect(openCheckpoint(text, peter!)).toBeUndefined()
  })

  it('takes its key from a PEM text', () => {
    const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
    expect(signCheckpoint(checkpoint, readSigner(signer.name, pem))).toBe(note)
  })
})
