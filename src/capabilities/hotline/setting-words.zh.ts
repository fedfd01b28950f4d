import type { Probe } from '../../platform/telephony/index.ts'

/** What is said where the line and its telephone switch are set. */

export const settingIssues = {
  line: '请填写专线号码，例如 96128、0871-12345。',
  time: '请按 08:30 的样子填写时间。',
  hoursMissing: '至少填写一段人工服务时间。',
  hoursMany: '人工服务时间最多分四段。',
  hoursOrder: '每段时间的结束应晚于开始。',
  hoursOverlap: '这段时间与前面的重叠。',
  between: (min: number, max: number, unit: string) => `请填写 ${min} 到 ${max} 之间的整数（${unit}）。`,
  seconds: '秒',
  days: '天',
  url: '请填写交换机的地址，例如 http://192.168.1.20:8088，不带用户名和口令。',
  user: '请填写交换机上为本平台建立的 ARI 用户名。',
  password: '请填写口令。',
  passwordAnew: '地址或者用户名有变化，请重新填写口令。',
  app: '应用名只能用字母、数字、下划线和连字符，例如 gongkai。',
  endpoint: '拨号方式中须有 {number}，例如 PJSIP/{number}。',
  noReplyToken: '没有出示正确的令牌（SMS_REPLY_TOKEN），短信没有收下。',
  speech: '请填写语音合成的地址，其中须有 {text}，例如 http://127.0.0.1:5002/say?text={text}。',
} as const

/** The settings as the list of changes names them. */
export const settingLabels: Record<string, string> = {
  line: '专线号码',
  hours: '人工服务时间',
  always: '全天候接听',
  ringSeconds: '振铃时长',
  waitSeconds: '最长等待',
  messageSeconds: '留言最长',
  rating: '通话后按键评价',
  ratingBySms: '短信评价',
  ratingDays: '短信评价的有效期',
  keepRecordingDays: '录音保存',
  keepCallDays: '号码与内容保存',
  url: '交换机地址',
  user: '用户名',
  app: '应用名',
  seatEndpoint: '座席分机的拨号方式',
  numberEndpoint: '外线的拨号方式',
  speech: '语音合成地址',
  password: '口令',
  connection: '连接设置',
}

export const settingValues = {
  yes: '是',
  no: '否',
  none: '（空）',
  changed: '已更换',
  set: '已设置',
  removed: '已取消，改用服务器上的配置',
  seconds: (n: number) => `${n} 秒`,
  days: (n: number) => `${n} 天`,
} as const

/** What a test of the connection found, in one sentence. */
export const probeSentence = (probe: Probe, app: string): string => {
  if (probe.found === 'switch')
    return probe.listening
      ? `连上了：Asterisk ${probe.version}，应用 ${app} 正在接听来电。`
      : `连上了：Asterisk ${probe.version}；应用 ${app} 还没有登记，保存后由本平台登记。`
  return probeTroubles[probe.found]
}
const probeTroubles = {
  refused: '交换机有答复，但不接受这个用户名或者口令。',
  something_else: '这个地址有答复，但不是 Asterisk 的 ARI 接口；请核对地址，并在 http.conf、ari.conf 中启用。',
  nobody: '这台主机的这个端口没有程序接听；请核对端口，并在 http.conf 中启用。',
  no_such_host: '找不到这台主机，请核对地址。',
  no_answer: '等了 5 秒没有答复；请核对地址，看防火墙是否放行。',
  untrusted: '交换机的证书不受信任，请换用受信任的证书，或者在内网用 http。',
  unreachable: '连不上这个地址，请核对地址和网络。',
} as const satisfies Record<Exclude<Probe['found'], 'switch'>, string>
