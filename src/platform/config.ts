import { join, resolve } from 'node:path'
import { z } from 'zod'
import { home } from './home.ts'
import type { AriSettings } from './telephony/index.ts'

const port = z.coerce.number().int().min(0).max(65535)

/** Every variable that the program reads, with its default; docs/configuration.md explains each (a test compares them). */
export const environment = z.object({
  PORTAL_PORT: port.default(8080),
  OFFICE_PORT: port.default(8081),
  /** Health and metrics of a worker that runs without the office. */
  WORKER_PORT: port.default(8082),
  /** Address both servers listen on. */
  GONGKAI_HOST: z.string().default('::'),
  GONGKAI_DATA: z.string().optional(),
  /** The running program's address of the database; its role should own nothing there. */
  DATABASE_URL: z.string().optional(),
  /** The owner's address, for migrations and grants alone. Without it DATABASE_URL does both, which is said at the start. */
  DATABASE_OWNER_URL: z.string().optional(),
  /** Public address of the portal as citizens type it, without a slash at the end. */
  PORTAL_URL: z.url().optional(),
  /**
   * Address of the office as staff type it; passkeys and single sign-on belong to it. Default: as each request says. A
   * portal that runs alone follows the office (or another portal) at this address, and then needs no database.
   */
  OFFICE_URL: z.url().optional(),
  /** Shared by the office and the portals that reach it over HTTP. Without it the office lets no portal in. */
  PORTAL_TOKEN: z.string().min(24, '至少 24 个字符 / at least 24 characters').optional(),
  /** Single sign-on (OpenID Connect): all three, or none. */
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** The claim that holds the username here. */
  OIDC_CLAIM: z.string().default('preferred_username'),
  OIDC_LABEL: z.string().default('统一身份认证'),
  /** May the office ask external addresses in texts whether they answer? Off: nothing is ever asked. */
  LINK_CHECK: z.stringbool().default(false),
  /** The mail server, smtp:// or smtps://; with the sender's address, or neither. Without it no e-mail is sent. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, hostname: /./ }).optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/,
      '例如 noreply@example.gov.cn / for example noreply@example.gov.cn',
    )
    .optional(),
  /** Where SMS are posted, and what is shown there. Without it no SMS is sent. */
  SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMS_TOKEN: z.string().optional(),
  /** Shown by the gateway when it hands over what citizens send back. Without it no reply is taken. */
  SMS_REPLY_TOKEN: z.string().min(24, '至少 24 个字符 / at least 24 characters').optional(),
  /**
   * The telephone switch of the county's line: an Asterisk over its REST interface (ARI), with user and password, or none:
   * calls are then entered by hand.
   */
  PBX_URL: z.url({ protocol: /^https?$/ }).optional(),
  PBX_USER: z.string().optional(),
  PBX_PASSWORD: z.string().optional(),
  /** The Stasis application to which its dialplan hands calls. */
  PBX_APP: z.string().default('gongkai'),
  /** How seats, and numbers outside, are dialled. */
  PBX_SEAT_ENDPOINT: z.string().includes('{number}').default('PJSIP/{number}'),
  PBX_NUMBER_ENDPOINT: z.string().includes('{number}').default('PJSIP/{number}@trunk'),
  /** Speaks a text as a sound the switch can fetch; without it prepared recordings are played. */
  PBX_SPEECH_URL: z.string().includes('{text}').optional(),
  /** clamd of ClamAV that looks through files before they may be published; none without it. */
  CLAMAV_HOST: z.string().optional(),
  CLAMAV_PORT: port.default(3310),
  /** Set when the office is reached over https: session cookies are then `Secure`. */
  OFFICE_HTTPS: z.stringbool().default(false),
  /**
   * Proxies in front that add to X-Forwarded-For: true is one; never trust that header otherwise. Counted from our side,
   * so that what a client writes into the header itself is not believed.
   */
  TRUST_PROXY: z.union([z.stringbool(), z.coerce.number().int().min(2).max(9)]).default(false),
  /** What one client address may ask a portal for: calls in a minute, forms in ten; 0 is no limit. */
  LIMIT_SEARCHES: z.coerce.number().int().min(0).default(120),
  /** Downloads and previews that are not at hand and must be made. */
  LIMIT_FILES: z.coerce.number().int().min(0).default(30),
  /** Other calls of the public API. */
  LIMIT_CALLS: z.coerce.number().int().min(0).default(600),
  LIMIT_FORMS: z.coerce.number().int().min(0).default(10),
  /** Where the nightly backup goes, best on another disk; none without it. */
  BACKUP_DIR: z.string().optional(),
  /** How many backups are kept. */
  BACKUP_KEEP: z.coerce.number().int().min(1).max(1000).default(14),
  /** Seals the keys in a backup. Without it they are left out. */
  BACKUP_PASSPHRASE: z.string().min(12, '至少 12 个字符 / at least 12 characters').optional(),
  /** The alarm rings when the last good backup is older. */
  BACKUP_ALARM_HOURS: z.coerce.number().min(1).default(26),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

export type Config = {
  portalPort: number
  officePort: number
  workerPort: number
  host: string
  dataFolder: string
  databaseUrl: string | undefined
  databaseOwnerUrl: string | undefined
  portalUrl: string | undefined
  officeUrl: string | undefined
  portalToken: string | undefined
  linkCheck: boolean
  clamav: { host: string; port: number } | undefined
  officeHttps: boolean
  messaging: {
    email: { url: string; from: string } | undefined
    sms: { url: string; token: string | undefined } | undefined
    /** What the gateway shows that hands over replies; none are taken without it. */
    replyToken: string | undefined
  }
  /** The telephone switch; none without it. */
  pbx: AriSettings | undefined
  singleSignOn: { issuer: string; clientId: string; clientSecret: string; claim: string; label: string } | undefined
  /** How many proxies are in front; 0 none. */
  trustProxy: number
  limits: { searches: number; files: number; calls: number; forms: number }
  backup: { folder: string | undefined; keep: number; passphrase: string | undefined; alarmHours: number }
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
    workerPort: e.WORKER_PORT,
    host: e.GONGKAI_HOST,
    dataFolder: resolve(e.GONGKAI_DATA ?? join(home, 'data')),
    databaseUrl: e.DATABASE_URL,
    databaseOwnerUrl: e.DATABASE_OWNER_URL,
    portalUrl: e.PORTAL_URL,
    officeUrl: e.OFFICE_URL && new URL(e.OFFICE_URL).origin,
    portalToken: e.PORTAL_TOKEN,
    linkCheck: e.LINK_CHECK,
    clamav: e.CLAMAV_HOST ? { host: e.CLAMAV_HOST, port: e.CLAMAV_PORT } : undefined,
    officeHttps: e.OFFICE_HTTPS,
    messaging: {
      email: mailServerOf(e),
      sms: e.SMS_URL === undefined ? undefined : { url: e.SMS_URL, token: e.SMS_TOKEN },
      replyToken: e.SMS_REPLY_TOKEN,
    },
    pbx: pbxOf(e),
    singleSignOn: singleSignOnOf(e),
    trustProxy: Number(e.TRUST_PROXY),
    limits: { searches: e.LIMIT_SEARCHES, files: e.LIMIT_FILES, calls: e.LIMIT_CALLS, forms: e.LIMIT_FORMS },
    backup: {
      folder: e.BACKUP_DIR && resolve(e.BACKUP_DIR),
      keep: e.BACKUP_KEEP,
      passphrase: e.BACKUP_PASSPHRASE,
      alarmHours: e.BACKUP_ALARM_HOURS,
    },
    logLevel: e.LOG_LEVEL,
  }
}

const mailServerOf = (e: z.infer<typeof environment>): Config['messaging']['email'] => {
  const { SMTP_URL: url, MAIL_FROM: from } = e
  if (url && from) return { url, from }
  if (url || from)
    throw new Error('发送邮件须同时设置 SMTP_URL、MAIL_FROM。\nE-mail needs SMTP_URL and MAIL_FROM together.')
  return undefined
}

const pbxOf = (e: z.infer<typeof environment>): Config['pbx'] => {
  const { PBX_URL: url, PBX_USER: user, PBX_PASSWORD: password, PBX_APP: app } = e
  if (url && user && password) {
    const { PBX_SEAT_ENDPOINT: seatEndpoint, PBX_NUMBER_ENDPOINT: numberEndpoint, PBX_SPEECH_URL: speech } = e
    return { url, user, password, app, seatEndpoint, numberEndpoint, speech }
  }
  if (url || user || password)
    throw new Error(
      '接入电话交换机须同时设置 PBX_URL、PBX_USER、PBX_PASSWORD。\n' +
        'A telephone switch needs PBX_URL, PBX_USER and PBX_PASSWORD together.',
    )
  return undefined
}

const singleSignOnOf = (e: z.infer<typeof environment>): Config['singleSignOn'] => {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = e
  if (issuer && clientId && clientSecret)
    return { issuer, clientId, clientSecret, claim: e.OIDC_CLAIM, label: e.OIDC_LABEL }
  if (issuer || clientId || clientSecret)
    throw new Error(
      '统一身份登录须同时设置 OIDC_ISSUER、OIDC_CLIENT_ID、OIDC_CLIENT_SECRET。\n' +
        'Single sign-on needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET together.',
    )
  return undefined
}
