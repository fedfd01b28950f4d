import type { KeyObject } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newPrivateKey, privateKeyText, publicKeyText, readPrivateKey } from '../../platform/sealed-box.ts'

/** The office's keys for what portals hand in. */
export type IntakeKeys = {
  /** Text of the public key that portals seal with now. */
  current: () => string
  /** The private key behind a public one; undefined when it is not on the ring. */
  opening: (publicKey: string) => KeyObject | undefined
}

/**
 * `keys/intake-keys.json` of the office's data folder: private keys, the first is current, all of them open. Made at
 * first use, readable by the program's user alone. Lose it, and what waits in portals' queues is lost. A new key is put
 * in front; an old one is removed when no queue holds anything sealed with it.
 */
export const openIntakeKeys = (dataFolder: string): IntakeKeys => {
  let ring: Map<string, KeyObject> | undefined
  const keys = () => {
    ring ??= new Map(
      read(join(dataFolder, 'keys')).map((text) => {
        const key = readPrivateKey(text)
        return [publicKeyText(key), key]
      }),
    )
    return ring
  }
  return {
    current: () => [...keys().keys()][0]!,
    opening: (publicKey) => keys().get(publicKey),
  }
}

const read = (folder: string): string[] => {
  const file = join(folder, 'intake-keys.json')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    // Exclusive: of two programs that come at once, one makes the key and both use it.
    writeFileSync(file, `${JSON.stringify([privateKeyText(newPrivateKey())])}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  chmodSync(file, 0o600)
  return JSON.parse(readFileSync(file, 'utf8')) as string[]
}
