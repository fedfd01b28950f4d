import { join, resolve } from 'node:path'
import { z } from 'zod'
import { home } from './home.ts'

const port = z.coerce.number().int().min(0).max(65535)

const environment = z.object({
  PORTAL_PORT: port.default(8080),
  OFFICE_PORT: port.default(8081),
  /** Address both servers listen on. */
  GONGKAI_HOST: z.string().default('::'),
  GONGKAI_DATA: z.string().optional(),
  DATABASE_URL: z.string().optional(),
  /** Public address of the portal as citizens type it, without a slash at the end. */
  PORTAL_URL: z.url().optional(),
  /** Set when the office is reached over https: session cookies are then `Secure`. */
  OFFICE_HTTPS: z.stringbool().default(false),
  /** A proxy in front sets X-Forwarded-For; never trust that header otherwise. */
  TRUST_PROXY: z.stringbool().default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

export type Config = {
  portalPort: number
  officePort: number
  host: string
  dataFolder: string
  databaseUrl: string | undefined
  portalUrl: string | undefined
  officeHttps: boolean
  trustProxy: boolean
  logLevel: string
}

/**
 * Settings of this process from the environment.
 * @throws Error with the name of the variable that cannot be read
 */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) throw new Error(`环境变量不正确 / bad environment:\n${z.prettifyError(parsed.error)}`)
  const e = parsed.data
  return {
    portalPort: e.PORTAL_PORT,
    officePort: e.OFFICE_PORT,
    host: e.GONGKAI_HOST,
    dataFolder: resolve(e.GONGKAI_DATA ?? join(home, 'data')),
    databaseUrl: e.DATABASE_URL,
    portalUrl: e.PORTAL_URL,
    officeHttps: e.OFFICE_HTTPS,
    trustProxy: e.TRUST_PROXY,
    logLevel: e.LOG_LEVEL,
  }
}
