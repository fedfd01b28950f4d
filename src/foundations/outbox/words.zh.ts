export const sentences = {
  noSuchMessage: '没有这条消息。',
  notRetried: '这条消息正在等待发送或已经发出，不必重发。请刷新后查看。',
  notCancelled: '这条消息已经发出或已经取消。请刷新后查看。',
  blanked: '这条消息的内容已按保存期限清除，不能重发。请回到所说的事项重新发送。',
  notConfigured: {
    email: '还没有配置邮件服务器（SMTP_URL、MAIL_FROM），不能发送测试邮件。',
    sms: '还没有配置短信网关（SMS_URL），不能发送测试短信。',
  },
} as const

export const test = {
  subject: '测试消息',
  text: '这是一条测试消息，由政务公开办公平台发出。收到它，说明发送设置正确。',
} as const

/** Kinds of notices that the outbox gives, and their sentences. */
export const outboxNoticeKinds = { 'message.failed': '消息发送失败' } as const
export const failedNotice = '有消息没有发出去，请到发件箱查看原因，改正后重发或取消。'

/** What went wrong, as said to whoever can mend it. The key is in `message.last_error`, before the other side's code. */
export const troubles: Record<string, string> = {
  unreachable: '连不上对方的服务器，或对方中断了连接',
  too_slow: '对方的服务器太久没有答复',
  sign_in_refused: '对方的服务器不接受所配置的用户名、密码或令牌',
  not_encrypted: '对方的服务器不能加密连接，为保护密码没有发送',
  sender_refused: '对方的服务器不接受所配置的发件人（MAIL_FROM）',
  recipient_refused: '收件人不存在或被拒收',
  content_refused: '内容被对方的服务器拒收',
  put_off: '对方的服务器要求稍后再发',
  attachment_missing: '附件已不在文件夹中',
  unexpected: '这条消息没有做成，原因见日志',
  interrupted: '每次发送时程序都中途停止',
  too_late: '过了发送期限',
  not_configured: '过了发送期限，一直没有配置发送线路',
}

export const troubleLabel = (error: string): string => {
  const [key = '', code] = error.split(' ')
  const said = troubles[key] ?? key
  return code ? `${said}（${code}）` : said
}
