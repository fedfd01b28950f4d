export const sentences = {
  noSuchNotice: '没有这条通知。',
  nothingGiven: '请写明要改的邮箱或手机。',
} as const

/** A notice on its way out of the console. */
export const copies = {
  /** Fits a mailbox's list. */
  subject: (text: string) => ([...text].length > 60 ? `${[...text].slice(0, 59).join('')}…` : text),
  email: (text: string, link: string | undefined) =>
    `${text}\n\n${link ? `办理：${link}` : '请登录政务公开办公平台，在右上角“通知”中办理。'}\n\n` +
    '这封邮件由平台自动发出，请勿回复。不想再收到这一类邮件，可在平台的“通知设置”中关闭。',
  sms: (text: string) => `${text}请登录政务公开办公平台办理。`,
} as const
