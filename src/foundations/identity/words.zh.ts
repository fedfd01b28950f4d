import { roles } from './roles.ts'

export const sentences = {
  wrongPassword: '用户名或密码不正确，请检查后重试。',
  locked: (until: string) => `连续多次没有通过验证，账号锁定至 ${until}，之后可再试，或请安全管理员解锁。`,
  usernameShape: '用户名以小写字母开头，只用小写字母、数字、点、横线和下划线，2 至 32 个字符。',
  usernameTaken: '这个用户名已有人使用，请换一个。',
  currentPasswordWrong: '当前密码不正确。',
  samePassword: '新密码不能与当前密码相同。',
  usedPassword: (count: number) => `新密码不能是最近 ${count} 次用过的密码。`,
  newPasswordNeeded: '请先修改密码，再继续办理。',
  secondFactorNeeded: '您的岗位须启用动态口令或通行密钥，请先启用，再继续办理。',
  wrongCode: '动态口令或恢复码不正确，或已经用过，请换用新的口令重试。',
  wrongFirstCode: '动态口令不正确。请填写验证器此刻显示的六位数字；手机时间须与北京时间一致。',
  usedCode: '这个动态口令刚才已经用过。请等验证器显示下一个口令（不超过半分钟），再填写一次。',
  wrongPasskey: '通行密钥没有通过验证，可能已经移除。请重试，或改用密码登录。',
  accountClosed: '这个账号已经停用，不能登录。需要恢复使用的，请联系系统管理员。',
  firstPasswordEnded: (days: number) =>
    `管理员给您的密码 ${days} 天内没有启用，已经失效。请联系系统管理员重新设一个，再用新的密码登录。`,
  ticketEnded: '登录已超时，请重新输入用户名和密码。',
  confirmationNeeded: '这一步须再次确认是您本人，确认后继续办理，填写的内容不会丢失。',
  enrolToConfirm: '这一步须用动态口令或通行密钥确认，请先在“账号安全”中启用，再来办理。',
  confirmBySecondFactor: '按本平台的规定，请用动态口令或通行密钥确认。',
  noTotpBegun: '请先扫描二维码，再填写动态口令。',
  totpHeld: '您已启用动态口令，如要更换，请先停用。',
  lastFactor: '您的岗位须有动态口令或通行密钥，不能停用最后一个。请先添加另一个。',
  noSuchPasskey: '没有找到这个通行密钥，可能已经移除。',
  passkeyKnown: '这个通行密钥已经添加过。',
  passkeyRefused: '通行密钥没有添加成功，请重试。',
  noSingleSignOn: '没有启用统一身份登录。',
  singleSignOnRefused: '统一身份登录没有成功，请重试，或用用户名和密码登录。',
  noSuchPerson: '没有找到这个人员。',
  noSuchPost: '没有找到这个任职，可能已经结束。',
  noSuchSession: '没有找到这次登录，可能已经结束。',
  noSuchUnit: '没有这个单位，或单位已经撤销。',
  postHeld: '此人在该单位已有这个岗位。',
  conflictingRoles: (held: keyof typeof roles, asked: keyof typeof roles) =>
    `“${roles[held].label}”与“${roles[asked].label}”不能由同一人担任（三员分立）。`,
  ownPosts: '不能给自己任职，请由另一位安全管理员办理。',
  firstSecurityAdministrator: '任职由安全管理员办理；还没有安全管理员时，系统管理员可以任命一位。',
  ownAdministration: '不能结束自己最后一个管理员岗位，请由另一位管理员办理。',
  ownPassword: '自己的密码请在“修改密码”中修改，须先填写现在的密码。',
  ownAccount: '不能停用自己的账号，请由另一位系统管理员办理。',
  lastAdministrator: (role: keyof typeof roles) => `这是最后一位在用的${roles[role].label}，先为另一人任职后再办理。`,
  deputyMeanwhile: '此人正在或即将代理他人岗位，请先结束代理，再任命管理员（三员分立）。',
  mend: '请按提示改正后再提交。',
} as const

export const delegationWords = {
  issues: {
    not_delegable: '系统管理员、安全管理员、审计员的岗位不能代理（三员分立）。',
    closed: '此人的账号已停用，岗位不能代理。',
    no_deputy: '没有找到这个人员，或账号已停用。',
    oneself: '不能由本人代理。',
    administrator: '系统管理员、安全管理员、审计员不能代理业务岗位（三员分立）。',
    other_unit: '代理人须在同一单位任职。',
    past: '开始日期不能早于今天。',
    order: '结束日期不能早于开始日期。',
    too_long: '一次代理不超过 180 天。时间更长的，请由安全管理员另行任职。',
    overlap: '这个岗位在这段时间已有人代理，请先结束原来的代理，或改选日期。',
    reason_missing: '为不在岗的人员指定代理，请写明原因。',
  },
  noSuch: '没有找到这次代理。',
  over: '这次代理已经结束。',
  notEnded: '这次代理没有提前结束。',
  ended: '您的代理已经结束，这一步没有办理。请由本人或新的代理人办理。',
  /** How a step is signed that a deputy took. */
  signature: (name: string, principal: string) => `${name} 代 ${principal}`,
} as const

const notYou = '如果不是您本人操作，也不是您请管理员办理的，请立即联系安全管理员。'

/** What is said to whose account was changed. */
export const accountNotices = {
  password_changed: (time: string) => `您的登录密码已于 ${time} 修改。${notYou}`,
  password_set: (time: string) => `管理员已于 ${time} 重置您的登录密码。${notYou}`,
  factor_added: (time: string) => `您的账号已于 ${time} 增加一种登录验证方式。${notYou}`,
  factor_removed: (time: string) => `您的账号已于 ${time} 取消一种登录验证方式。${notYou}`,
  recovery_codes_renewed: (time: string) => `您的恢复码已于 ${time} 重新生成，原来的不再有效。${notYou}`,
  factors_reset: (time: string) => `安全管理员已于 ${time} 清除您的全部登录验证方式。${notYou}`,
  code_reused: (time: string) =>
    `${time} 有人再次使用您已经用过的动态口令，平台没有接受。如果不是您自己重复输入，您的密码和口令可能已被他人看到，请立即修改密码，并联系安全管理员。`,
} as const

/** What the security administrators are told of it. */
export const codeReused = (name: string, username: string, time: string) =>
  `${time} 有人用 ${name}（${username}）已经用过的动态口令登录，平台没有接受。请向本人核实；不是本人操作的，请退出其所有登录，并请系统管理员重设密码。`

/** What these notices are called where people choose. */
export const accountNoticeKinds = {
  'account.changed': '本人账号安全变动和异常',
  'account.suspect': '他人账号登录异常（安全管理员）',
} as const

export const passwordWords = {
  short: (least: number) => `密码至少 ${least} 个字符。`,
  long: (most: number) => `密码不能超过 ${most} 个字符。`,
  ownName: '密码中不能包含用户名、姓名或姓名的拼音。',
  simple: '密码过于简单，请使用更多不同的字符。',
  common: '这是很多人用过的密码，容易被猜到，请换一个。',
} as const

export const deviceWords = {
  on: (system: string, browser: string) => `${system} 上的 ${browser}`,
  unknown: '未知设备',
} as const

/** What authenticator apps and passkey dialogs call this platform. */
export const issuerName = (county: string) => `${county}政务公开平台`
