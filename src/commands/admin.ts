import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import type { Base } from '../base.ts'
import type { Appointed } from '../first-administrators.ts'
import type { Ctx } from '../foundations/context.ts'
import { readConfig } from '../platform/config.ts'
import { Problem } from '../platform/http/problem.ts'
import { bilingual } from './words.ts'

type Who = { username: string; name: string }
type Options = {
  unit?: string
  short?: string
  organisationCode?: string
  system: Who
  security: Who
  audit: Who
}

/** `chenmo=陈默` */
const who = (given: string): Who => {
  const [, username, name] = /^([a-z][a-z0-9._-]{1,31})[=＝:：](\S.{0,49})$/u.exec(given.trim()) ?? []
  if (!username || !name)
    throw new InvalidArgumentError(
      '写成 用户名=姓名，如 chenmo=陈默（用户名用小写字母和数字）/ write username=name, e.g. chenmo=陈默',
    )
  return { username, name: name.trim() }
}

/** Runs on the database of this installation; what is refused is said in its sentences. */
const asProgram = async (act: (ctx: Ctx, base: Base) => Promise<void>): Promise<void> => {
  const { openBase } = await import('../base.ts')
  const { system } = await import('../foundations/identity/actor.ts')
  const base = await openBase({ ...readConfig(), logLevel: 'warn' })
  try {
    await act({ ...base.platform, actor: system }, base)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const issues = error.issues.map(({ message }) => message)
    throw new Error([...new Set([...(issues.length ? issues : [error.message])])].join('\n'), { cause: error })
  } finally {
    await base.close()
  }
}

const line = async ({ role, name, username, password }: Appointed): Promise<string> => {
  const { roles } = await import('../foundations/identity/roles.ts')
  return `  ${roles[role].label}  ${name}  ${username.padEnd(16)}  ${password}`
}

/** Who is there before anybody can sign in, and who cannot get in any more. */
export const addAdmin = (program: Command): void => {
  const admin = bilingual(program.command('admin'), '首批管理员', 'The first administrators')
  bilingual(
    admin
      .command('create')
      .requiredOption('--system <用户名=姓名>', '系统管理员：建账号和单位 / makes accounts and units', who)
      .requiredOption(
        '--security <用户名=姓名>',
        '安全管理员：任职、定登录规定 / gives posts, sets sign-in policy',
        who,
      )
      .requiredOption('--audit <用户名=姓名>', '审计员：查阅审计日志 / reads the audit log', who)
      .option('--unit <全称>', '本级人民政府，还没有单位时写 / the government, where there is no unit yet')
      .option('--short <简称>', '其简称，不写则同全称 / its short name; default: the full one')
      .option('--organisation-code <代码>', '其组织机构代码，9 位 / its organisation code, 9 characters'),
    '在新装的平台上设立系统管理员、安全管理员、审计员（三个不同的人），打印各自只用一次的密码',
    'Appoints the three administrators of a new installation and prints a one-time password for each',
  )
    .addHelpText(
      'after',
      '\n  bin/gongkai admin create --unit 云溪县人民政府 --short 县政府 --organisation-code 980000005 \\\n' +
        '    --system chenmo=陈默 --security baiyan=白岩 --audit jilan=纪蓝\n',
    )
    .action(({ unit, short, organisationCode, system, security, audit }: Options) =>
      asProgram(async (ctx, base) => {
        const { installGround } = await import('../installation.ts')
        const { appointFirstAdministrators } = await import('../first-administrators.ts')
        await installGround(base)
        const appointed = await appointFirstAdministrators(ctx, {
          people: { system_administrator: system, security_administrator: security, auditor: audit },
          unit:
            (unit && { name: unit, shortName: short ?? unit, organisationCode: organisationCode ?? '' }) || undefined,
        })
        const lines = await Promise.all(appointed.map(line))
        const { defaultPolicy } = await import('../foundations/identity/policy.ts')
        const days = defaultPolicy.firstPasswordDays
        process.stdout.write(
          `已设立。密码只显示这一次，请当面交给本人；${days} 天内首次登录并修改，逾期失效。\n` +
            `Done. The passwords are shown this once; they must be used within ${days} days and changed at the first sign-in.\n\n` +
            `${lines.join('\n')}\n\n` +
            `接着：系统管理员建单位和人员，安全管理员为他们任职。\n` +
            `Next: the system administrator makes units and people, the security administrator gives them posts.\n`,
        )
      }),
    )

  bilingual(
    admin.command('password').argument('<用户名>', '系统管理员、安全管理员或审计员 / one of the three administrators'),
    '管理员自己进不来时（密码失效或忘记），打印一个只用一次的新密码；其他人员在工作端重设',
    'Prints a new one-time password for an administrator who cannot get in; everybody else: in the console',
  ).action((username: string) =>
    asProgram(async (ctx) => {
      const { renewAdministratorPassword } = await import('../first-administrators.ts')
      const renewed = await renewAdministratorPassword(ctx, username)
      process.stdout.write(
        `已重设，其全部登录随即失效。密码只显示这一次，登录后须修改。\n` +
          `Done; every session has ended. The password is shown this once and must be changed at the next sign-in.\n\n` +
          `${await line(renewed)}\n`,
      )
    }),
  )
}
