import { generateKeyPairSync } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSigner, type Signer } from './checkpoint.ts'

/** Name under which this installation's log goes: `www.example.gov.cn/gongkai-log`. */
export const logOrigin = (portalUrl: string | undefined): string =>
  `${new URL(portalUrl ?? 'http://localhost').host}/gongkai-log`

/**
 * The key with which this installation signs checkpoints of its log: `keys/log-signing.pem` in the data folder, made at
 * first use and readable by the program's user alone. Lose it, and readers must be told of a new one; leak it, and
 * others can sign.
 * @param name origin of the log
 */
export const signingKey = async (dataFolder: string, name: string): Promise<Signer> => {
  const file = join(dataFolder, 'keys', 'log-signing.pem')
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known) return readSigner(name, known)
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  await mkdir(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 })
  // Exclusive: of two programs that come at once, one makes the key and both use it.
  await writeFile(file, pem, { mode: 0o600, flag: 'wx' }).catch(() => undefined)
  await chmod(file, 0o600)
  return readSigner(name, await readFile(file, 'utf8'))
}
