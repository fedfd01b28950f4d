import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { home } from '../../src/platform/home.ts'
import { type Apart, freePort, type RolesStage, rolesStage } from './stage.ts'

/** The worked example as it stands in the tree: its nginx.conf in front of two portals. */

const nginx = ['nginx', '/usr/sbin/nginx'].find((name) => spawnSync(name, ['-v']).status === 0)

describe.skipIf(!nginx)('examples/two-portals (skipped where nginx is not installed)', () => {
  let stage: RolesStage
  let portals: Apart[]
  let front: string
  let folder: string
  let server: ChildProcess
  beforeAll(async () => {
    stage = await rolesStage()
    portals = [await stage.portal(), await stage.portal()]
    folder = await mkdtemp(join(tmpdir(), 'gongkai-nginx-'))
    // Started by root, nginx works as another user, who must be able to enter.
    await chmod(folder, 0o755)
    await mkdir(join(folder, 'cache'))
    const port = await freePort()
    const [first, second] = portals.map((portal) => new URL(portal.url).host)
    const text = (await readFile(join(home, 'examples', 'two-portals', 'nginx.conf'), 'utf8'))
      .replace('127.0.0.1:8080', first!)
      .replace('127.0.0.1:8090', second!)
      .replace('listen 80;', `listen 127.0.0.1:${port};`)
      .replace('pid /run/nginx.pid;', `pid ${folder}/nginx.pid;`)
      .replaceAll('/var/cache/nginx', `${folder}/cache`)
      // Only where the distribution's own folders may not be written does this matter.
      .replace(
        '  access_log off;',
        [
          '  access_log off;',
          ...['fastcgi', 'uwsgi', 'scgi'].map((kind) => `  ${kind}_temp_path ${folder}/${kind};`),
        ].join('\n'),
      )
    await writeFile(join(folder, 'nginx.conf'), text)
    server = spawn(nginx!, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr', '-g', 'daemon off;'], {
      stdio: 'ignore',
    })
    front = `http://127.0.0.1:${port}`
    for (const at of [...portals.map(({ url }) => url), front])
      for (let tries = 0; (await status(`${at}/readyz`)) !== 200; tries++) {
        if (tries > 200) throw new Error(`${at} is not ready`)
        await sleep(50)
      }
  })
  afterAll(async () => {
    if (server) {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
    }
    await stage?.close()
    await rm(folder, { recursive: true, force: true })
  })
  const status = (url: string) =>
    fetch(url).then(
      async (answer) => {
        await answer.arrayBuffer()
        return answer.status
      },
      () => 0,
    )

  test('one portal stops and comes back under load: not one read fails', async () => {
    const id = await aRecord(stage.platform, stage.people).published()
    for (const { url } of portals) while ((await status(`${url}/items/${id}`)) !== 200) await sleep(25)
    const paths = ['/', `/items/${id}`, '/latest', '/search?q=%E6%B2%B3%E9%81%93', '/api/v1/records', '/assets/none']
    const seen: Record<string, number> = {}
    let going = true
    let n = 0
    const readers = Array.from({ length: 8 }, async () => {
      while (going) {
        // Each address a new one, so that the cache answers for nobody.
        const path = paths[n++ % paths.length]!
        const code = await status(`${front}${path}${path.includes('?') ? '&' : '?'}n=${n}`)
        seen[code] = (seen[code] ?? 0) + 1
      }
    })
    await sleep(500)
    await portals[0]!.stop()
    await sleep(1_000)
    portals[0] = await portals[0]!.again()
    await sleep(2_500)
    await portals[1]!.stop()
    await sleep(1_000)
    going = false
    await Promise.all(readers)
    expect(Object.keys(seen).sort()).toEqual(['200', '404'])
    expect(seen[200]).toBeGreaterThan(200)
  })

  test('a withdrawn item is gone from the cache too; metrics stay inside', async () => {
    const id = await aRecord(stage.platform, stage.people).published()
    while ((await status(`${front}/items/${id}`)) !== 200) await sleep(25)
    await stage.calls.signing_leader('POST', `/api/records/${id}/withdrawal`, { ground: 'error', reason: '有误。' })
    while ((await status(`${front}/items/${id}`)) !== 410) await sleep(50)
    expect(await status(`${front}/metrics`)).toBe(404)
  })
})
