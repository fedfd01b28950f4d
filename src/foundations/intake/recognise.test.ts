import { describe, expect, test } from 'vitest'
import { recognise } from './recognise.ts'

describe('what a text seems to be', () => {
  test.each([
    ['请问办理养老保险转移需要带什么材料？', []],
    ['本人依据《政府信息公开条例》，申请公开青溪路改造工程的招标文件和中标合同', ['request']],
    ['请贵局提供2025年村级公路养护资金的拨付明细', ['request']],
    ['要求你单位书面公开征地补偿安置方案', ['request']],
    ['希望公开栏的字大一点', []],
    ['公司拖欠我们八个月工资，多次讨要没有结果', ['petition']],
    ['我家房屋被强拆，要求赔偿', ['petition']],
    ['多年上访没有结果，现申请公开当年的批复文件', ['request', 'petition']],
    ['你们就是垃圾部门，都是废物！！！！', ['insult', 'shouting']],
    ['加微信领补贴 https://example.invalid/a 速来', ['link']],
    ['官网www.example.invalid打不开，请处理', ['link']],
    ['小区垃圾没人收，请环卫部门来看看', []],
    ['身为妈妈的我十分无助，老人摔倒后去死亡证明窗口跑了三趟', []],
    ['他和他妈来过，我妈的医保卡丢了', []],
    ['危险废物处置中心离村太近，是否符合《医疗废物管理条例》', []],
    ['你他妈的到底管不管', ['insult']],
    ['又停水了，妈的，一群废物', ['insult']],
    ['建设项目应当依法申请使用土地，请问怎么办理', []],
    ['', []],
  ] as const)('%s', (text, seen) => expect(recognise(text)).toEqual(seen))
})
