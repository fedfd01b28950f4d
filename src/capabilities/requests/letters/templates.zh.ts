import type { ReplyKindKey } from '../rules/reply-kinds.ts'
import type { LetterKey, NoticeKey } from './letter-kinds.ts'

/** 文书模板 as shipped (version 0). A county writes versions of its own, which another person approves. */
export type LetterTemplate = { title: string; body: string }

const salutation = '<p>{{申请人}}：</p>'
const received =
  '<p>您（单位）提出的政府信息公开申请（{{申请编号}}），本机关于{{收到日期}}收到。您申请公开：</p><blockquote><p>{{申请内容}}</p></blockquote>'
const contact = '<p>联系部门：{{联系部门}}；联系电话：{{联系电话}}；地址：{{联系地址}}。</p>'
const signature = '<p class="align-right">{{机关}}</p><p class="align-right">{{日期}}</p>'
const law = '《中华人民共和国政府信息公开条例》'

const notice = (title: string, ...paragraphs: string[]): LetterTemplate => ({
  title,
  body: [salutation, received, ...paragraphs.map((one) => `<p>${one}</p>`), contact, signature].join(''),
})
const answer = (title: string, ...paragraphs: string[]): LetterTemplate => ({
  title,
  body: [salutation, received, ...paragraphs.map((one) => `<p>${one}</p>`), '<p>{{救济途径}}</p>', signature].join(''),
})
const toOthers = (title: string, to: string, ...paragraphs: string[]): LetterTemplate => ({
  title,
  body: [`<p>${to}：</p>`, ...paragraphs.map((one) => `<p>${one}</p>`), contact, signature].join(''),
})

const notices: Record<NoticeKey, LetterTemplate> = {
  registration_receipt: notice(
    '政府信息公开申请登记回执',
    '现予登记。本机关将于{{答复期限}}前作出答复；依法征求意见所需时间不计算在内。您可以凭查询码{{查询码}}在政府信息公开平台查询办理进度。',
  ),
  correction_notice: notice(
    '政府信息公开申请补正告知书',
    `经审查，您的申请内容不明确。依据${law}第三十条的规定，请于{{补正截止日}}前作如下补正：{{理由}}`,
    '答复期限自本机关收到您补正的申请之日起重新计算。无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请。',
  ),
  reasons_notice: notice(
    '政府信息公开申请说明理由告知书',
    `您申请公开政府信息的数量、频次明显超过合理范围。依据${law}第三十五条的规定，请您说明理由。`,
    '本机关认为申请理由不合理的，将告知不予处理；理由合理但无法在规定期限内答复的，将确定延迟答复的合理期限并告知您。',
  ),
  extension_notice: notice(
    '政府信息公开申请延期答复告知书',
    `因{{理由}}，本机关不能在规定期限内作出答复。依据${law}第三十三条第二款的规定，经本机关政府信息公开工作机构负责人同意，延长答复期限{{延长工作日}}个工作日，将于{{延长后期限}}前作出答复。`,
  ),
  delay_notice: notice(
    '政府信息公开申请延迟答复告知书',
    `您申请公开的政府信息数量较大，说明的理由合理，但本机关无法在规定期限内答复。依据${law}第三十五条的规定，本机关将于{{延迟至}}前作出答复。`,
  ),
  consult_third_party: toOthers(
    '政府信息公开征求意见书',
    '{{第三方}}',
    '本机关收到政府信息公开申请，申请公开：{{申请内容}}',
    `所申请的信息可能涉及您（单位）的合法权益。依据${law}第三十二条的规定，现书面征求您（单位）的意见。请自收到本征求意见书之日起15个工作日内提出意见；不同意公开的，请说明理由。`,
    `逾期未提出意见的，由本机关依照${law}的规定决定是否公开。本机关认为不公开可能对公共利益造成重大影响的，可以决定予以公开，并书面告知您（单位）。`,
  ),
  consult_joint_maker: toOthers(
    '征求意见书',
    '{{共同制作机关}}',
    '本机关收到政府信息公开申请，申请公开由本机关牵头、与贵单位共同制作的政府信息：{{申请内容}}',
    `依据${law}第三十四条的规定，现征求贵单位的意见。请自收到本征求意见书之日起15个工作日内提出意见；逾期未提出意见的，视为同意公开。`,
  ),
  consult_told_applicant: notice(
    '政府信息公开征求意见告知书',
    `您申请公开的信息需要征求其他有关方面的意见。依据${law}第三十三条第三款的规定，征求意见所需时间不计算在答复期限内。`,
  ),
  override_told_third_party: toOthers(
    '政府信息公开告知书',
    '{{第三方}}',
    '本机关曾就公开以下政府信息征求您（单位）的意见：{{申请内容}}',
    `您（单位）不同意公开。经审查，本机关认为不公开可能对公共利益造成重大影响。依据${law}第三十二条的规定，本机关决定予以公开，理由如下：{{公开理由}}`,
    '{{救济途径}}',
  ),
  fee_notice: notice(
    '政府信息公开信息处理费收费通知书',
    `依据${law}第四十二条和《政府信息公开信息处理费管理办法》的规定，对您的申请{{收费方式}}收取信息处理费。{{收费明细}}应缴金额：{{收费金额}}元。`,
    '请自收到本通知次日起20个工作日内缴纳。逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。答复期限自缴费完成次日起重新计算。',
  ),
}

const answers: Record<ReplyKindKey, LetterTemplate> = {
  already_public: answer(
    '政府信息公开告知书',
    `您申请公开的政府信息已经主动公开。依据${law}第三十六条第（一）项的规定，告知您获取的方式和途径：{{获取方式}}`,
  ),
  granted: answer(
    '政府信息公开告知书',
    `依据${law}第三十六条第（二）项的规定，本机关予以公开。{{提供方式}}`,
    '{{提供清单}}',
  ),
  partial: answer(
    '政府信息部分公开告知书',
    `经审查，您申请公开的政府信息中含有不应当公开的内容，能够作区分处理。依据${law}第三十七条的规定，本机关向您提供可以公开的内容。{{提供方式}}`,
    '{{提供清单}}',
    '其余内容不予公开，依据：{{不予公开依据}}。理由：{{理由}}',
  ),
  refused: answer(
    '政府信息不予公开告知书',
    `经审查，您申请公开的政府信息属于{{不予公开依据}}。依据${law}第三十六条第（三）项的规定，本机关决定不予公开。理由：{{理由}}`,
  ),
  special_access: answer(
    '政府信息公开申请告知书',
    `您申请公开的信息，{{特别规定}}对其获取有特别规定。依据${law}第三十六条第（七）项的规定，请依照有关法律、行政法规的规定办理。`,
  ),
  not_existing: answer(
    '政府信息不存在告知书',
    `经检索，本机关没有您申请公开的政府信息。{{检索情况}}依据${law}第三十六条第（四）项的规定，告知您该政府信息不存在。`,
  ),
  other_agency: answer(
    '非本机关政府信息告知书',
    `您申请公开的政府信息不属于本机关负责公开。理由：{{理由}}{{主管机关}}依据${law}第三十六条第（五）项的规定，特此告知。`,
  ),
  needs_making: answer(
    '政府信息公开申请告知书',
    `您申请公开的信息，本机关没有现成的，需要对现有政府信息进行加工、分析。依据${law}第三十八条的规定，本机关不予提供。理由：{{理由}}`,
  ),
  still_unclear: answer(
    '政府信息公开申请告知书',
    '您补正后，申请内容仍不明确，本机关无法据以检索并提供政府信息。理由：{{理由}}',
  ),
  petition: answer(
    '政府信息公开申请告知书',
    `您以政府信息公开申请的形式进行信访、投诉、举报等活动。依据${law}第三十九条第一款的规定，本机关不作为政府信息公开申请处理。{{理由}}`,
  ),
  repeated: answer(
    '政府信息公开申请不予重复处理告知书',
    `本机关已就您此前提出的相同申请（{{以前的申请}}）作出答复。依据${law}第三十六条第（六）项的规定，本机关不予重复处理。`,
  ),
  publication: answer(
    '政府信息公开申请告知书',
    `您申请提供的是政府公报、报刊、书籍等公开出版物。依据${law}第三十九条第二款的规定，告知您获取的途径：{{获取方式}}`,
  ),
  excessive: answer(
    '政府信息公开申请不予处理告知书',
    `您申请公开政府信息的数量、频次明显超过合理范围，本机关要求您说明理由后，认为理由不合理。依据${law}第三十五条的规定，本机关不予处理。{{理由}}`,
  ),
  confirmation: answer(
    '政府信息公开申请不予处理告知书',
    '您要求本机关对已经获取的政府信息予以确认或者重新出具，不属于政府信息公开申请的范围，本机关不予处理。{{理由}}',
  ),
  correction_lapsed: answer(
    '政府信息公开申请处理告知书',
    `本机关已告知您于{{补正截止日}}前补正申请，您无正当理由逾期未补正。依据${law}第三十条的规定，视为放弃申请，本机关不再处理该申请。`,
  ),
  fee_lapsed: answer(
    '政府信息公开申请处理告知书',
    '您未按照收费通知的要求在规定期限内缴纳信息处理费。依据《政府信息公开信息处理费管理办法》第六条的规定，视为放弃申请，本机关不再处理该申请。',
  ),
  terminated: answer('政府信息公开申请终止告知书', '本机关终止办理您的申请。理由：{{理由}}'),
  record_corrected: answer(
    '政府信息更正告知书',
    `您提供证据证明本机关提供的与您自身相关的政府信息记录不准确。依据${law}第四十一条的规定，本机关已予更正。{{理由}}`,
  ),
  record_kept: answer(
    '政府信息不予更正告知书',
    `依据${law}第四十一条的规定，经审核，本机关对您要求更正的记录不予更正。理由：{{理由}}`,
  ),
  record_passed_on: answer(
    '政府信息转送更正告知书',
    `您要求更正的记录不属于本机关职能范围。依据${law}第四十一条的规定，本机关已转送有权更正的机关处理，或者告知您向有权更正的机关提出：{{获取方式}}`,
  ),
}

export const shippedTemplates: Record<LetterKey, LetterTemplate> = {
  ...notices,
  ...(Object.fromEntries(Object.entries(answers).map(([key, one]) => [`reply_${key}`, one])) as Record<
    `reply_${ReplyKindKey}`,
    LetterTemplate
  >),
}

/** Every placeholder a template may use, and what stands in its place. */
export const placeholders = {
  申请人: '申请人的姓名或者名称',
  申请编号: '申请登记编号',
  查询码: '申请人查询办理进度的查询码',
  收到日期: '收到申请之日（条例第三十一条）',
  申请内容: '申请人要求公开的内容',
  机关: '答复机关的名称',
  日期: '文书日期',
  答复期限: '现在的答复期限',
  联系部门: '政府信息公开工作机构',
  联系电话: '政府信息公开工作机构的电话',
  联系地址: '政府信息公开工作机构的地址',
  理由: '办理时填写的理由',
  补正截止日: '申请人补正的截止日',
  延长工作日: '延长的工作日数',
  延长后期限: '延长后的答复期限',
  延迟至: '延迟答复的日期',
  第三方: '被征求意见的第三方，由经办人填写',
  共同制作机关: '被征求意见的机关',
  公开理由: '为公共利益决定公开的理由',
  收费方式: '按件或者按量',
  收费明细: '件数或者页数和计算过程',
  收费金额: '应缴金额（元）',
  不予公开依据: '条款和情形',
  提供方式: '提供的形式、途径和时间',
  提供清单: '所附文件的清单',
  获取方式: '获取的方式、途径',
  检索情况: '检索的时间、范围和关键词',
  主管机关: '负责公开的机关及其联系方式',
  特别规定: '作出特别规定的法律、行政法规',
  以前的申请: '此前答复的申请编号',
  救济途径: '按机关和答复种类计算的救济途径',
} as const
export type Placeholder = keyof typeof placeholders
/** Without it an answer would not tell the applicant what can be done against it. */
export const remedyPlaceholder = '救济途径' satisfies Placeholder
