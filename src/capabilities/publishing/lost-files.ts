import type { Files } from '../../foundations/files/files.ts'
import type { Issue } from './checks.ts'
import type { RevisionAttachment } from './record.ts'
import { checkWords } from './words.zh.ts'

/** Attachments whose bytes are no longer there: what the checks found in them earlier says nothing about that. */
export const lostFiles = async (files: Files, attachments: readonly RevisionAttachment[]): Promise<Issue[]> => {
  const lost: Issue[] = []
  for (const { hash, name } of attachments)
    if (!(await files.has(hash)))
      lost.push({
        field: 'attachments',
        key: `file-lost-${hash.slice(0, 16)}`,
        severity: 'block',
        message: checkWords.inFile(name, checkWords.fileLost, '', 1),
      })
  return lost
}
