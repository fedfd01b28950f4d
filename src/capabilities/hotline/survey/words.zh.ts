/** As short as an SMS wants it. @param day YYYY-MM-DD */
const monthDay = (day: string): string => {
  const { month, day: date } = Temporal.PlainDate.from(day)
  return `${month}月${date}日`
}

type Survey = { line: string; on: string; until: string; address: string }

/**
 * What a caller who has not rated by key is sent: to rate by a link, by a reply where the gateway hands replies over, or by either.
 * No name, no number, nothing of what was asked; the address last, because telephones take what follows it for a part of it.
 */
export const surveySms = {
  subject: '请评价专线服务',
  byLink: (it: Survey) =>
    `您在${monthDay(it.on)}拨打了${it.line}，请评价这次服务。不用登录，不填个人信息，${monthDay(it.until)}当天仍可评价： ${it.address}`,
  byReply: ({ line, on, until, address }: Survey) =>
    `您在${monthDay(on)}拨打了${line}，请评价这次服务：回复1满意、2基本满意、3不满意，${monthDay(until)}当天仍可评价。` +
    (address && `也可以打开链接评价： ${address}`),
  /** In the preview, where the code will stand. */
  someCode: '20260615-XXXXXXXX',
  someNumber: '09995550100',
  someSite: 'https://……',
} as const

/** Why nobody is asked by SMS now; shown beside the setting. */
export const surveyNotReady = {
  site: '还没有设置公众网站的地址（PORTAL_URL），短信里没有可以打开的链接；短信网关也还不转交回复（SMS_REPLY_TOKEN）。暂时不会发送。',
  sms: '还没有配置短信网关（SMS_URL），短信会留在发件箱里。',
} as const
