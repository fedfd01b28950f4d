/** As short as an SMS wants it. @param day YYYY-MM-DD */
const monthDay = (day: string): string => {
  const { month, day: date } = Temporal.PlainDate.from(day)
  return `${month}月${date}日`
}

/**
 * What a caller who has not rated by key is sent. No name, no number, nothing of what was asked; the address last, because telephones
 * take what follows it for a part of it.
 */
export const surveySms = {
  subject: '请评价专线服务',
  text: (it: { line: string; on: string; address: string; until: string }) =>
    `您在${monthDay(it.on)}拨打了${it.line}，请评价这次服务。不用登录，不填个人信息，${monthDay(it.until)}当天仍可评价： ${it.address}`,
  /** In the preview, where the code will stand. */
  someCode: '20260615-XXXXXXXX',
  someSite: 'https://……',
} as const

/** Why nobody is asked by SMS now; shown beside the setting. */
export const surveyNotReady = {
  site: '还没有设置公众网站的地址（PORTAL_URL），短信里没有可以打开的链接，暂时不会发送。',
  sms: '还没有配置短信网关（SMS_URL），短信会留在发件箱里。',
} as const
