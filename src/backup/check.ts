import { join } from 'node:path'
import type { Tell } from './create.ts'
import { hashOf } from './hashed-files.ts'
import { filePath, readFileList, readManifest, tablePath } from './manifest.ts'

export type Damage = { file: string; what: 'missing' | 'changed' }

/** Reads every byte of a backup and says what is missing or not what the manifest says; [] when all is there. */
export const damageOf = async (root: string, folder: string, tell: Tell = () => undefined): Promise<Damage[]> => {
  const manifest = await readManifest(folder)
  const damage: Damage[] = []
  const compare = async (path: string, sha256: string) => {
    const found = await hashOf(path).catch(() => undefined)
    if (found?.sha256 !== sha256) damage.push({ file: path, what: found ? 'changed' : 'missing' })
    return found?.sha256 === sha256
  }
  for (const { table, sha256 } of manifest.tables) await compare(tablePath(folder, table), sha256)
  if (!(await compare(join(folder, 'files.txt'), manifest.files.sha256))) return damage
  const files = await readFileList(folder)
  for (const [i, { hash }] of files.entries()) {
    await compare(filePath(root, hash), hash)
    if (i % 50 === 0) tell(i / files.length, `${i}/${files.length} 附件 files`)
  }
  return damage
}
