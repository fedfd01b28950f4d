import { describe, expect, test } from 'vitest'
import { route } from './route.ts'

const names = [
  ['云溪县人民政府', '县政府'],
  ['云溪县教育体育局', '县教体局'],
  ['云溪县公安局', '县公安局'],
  ['云溪县人力资源和社会保障局', '县人社局'],
  ['云溪县自然资源局', '县自然资源局'],
  ['青岚市生态环境局云溪分局', '云溪生态环境分局'],
  ['云溪县住房和城乡建设局', '县住建局'],
  ['云溪县交通运输局', '县交通运输局'],
  ['云溪县医疗保障局', '县医保局'],
  ['云溪县综合行政执法局', '县综合执法局'],
  ['云溪县松泉镇人民政府', '松泉镇'],
] as const
const units = names.map(([name, shortName], i) => ({ id: i + 1, name, shortName }))
const nameOf = (id: number | null) => units.find((unit) => unit.id === id)?.shortName ?? null

describe('the unit and topic a message is about', () => {
  test.each([
    ['听溪路什么时候通公交', '小区已经入住，最近的公交站很远', '县交通运输局', 'transport'],
    ['电梯多次困人', '小区物业维修不及时，能用维修资金吗', '县住建局', 'urban-construction'],
    ['孩子入学', '户口不在学区，能不能上小学', '县教体局', 'education'],
    ['路口红绿灯坏了', '早晚高峰很堵', '县公安局', 'transport'],
    ['到省城住院', '异地就医怎样备案，医保怎样报销', '县医保局', 'health'],
    ['公司拖欠工资', '八个月没有发工资', '县人社局', 'labour'],
    ['养猪场恶臭', '养猪场废水直排', '云溪生态环境分局', 'environment'],
    ['夜宵摊占道', '油烟和噪音影响休息', '县综合执法局', 'urban-construction'],
    ['请县交通运输局答复', '门口的公交站什么时候修好', '县交通运输局', 'transport'],
    ['松泉镇的卫生', '垃圾站没有人清扫', '松泉镇', 'urban-construction'],
    ['公交ＩＣ卡', '听溪路公交线路', '县交通运输局', 'transport'],
    ['请问', '您好', null, null],
  ])('%s', (subject, text, unit, topic) => {
    const found = route({ subject, text }, units)
    expect([nameOf(found.unitId), found.topic]).toEqual([unit, topic])
  })

  test('says for which words', () => {
    expect(route({ subject: '电梯困人', text: '物业不管' }, units).why).toEqual(['电梯', '物业'])
  })

  test('suggests no unit where none does the work', () => {
    expect(route({ subject: '水库漏水', text: '山塘水渠没有水灌溉' }, units.slice(1, 3))).toMatchObject({
      topic: 'agriculture',
      unitId: null,
    })
  })
})
