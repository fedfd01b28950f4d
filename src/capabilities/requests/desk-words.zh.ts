import type { DeliveryWay } from './request.ts'

/** What the applicant reads of a case: plain sentences, nothing of who did it inside. */
export const deskWords = {
  submitted: {
    title: '您提交了申请',
    text: '申请已经送到受理单位。受理单位与您联系以后，您可以在电话里或者在本页确认；确认之日为收到申请之日，答复期限从那天的第二天起算。',
  },
  entered: { title: '单位登记了您的申请', text: '' },
  missed: {
    title: '单位与您联系，没有联系上',
    text: '请在本页确认，或者给受理单位回个电话。确认之后才开始计算答复期限。',
  },
  spoken: { title: '单位与您取得了联系', text: '' },
  confirmed: (on: string) => ({ title: '双方确认收到申请', text: `收到申请之日为${on}，答复期限从第二天起算。` }),
  confirmedByYou: (on: string) => ({ title: '您确认了申请', text: `收到申请之日为${on}，答复期限从第二天起算。` }),
  redirected: { title: '转给另一个单位登记', text: '现在由下面的单位受理：' },
  voided: { title: '没有作为申请登记', text: '如果您认为不对，请与受理单位联系。' },
  correctionAsked: (until: string) => ({
    title: '请您补正',
    text: `请在${until}前补正。收到补正之后，答复期限重新计算。`,
  }),
  corrected: { title: '收到您的补正', text: '答复期限从第二天起重新计算。' },
  consulted: {
    third_party: {
      title: '征求第三方意见',
      text: '申请的内容涉及第三方的合法权益，依法征求其意见。征求意见的时间不计入答复期限。',
    },
    joint_maker: { title: '征求共同制作机关的意见', text: '征求意见的时间不计入答复期限。' },
  },
  extended: (days: number) => ({ title: '延长答复期限', text: `经负责人同意，延长${days}个工作日。` }),
  reasonsAsked: { title: '请您说明理由', text: '申请的数量、频次明显超过合理范围，请说明理由。' },
  reasonsTaken: { title: '收到您说明的理由', text: '' },
  delayed: (until: string) => ({ title: '确定延迟答复的期限', text: `将在${until}前答复。` }),
  charged: { title: '收取信息处理费', text: '收到费用通知之日起20个工作日内缴费；缴费之后，答复期限重新计算。' },
  paid: { title: '缴费完毕', text: '答复期限从第二天起重新计算。' },
  signed: { title: '答复已经作出', text: '正在送达。' },
  delivered: {
    online: { title: '已经答复您', text: '答复在网上送达，可以在本页下载。' },
    post: { title: '已经答复您', text: '答复已经邮寄。' },
    in_person: { title: '已经答复您', text: '答复已经当面交给您。' },
  } satisfies Record<DeliveryWay, { title: string; text: string }>,
  tracking: (number: string) => `邮件号码：${number}。`,
  withdrawn: { title: '申请已经撤回', text: '这件申请不再办理。需要时可以重新申请。' },
  reopened: { title: '重新答复', text: '根据复议决定或者判决，重新办理并答复。' },
  converted: { title: '这些信息已经向社会公开', text: '' },
  noPaper: '没有这份文件。',
  busy: '文书正在生成，请稍后再下载。',
  nothingSaid: '请写明补正的内容，或者附上文件。',
  noReasons: '请写明理由。',
} as const
