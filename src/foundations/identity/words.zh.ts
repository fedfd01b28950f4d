import { roles } from './roles.ts'

export const sentences = {
  wrongPassword: '用户名或密码不正确，请检查后重试。',
  locked: (until: string) => `密码连续输错次数过多，账号锁定至 ${until}，之后可再试，或请系统管理员解锁。`,
  usernameShape: '用户名以小写字母开头，只用小写字母、数字、点、横线和下划线，2 至 32 个字符。',
  usernameTaken: '这个用户名已有人使用，请换一个。',
  currentPasswordWrong: '当前密码不正确。',
  samePassword: '新密码不能与当前密码相同。',
  noSuchPerson: '没有找到这个人员。',
  noSuchPost: '没有找到这个任职，可能已经结束。',
  noSuchSession: '没有找到这次登录，可能已经结束。',
  noSuchUnit: '没有这个单位，或单位已经撤销。',
  postHeld: '此人在该单位已有这个岗位。',
  conflictingRoles: (held: keyof typeof roles, asked: keyof typeof roles) =>
    `“${roles[held].label}”与“${roles[asked].label}”不能由同一人担任（三员分立）。`,
  ownPosts: '不能给自己任职，请由另一位系统管理员办理。',
  ownAdministration: '不能结束自己最后一个系统管理员岗位，请由另一位系统管理员办理。',
  ownAccount: '不能停用自己的账号，请由另一位系统管理员办理。',
  lastAdministrator: '这是最后一位在用的系统管理员，先为另一人任职后再办理。',
  mend: '请按提示改正后再提交。',
} as const
