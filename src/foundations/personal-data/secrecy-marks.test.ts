import { describe, expect, it } from 'vitest'
import { findSecrecyMarks } from './secrecy-marks.ts'

const short = (text: string) => findSecrecyMarks(text).map((f) => `${f.severity} ${f.kind} ${f.text}`)

describe('findSecrecyMarks', () => {
  it.each([
    ['机密★1年\n示范县人民政府文件', ['block classified 机密★1年']],
    ['绝密★长期', ['block classified 绝密★长期']],
    ['秘 密 ★ 10 年', ['block classified 秘 密 ★ 10 年']],
    ['秘密★启用前', ['block classified 秘密★启用前']],
    ['绝密★2030年6月1日\n特急', ['block classified 绝密★2030年6月1日']],
    ['通知\n机密\n正文', ['block classified 机密']],
    ['密级：秘密', ['block classified 秘密']],
    ['密级：机密 保密期限：5年', ['block classified 机密 保密期限：5年']],
    ['工作秘密\n关于', ['block work_secret 工作秘密']],
    ['（此件不公开）', ['block not_public （此件不公开）']],
    ['公开属性：不予公开', ['block not_public 公开属性：不予公开']],
    ['公开属性：□主动公开 □依申请公开 ☑不予公开', ['block not_public ☑不予公开']],
    ['（此件依申请公开）', ['warn on_request （此件依申请公开）']],
    ['公开方式\t依申请公开', ['warn on_request 公开方式\t依申请公开']],
    ['内部资料　注意保存', ['warn keep_inside 内部资料', 'warn keep_inside 注意保存']],
    ['会议材料，不得外传', ['warn keep_inside 不得外传']],
  ])('%s', (text, expected) => expect(short(text)).toEqual(expected))

  it.each([
    '国家秘密的密级分为绝密、机密、秘密三级。',
    '机关、单位应当保守国家秘密和工作秘密，不得对外提供内部资料，违反的依法给予处分。',
    '第六十四条　机关、单位对履行职能过程中产生的工作秘密采取必要的保护措施。',
    '（此件公开发布）',
    '公开属性：主动公开',
    '公开属性：□主动公开 □依申请公开 □不予公开',
    '依申请公开\n政府信息公开申请表',
    '（三）妥善保管鉴定材料和有关资料；',
    '密级：无',
    '商业秘密',
  ])('lets pass: %s', (text) => expect(short(text)).toEqual([]))
})
