import type { Platform } from '../../foundations/context.ts'
import { checkApart, type FileIssue, issuesOf } from '../../foundations/documents/index.ts'
import { scanIssue, scansOf } from '../../foundations/files/virus-scan.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { wordEntriesNow } from '../word-list/index.ts'
import type { AttachedFile } from './checks.ts'
import * as store from './store.ts'
import { checkWords as say } from './words.zh.ts'

/** Version of what the file checks look for. Raised when they look for more, so that every file is looked at again. */
const checks = 4

/** Of the whole file, and never kept: a new upload or a scan mends it. */
const ofFile = (kind: string, message: string): FileIssue => ({
  source: 'reading',
  kind,
  severity: 'block',
  message,
  text: '',
  place: '',
  count: 1,
  strippable: false,
  needsReason: false,
})
const lost = ofFile('file-lost', say.fileLost)

type File = { hash: string; name: string }

/** Looks at a file for the first time and keeps what was found. */
export const checkFileOnce = async (
  platform: Platform,
  db: Connection,
  { hash, name }: File,
  bytes?: Buffer,
): Promise<FileIssue[]> => {
  const words = await wordEntriesNow(platform, db)
  const [known] = await store.fileFindings(db, [hash], { checks, words: words.mark })
  if (known) return known.issues
  const content = bytes ?? (await platform.files.read(hash).catch(() => undefined))
  if (!content) return [lost]
  const found = issuesOf((await checkApart(content, name, words.entries)).findings)
  await store.rememberFindings(db, hash, { checks, words: words.mark }, found)
  return found
}

/**
 * Attachments with what stands against publishing them. One that nobody looked at yet, or not since the word list
 * changed, is looked at now.
 */
export const checkedFiles = async (platform: Platform, db: Connection, files: File[]): Promise<AttachedFile[]> => {
  const single = [...new Map(files.map((file) => [file.hash, file])).values()]
  const { mark } = single.length ? await wordEntriesNow(platform, db) : { mark: '' }
  const hashes = single.map(({ hash }) => hash)
  const known = new Map(
    (await store.fileFindings(db, hashes, { checks, words: mark })).map(({ hash, issues }) => [hash, issues]),
  )
  const scans = await scansOf(db, [...new Set(single.map(({ hash }) => hash))])
  const checked: AttachedFile[] = []
  for (const file of single) {
    const scanned = scanIssue(platform.scanner, scans.get(file.hash))
    const issues = known.get(file.hash) ?? (await checkFileOnce(platform, db, file))
    checked.push({ ...file, issues: scanned ? [ofFile(scanned.kind, scanned.message), ...issues] : issues })
  }
  return checked
}
