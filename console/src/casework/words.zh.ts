/** What every kind of case says of its fields and its period. */

export const field = { optional: '选填' } as const

export const papers = {
  download: (name: string) => `下载 ${name}`,
  gone: '保管期满，已删除',
  unnamed: '（文件）',
} as const

export const left = {
  overdue: (n: number) => `逾期 ${n} 个工作日`,
  today: '今天到期',
  left: (n: number) => `剩 ${n} 个工作日`,
  levels: { red: '已逾期', orange: '紧急', yellow: '临近', green: '充裕' },
  paused: '暂停计时',
  waiting: '等待申请人',
  idle: '期限未起算',
  ended: '已办结',
  provisional: '暂定',
  provisionalHint: '这一天所在年份的放假安排还没有公布，公布后会重新计算。',
} as const

export const clock = {
  state: {
    idle: '尚未起算',
    running: '计时中',
    paused: '暂停计时',
    waiting: '等待申请人',
    stopped: '已停止',
  },
  counted: (used: number, total: number) => `共 ${total} 个工作日，已用 ${used} 个`,
  due: (day: string, weekday: string) => `${day}（${weekday}）前答复`,
  dueWas: (day: string, weekday: string) => `到期日为 ${day}（${weekday}）`,
  noDue: '要等暂停或者等待结束后才能算出到期日。',
  noDueEver: '办结时还没有算出到期日。',
  kinds: { run: '计入', pause: '暂停', wait: '等待申请人', void: '不再计入' },
  today: '今天',
  end: '到期',
  table: '各段起止与依据',
  kind: '情形',
  from: '起',
  to: '止',
  open: '尚未结束',
  what: '说明',
  law: '依据',
  bar: '期限进展图，内容见下表',
  ledger: '逐日台账',
  print: '打印',
  day: '日期',
  weekday: '星期',
  n: '第几日',
  counts: '是否计入',
  yes: '计入',
  no: '不计入',
  why: '原因',
  start: (label: string) => `${label}，次日起算`,
  afterEnd: '已停止计时',
  noLedger: '期限没有起算，还没有台账。',
  printedOn: (day: string) => `${day} 打印`,
} as const
