import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate'
import { z } from 'zod'
import { archiveWords as words } from '../words.zh.ts'

/** What holding a package against its own list of hashes found. `files`: how many the list names. */
export type PackageCheck = { sha256: string; files: number; faults: string[] }

const list = z.object({ files: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string() })) })

/** A manifest larger than this is none of ours; it alone is held in memory. */
const largestManifest = 256 * 1024 * 1024

type Found = { hash: Hash; size: number }

/**
 * Reads a package from beginning to end once and holds every file in it against `manifest.json`, and the whole against
 * the hash it was filed under. Never throws for what is in the bytes: a package that cannot be read is a fault.
 */
export const checkPackage = async (zip: Readable, filedUnder?: string): Promise<PackageCheck> => {
  const whole = createHash('sha256')
  const found = new Map<string, Found>()
  const faults: string[] = []
  const manifest: Uint8Array[] = []
  const unzip = new Unzip((file) => {
    if (found.has(file.name)) faults.push(words.twice(file.name))
    const one = { hash: createHash('sha256'), size: 0 }
    found.set(file.name, one)
    file.ondata = (error, data) => {
      if (error) throw error
      one.hash.update(data)
      one.size += data.length
      if (file.name === 'manifest.json' && one.size <= largestManifest) manifest.push(data.slice())
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  unzip.register(UnzipPassThrough)
  let readable = true
  for await (const chunk of zip as AsyncIterable<Buffer>) {
    whole.update(chunk)
    if (!readable) continue
    try {
      unzip.push(chunk)
    } catch {
      readable = false
    }
  }
  try {
    if (readable) unzip.push(new Uint8Array(0), true)
  } catch {
    readable = false
  }
  const sha256 = whole.digest('hex')
  if (filedUnder && sha256 !== filedUnder) faults.unshift(words.otherWhole)
  const named = listIn(manifest)
  if (!readable || !named) return { sha256, files: named?.length ?? 0, faults: [...faults, words.unreadable] }
  for (const { path, size, sha256: wanted } of named) {
    const one = found.get(path)
    found.delete(path)
    if (!one) faults.push(words.missing(path))
    else if (one.size !== size || one.hash.digest('hex') !== wanted) faults.push(words.otherBytes(path))
  }
  found.delete('manifest.json')
  // A package zipped anew by hand has entries for its folders; they hold nothing.
  for (const [path, { size }] of found) if (!(path.endsWith('/') && size === 0)) faults.push(words.notListed(path))
  return { sha256, files: named.length, faults }
}

const listIn = (parts: readonly Uint8Array[]) => {
  try {
    return list.parse(JSON.parse(Buffer.concat(parts).toString())).files
  } catch {
    return undefined
  }
}
