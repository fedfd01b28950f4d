import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Submission } from '../../foundations/intake/submission.ts'
import type { PortalSecret } from './portal-secret.ts'

export type Held = { place: string; name: string; mediaType: string; size: number }

/** Longest that a form's files wait for it to be handed in, ms, and how many bytes of all forms together. */
const longest = 6 * 3_600_000
const most = 2 * 1024 * 1024 * 1024

export class NoRoom extends Error {}

/** Files that came with a form that was not handed in yet: sealed, found by the form's id alone, gone after some hours. */
export type HeldFiles = {
  of: (formId: string) => Held[]
  /** @throws NoRoom, or the disk's error */
  add: (formId: string, file: { name: string; mediaType: string; bytes: Uint8Array }) => void
  remove: (formId: string, place: string) => void
  /** As they go into a submission. */
  open: (formId: string) => Submission['files']
  drop: (formId: string) => void
}

const formIdShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const placeShape = /^\d{1,3}$/

/** @param folder of this portal */
export const openHeldFiles = (folder: string, secret: PortalSecret, clock: () => Temporal.Instant): HeldFiles => {
  const root = join(folder, 'held-files')
  const folderOf = (formId: string) => (formIdShape.test(formId) ? join(root, formId) : undefined)
  const namesIn = (where: string) => {
    try {
      return readdirSync(where)
    } catch {
      return []
    }
  }
  const opened = (file: string, formId: string): Buffer | undefined => {
    try {
      const bytes = secret.open(readFileSync(file), 'held file')
      return bytes?.subarray(0, 36).toString('latin1') === formId ? bytes.subarray(36) : undefined
    } catch {
      return undefined
    }
  }
  const sealed = (file: string, bytes: Uint8Array, formId: string) =>
    writeFileSync(file, secret.seal(Buffer.concat([Buffer.from(formId, 'latin1'), bytes]), 'held file'), {
      mode: 0o600,
    })

  /** Removes what waited too long. @returns bytes that lie here still */
  const sweep = (): number => {
    const now = clock().epochMilliseconds
    let sum = 0
    for (const name of namesIn(root)) {
      const where = join(root, name)
      if (now - statSync(where).mtimeMs > longest) rmSync(where, { recursive: true, force: true })
      else for (const file of namesIn(where)) sum += statSync(join(where, file)).size
    }
    return sum
  }
  sweep()

  const of = (formId: string): Held[] => {
    const where = folderOf(formId)
    if (!where) return []
    return namesIn(where)
      .filter((name) => name.endsWith('.about'))
      .map((name) => name.replace('.about', ''))
      .sort((a, b) => Number(a) - Number(b))
      .flatMap((place) => {
        const about = opened(join(where, `${place}.about`), formId)
        return about ? [{ place, ...(JSON.parse(about.toString()) as Omit<Held, 'place'>) }] : []
      })
  }
  return {
    of,
    add(formId, { name, mediaType, bytes }) {
      const where = folderOf(formId)
      if (!where) throw new NoRoom('not the id of a form')
      if (sweep() + bytes.length > most) throw new NoRoom('too much is held for forms that were not handed in')
      mkdirSync(where, { recursive: true, mode: 0o700 })
      const place = String(1 + Math.max(0, ...of(formId).map((one) => Number(one.place))))
      sealed(join(where, `${place}.bytes`), bytes, formId)
      sealed(
        join(where, `${place}.about`),
        Buffer.from(JSON.stringify({ name, mediaType, size: bytes.length })),
        formId,
      )
    },
    remove(formId, place) {
      const where = folderOf(formId)
      if (!where || !placeShape.test(place)) return
      for (const end of ['about', 'bytes']) rmSync(join(where, `${place}.${end}`), { force: true })
    },
    open: (formId) =>
      of(formId).flatMap(({ place, name, mediaType }) => {
        const bytes = opened(join(folderOf(formId)!, `${place}.bytes`), formId)
        return bytes ? [{ name, mediaType, base64: bytes.toString('base64') }] : []
      }),
    drop(formId) {
      const where = folderOf(formId)
      if (where) rmSync(where, { recursive: true, force: true })
    },
  }
}
