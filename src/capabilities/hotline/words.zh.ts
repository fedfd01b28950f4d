import type { Outcome, Phase, ShiftStatus } from './call.ts'
import type { OnDuty } from './rules/on-duty.ts'

export const words = {
  withheld: '未显示号码',
  hiddenCaller: '不公开',
  noCall: '没有这通电话，可能已到期删除。',
  seatExists: '座席名称或者分机号已经有了。',
  noSeat: '没有这个座席，或者已停用。',
  seatTaken: (name: string) => `${name}已有人值守，请选择其他座席。`,
  sitFirst: '请先签入座席，再接听或登记来电。',
  busy: '您正在接听或登记一通电话，请先登记办结。',
  notYourCall: '这通电话由其他座席接听，不能由您办理。',
  alreadyLogged: '这通电话已经登记，请刷新后查看。',
  notTalking: '通话已经结束，不能再转接。',
  transferring: '正在转接，请等待对方接听，或者先取消转接。',
  noTransfer: '没有正在进行的转接。',
  noNumber: '这个单位没有值班联络员，也没有登记公开电话，请向来电人说明并登记。',
  noSwitch: '没有接入电话交换机，无法转接；请告知来电人下面的电话号码。',
  switchAway: '暂时连不上电话交换机，请稍后再试；来电人的话可以先记下来。',
  sourceNeeded: '请选择读给来电人的答案。',
  unitNeeded: '请选择转接到的单位。',
  noSource: '这条内容已不再公开，请重新查找。',
  noRecording: '没有这段录音，或者保存期限已到。',
  noSuchRange: '录音没有这么长，请从头播放。',
  recordingTooLong: '录音文件不能超过 500 MB。',
  notARecording: '这个文件不是能播放的录音，请上传 WAV、MP3、OGG 或 M4A 格式的录音。',
  noCases: '登记为事项的功能没有启用。',
  noLiaison: '没有这位联络员。',
  liaisonOfOther: '值班人员须是本单位的信息联络员。',
  samePerson: '值班人员与替班人员不能是同一人。',
  badPhone: '请填写电话号码：手机或者带区号的固定电话。',
  badDays: '结束日期不能早于开始日期。',
  badDuty: '结束日期不能早于开始日期，一次最多排 92 天。',
  unitGone: '这个单位已撤销，请选择承接单位。',
  reviewOn: (day: string) => `复核日期 ${day}`,
  notLogged: '待登记',
  noTopic: '请选择内容分类。',
  noKind: '请选择事项类别。',
} as const

export const phaseLabels = {
  waiting: '等待接听',
  talking: '通话中',
  transferred: '已转接',
  rating: '等待评价',
  voicemail: '正在留言',
  ended: '已结束',
} as const satisfies Record<Phase, string>

export const outcomeLabels = {
  knowledge: '按知识库答复',
  record: '按已公开信息答复',
  directory: '告知单位电话',
  transferred: '转接单位',
  case: '登记为事项',
  voicemail: '语音留言',
  missed: '未接',
  abandoned: '来电人放弃',
  no_matter: '无效来电',
} as const satisfies Record<Outcome, string>

export const shiftLabels = {
  ready: '空闲',
  ringing: '来电',
  talking: '通话中',
  wrap_up: '待登记',
  break: '小休',
} as const satisfies Record<ShiftStatus, string>

export const dutyLabels = {
  on_duty: '值班时间',
  out_of_hours: '现在不是值班时间',
  day_off: '今天不是工作日',
  nobody_named: '还没有确定信息联络员',
  all_away: '信息联络员都已请假',
} as const satisfies Record<OnDuty['why'], string>

export const ratingLabels: Record<number, string> = { 1: '满意', 2: '基本满意', 3: '不满意' }

/** What a caller hears from the switch. `sound` is the prepared recording of the same words. */
export const announcements = {
  closed: {
    sound: 'gongkai/closed',
    text: '您好，这里是政务信息查询专线。现在不是人工服务时间，请在提示音后留言，说完按井号键或者挂机，我们将在下一个工作日回复您。',
  },
  unanswered: {
    sound: 'gongkai/unanswered',
    text: '抱歉，现在没有空闲的座席。您可以在提示音后留言，说完按井号键或者挂机，我们将尽快回复您。',
  },
  rating: {
    sound: 'gongkai/rating',
    text: '请对本次服务作出评价。满意请按1，基本满意请按2，不满意请按3。',
  },
  taken: { sound: 'gongkai/taken', text: '您的留言已经收到，我们将尽快回复您。再见。' },
  thanks: { sound: 'gongkai/thanks', text: '感谢您的来电，再见。' },
  refer: {
    sound: 'gongkai/refer',
    text: (number: string) => `抱歉，对方暂时无人接听。您可以在工作时间拨打${number.split('').join(' ')}。`,
  },
} as const

/** When each is heard. */
export const announcementTitles = {
  closed: '语音提示：不在人工服务时间',
  unanswered: '语音提示：没有空闲的座席',
  taken: '语音提示：留言结束',
  thanks: '语音提示：评价之后',
  rating: '语音提示：通话结束，请按键评价',
  refer: '语音提示：转接的单位无人接听',
} as const satisfies Record<keyof typeof announcements, string>

export const transferLabels: Record<string, string> = {
  ringing: '正在呼叫',
  answered: '已接听',
  busy: '占线',
  no_answer: '无人接听',
  rejected: '拒接',
  unreachable: '无法接通',
  cancelled: '已取消',
}
