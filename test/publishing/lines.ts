import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** A JSON Lines file as old portals export them; texts are written as they are, for lines that are broken. */
export const linesFile = async (lines: (object | string)[], name = 'export.jsonl') => {
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-lines-'))
  const file = join(folder, name)
  await writeFile(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  return { file, folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Folder of real documents beside the tree. */
export const corpusDocuments = resolve(process.env.GONGKAI_CORPUS ?? '../shared/corpus', 'documents')
