import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { acceptableAttachment, detectDocument } from '../foundations/documents/index.ts'
import { largestAttachment, mostAttachments, type Submission } from '../foundations/intake/submission.ts'
import type { PortalDeps } from './deps.ts'
import { type Held, openHeldFiles } from './intake/held-files.ts'
import { fileSize } from './numbers.ts'
import type { FieldIssue } from './parts/form-field.tsx'
import { longestForm, type PostedFile, type PostedForm } from './posted-form.ts'
import { requestWords as w } from './request-words.zh.ts'

/** All files of one form together, bytes: what a portal can seal and hand on in one box. */
export const mostBytes = largestAttachment
export const mostFiles = mostAttachments

/** Routes of forms that come with files; those without are read as before. */
export const registerWithFiles = (app: FastifyInstance, routes: (forms: FastifyInstance) => void): void => {
  app.register(async (forms) => {
    await forms.register(multipart, {
      throwFileSizeLimit: false,
      limits: { fileSize: mostBytes, files: mostFiles * 3, fields: 60, fieldSize: longestForm, parts: 120 },
    })
    routes(forms)
  })
}

/** A file as it came: what may be kept of it, or why it may not. */
export const readFile = async ({
  name,
  bytes,
  cut,
}: PostedFile): Promise<{ file: { name: string; mediaType: string; bytes: Buffer } } | { wrong: string }> => {
  if (cut) return { wrong: w.issues.fileLarge(name, fileSize(mostBytes)) }
  const detected = await detectDocument(bytes, name)
  const verdict = acceptableAttachment(detected, { name, size: bytes.length }, mostBytes)
  if (!verdict.ok) return { wrong: w.issues.file(name, verdict.message) }
  return { file: { name, mediaType: detected.mediaType, bytes } }
}

/** Files that come with an act of the desk and are handed on with it, and what is the matter with the others. */
export const fitFiles = async (
  posted: readonly PostedFile[],
): Promise<{ files: Submission['files']; issues: FieldIssue[] }> => {
  const issues: FieldIssue[] = []
  const files: Submission['files'] = []
  const wrong = (message: string) => issues.push({ field: 'files', message })
  if (posted.length > mostFiles) wrong(w.issues.filesMany(mostFiles))
  for (const one of posted.slice(0, mostFiles)) {
    const found = await readFile(one)
    if ('wrong' in found) wrong(found.wrong)
    else {
      const { bytes, ...about } = found.file
      files.push({ ...about, base64: bytes.toString('base64') })
    }
  }
  return { files, issues }
}

/** What stands in a form about its files: `held` is how many it has, `step` may be `remove PLACE`. */
type FormWithFiles = { id: string; held: string; step: string }

/** Files that come with a form, kept until it is handed in. */
export type FormFiles = {
  of: (formId: string) => Held[]
  /** Takes what came with a form. @returns what is the matter, beside the field `files` */
  receive: (request: FastifyRequest, form: FormWithFiles, posted: PostedForm) => Promise<FieldIssue[]>
  /** The files of a form for another one, which begins with them. */
  copy: (request: FastifyRequest, from: string, to: string) => void
  /** As they go into a submission. */
  open: (formId: string) => Submission['files']
  drop: (formId: string) => void
}

export const openFormFiles = ({
  scratchFolder,
  secret,
  clock,
}: Pick<PortalDeps, 'scratchFolder' | 'secret' | 'clock'>): FormFiles => {
  const held = openHeldFiles(scratchFolder, secret, clock)

  /** Keeps what may be kept and says why not of the rest. */
  const take = async (request: FastifyRequest, id: string, posted: readonly PostedFile[]): Promise<string[]> => {
    const wrong: string[] = []
    let left = mostBytes - held.of(id).reduce((sum, { size }) => sum + size, 0)
    for (const one of posted) {
      if (held.of(id).length >= mostFiles) return [...wrong, w.issues.filesMany(mostFiles)]
      const found = await readFile({ ...one, cut: one.cut || one.bytes.length > left })
      if ('wrong' in found) {
        wrong.push(found.wrong)
        continue
      }
      try {
        held.add(id, found.file)
        left -= one.bytes.length
      } catch (error) {
        request.log.error({ err: error }, 'a file that came with a form could not be kept')
        return [...wrong, w.issues.filesFull]
      }
    }
    return wrong
  }

  return {
    of: held.of,
    open: held.open,
    drop: held.drop,
    async receive(request, form, posted) {
      const removes = form.step.startsWith('remove ')
      if (removes) held.remove(form.id, form.step.slice('remove '.length))
      const lost = !removes && Number(form.held) > held.of(form.id).length
      const wrong = [
        ...(posted.whole ? [] : [w.issues.unread]),
        ...(lost ? [w.issues.filesLost] : []),
        ...(await take(request, form.id, posted.files)),
      ]
      return wrong.map((message) => ({ field: 'files', message }))
    },
    copy(request, from, to) {
      try {
        for (const { name, mediaType, base64 } of held.open(from))
          held.add(to, { name, mediaType, bytes: Buffer.from(base64, 'base64') })
      } catch (error) {
        request.log.error({ err: error }, 'the files of a form could not be kept for another one')
      }
    },
  }
}
