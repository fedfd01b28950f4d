export const words = {
  refused: '无法收下',
  unknownKey: '封装所用的公钥不是本系统的，无法打开。',
  unknownKind: '没有这一类提交。',
  notOpened: '内容打不开或已被改动。',
  wrongShape: '内容不符合这一类提交的格式。',
  noToken: '门户没有出示正确的口令。请核对两边的 PORTAL_TOKEN 设置。',
} as const
