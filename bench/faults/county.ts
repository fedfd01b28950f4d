import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { benchFolder, environment } from '../installation.ts'
import { answers, freePort, run } from '../process.ts'

/** The demo county in a folder of its own, served by the program on ports that stay the same, to be hurt. */
export type FaultCounty = {
  folder: string
  portal: string
  office: string
  start: () => Promise<void>
  /** Ends the serving process and nothing else, as a power cut would. */
  kill: () => Promise<void>
  stop: () => Promise<void>
  /** Another command of the program on the same data: its exit code, once ended. */
  command: (...args: string[]) => ReturnType<typeof run>
  postgresPid: () => number
  databaseUrl: () => string
  /** Ends everything and removes the data. */
  remove: () => Promise<void>
}

/** A folder left by a run that was ended by force is cleared away first; one that is given only when asked to. */
export const faultCounty = async (
  name: string,
  given: { folder?: string; clear?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<FaultCounty> => {
  const folder = given.folder ?? join(benchFolder, `faults-${name}`, 'data')
  const portalPort = await freePort()
  const officePort = await freePort()
  const env = { ...environment(folder), PORTAL_PORT: String(portalPort), OFFICE_PORT: String(officePort), ...given.env }
  const pidFile = join(folder, 'postgres', 'cluster', 'postmaster.pid')
  const lines = () => readFileSync(pidFile, 'utf8').split('\n')
  const stopPostgres = async () => {
    if (!existsSync(pidFile)) return
    const pid = Number(lines()[0])
    try {
      process.kill(pid, 'SIGINT')
      for (let tries = 0; tries < 200; tries++, await sleep(50)) process.kill(pid, 0)
    } catch {
      // It is gone.
    }
  }
  await stopPostgres()
  if (given.clear ?? !given.folder) rmSync(join(folder, '..'), { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const log = join(benchFolder, `faults-${name}.log`)
  let program: ReturnType<typeof run> | undefined
  const county: FaultCounty = {
    folder,
    portal: `http://127.0.0.1:${portalPort}`,
    office: `http://127.0.0.1:${officePort}`,
    async start() {
      program = run('bin/gongkai', ['serve'], { env, log })
      for (const origin of [county.office, county.portal])
        await answers(`${origin}/readyz`, { within: 120_000, ended: program.ended })
      // Ready is a portal as soon as it has something; citizens come when it has everything.
      await answers(`${county.portal}/items/2`, { within: 60_000, ended: program.ended })
    },
    async kill() {
      program?.child.kill('SIGKILL')
      await program?.ended
    },
    async stop() {
      await program?.stop()
    },
    command: (...args) => run('bin/gongkai', args, { env, log: join(benchFolder, `faults-${name}-command.log`) }),
    postgresPid: () => Number(lines()[0]),
    databaseUrl() {
      const secret = readFileSync(join(folder, 'postgres.password'), 'utf8').trim()
      return `postgresql://postgres:${secret}@127.0.0.1:${lines()[3]}/gongkai`
    },
    async remove() {
      await county.stop()
      await stopPostgres()
      if (!given.folder) rmSync(join(folder, '..'), { recursive: true, force: true })
    },
  }
  return county
}

/** Repeats a question until it is answered with true. */
export const until = async (what: string, within: number, ask: () => Promise<boolean>): Promise<number> => {
  const start = performance.now()
  for (;;) {
    if (await ask().catch(() => false)) return performance.now() - start
    if (performance.now() - start > within) throw new Error(`${what}: not within ${within} ms`)
    await sleep(50)
  }
}
