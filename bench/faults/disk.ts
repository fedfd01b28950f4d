import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { people } from '../../db/seeds/demo/people.ts'
import { demoPassword } from '../../src/demo/password.ts'
import { type Figure, figureOf } from '../figure.ts'
import { benchFolder } from '../installation.ts'
import { faultCounty, until } from './county.ts'
import { readers } from './readers.ts'

const size = '600m'

/** Writes zeros until nothing more fits. */
const fill = (path: string) => {
  const file = openSync(path, 'w')
  for (const block of [1 << 20, 1 << 12, 1])
    try {
      for (;;) writeSync(file, Buffer.alloc(block))
    } catch {
      // Full at this grain.
    }
  // An open file keeps its space even when it is removed.
  closeSync(file)
}

/** The finance bureau's clerk: what an answer says, whatever its status. */
const clerkOf = async (office: string) => {
  let cookie = ''
  const { username } = people.find((one) => one.unit === 'czj' && one.roles.includes('clerk'))!
  const call = async (method: string, path: string, body?: unknown) => {
    const json = body !== undefined && !(body instanceof FormData)
    const answer = await fetch(office + path, {
      method,
      headers: { 'x-gongkai': '1', cookie, ...(json ? { 'content-type': 'application/json' } : {}) },
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as FormData) }),
    })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    const text = await answer.text()
    return { status: answer.status, body: text ? JSON.parse(text) : undefined }
  }
  const signedIn = await call('POST', '/api/session', { username, password: demoPassword })
  return { call, unitId: signedIn.body.posts[0].unitId as number }
}

/**
 * The data folder lies on a file system of its own, which is filled to the last byte: every refusal is a sentence in
 * Chinese, reading goes on, and when there is room again everything works and every chain holds. Needs root, to mount.
 */
export const diskFull = async (say: (line: string) => void): Promise<Figure> => {
  const mount = join(benchFolder, 'faults-disk')
  mkdirSync(mount, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', mount])
  const faults: string[] = []
  const said = new Set<string>()
  let reads = { reads: 0, failed: [] as string[] }
  try {
    const county = await faultCounty('disk', { folder: join(mount, 'data') })
    try {
      await county.start()
      const clerk = await clerkOf(county.office)
      const draft = (n: number) => ({
        unitId: clerk.unitId,
        title: `磁盘将满时起草的通知${n}`,
        bodyHtml: `<p>${'关于做好有关工作的通知。'.repeat(4_000)}${n}</p>`,
        kind: 'notice',
      })
      const upload = (n: number) => {
        const form = new FormData()
        form.append('file', new Blob([`通知${n}\n`.repeat(200_000)]), `通知${n}.txt`)
        return form
      }
      const crowd = readers(county.portal, 4)
      fill(join(mount, 'ballast'))
      say('the disk is full')
      const kept: number[] = []
      for (let n = 0; n < 80; n++) {
        const answer =
          n % 4 === 3
            ? await clerk.call('POST', '/api/files', upload(n)).catch(() => undefined)
            : await clerk.call('POST', '/api/records', draft(n)).catch(() => undefined)
        if (!answer) faults.push(`call ${n} was not answered`)
        else if (answer.status < 300) {
          if (answer.body.recordId) kept.push(answer.body.recordId)
        } else {
          said.add(`${answer.status} ${answer.body?.detail}`)
          if (!/\p{Script=Han}/u.test(answer.body?.detail ?? ''))
            faults.push(`call ${n}: ${answer.status} says nothing`)
          if (answer.status === 500) faults.push(`call ${n}: 500`)
        }
      }
      reads = await crowd.stop()
      if (said.size === 0) faults.push('nothing was refused')
      say([...said].join(' | '))
      rmSync(join(mount, 'ballast'))
      const waited = await until('the office is back', 90_000, async () => {
        return (await clerk.call('POST', '/api/records', draft(1_000))).status === 201
      })
      say(`room again: the office works after ${Math.round(waited)} ms`)
      if ((await clerk.call('POST', '/api/files', upload(1_000))).status !== 201) faults.push('no upload afterwards')
      for (const id of kept)
        if ((await clerk.call('GET', `/api/records/${id}`)).status !== 200) faults.push(`draft ${id} is lost`)
      for (const args of [
        ['log', 'verify'],
        ['log', 'verify', join(county.folder, 'portal')],
      ])
        if ((await county.command(...args).ended) !== 0) faults.push(`gongkai ${args.join(' ')} fails`)
    } finally {
      await county.remove()
    }
  } finally {
    execFileSync('umount', ['-l', mount])
  }
  return figureOf({
    figure: 'disk-full',
    items: 0,
    value: faults.length + reads.failed.length,
    unit: 'faults',
    target: '<=0',
    more: { said: [...said], reads: reads.reads, failedReads: reads.failed.slice(0, 5), faults: faults.slice(0, 10) },
  })
}
