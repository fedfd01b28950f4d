import { weekdayAfter } from '../days.ts'
import { table } from '../table.ts'
import type { DemoUnit, Written } from '../types.ts'
import { units } from '../units.ts'

function profileBody(unit: DemoUnit): string {
  const o = unit.disclosureOffice
  const enterprise = unit.kind === 'public_enterprise'
  return `${unit.profile}
## 一、${enterprise ? '服务范围' : '主要职责'}
${unit.duties.map((duty, i) => `（${i + 1}）${duty}。`).join('\n')}
## 二、${enterprise ? '内部机构' : '机构设置'}
${table(
  [enterprise ? '部门' : '内设机构', '主要职责'],
  unit.sections.map((section) => section.split('：')),
)}
## 三、办公地址和联系方式
地址：${o.address}
${enterprise ? '服务时间' : '办公时间'}：${o.officeHours}
电话：${o.phone}　传真：${o.fax}　邮政编码：${o.postcode}
${unit.leaders[0] ? `## 四、负责人\n${unit.leaders[0].name}，${unit.leaders[0].post}` : ''}`
}

const living = units.filter((unit) => !unit.dissolvedOn)

/** 机构职能 of every unit, art 20(2). */
export const profiles: Written[] = living.map((unit, i) => ({
  key: `${unit.code}-functions`,
  unit: unit.code,
  column: 'profile',
  title: unit.kind === 'public_enterprise' ? `${unit.name}单位简介` : `${unit.name}机构职能`,
  subject: ['综合政务', '政务公开'],
  formedOn: weekdayAfter('2026-01-12', i % 10),
  publishedOn: weekdayAfter('2026-01-12', (i % 10) + 1 + (i % 3)),
  keywords: `机构职能 内设机构 办公地址 联系方式 ${unit.shortName}`,
  body: profileBody(unit),
}))

/** 领导分工, art 20(2); every name is invented. */
export const leaders: Written[] = living
  .filter((unit) => unit.kind !== 'public_enterprise' && unit.kind !== 'subordinate')
  .map((unit, i) => ({
    key: `${unit.code}-leaders`,
    unit: unit.code,
    column: 'leaders',
    title: unit.code === 'xzf' ? '云溪县人民政府领导班子成员及工作分工' : `${unit.name}领导信息及工作分工`,
    subject: ['综合政务', '政务公开'],
    formedOn: weekdayAfter('2026-04-07', i % 8),
    publishedOn: weekdayAfter('2026-04-07', (i % 8) + 1 + (i % 5)),
    keywords: `领导分工 负责人 ${unit.shortName}`,
    body: `根据工作需要，经研究，现将${unit.shortName}领导班子成员工作分工公布如下（姓名均为虚构）：
${table(
  ['姓名', '职务', '分工'],
  unit.leaders.map((leader) => [leader.name, leader.post, leader.division]),
)}
领导同志外出期间，由其他负责同志按照岗位互补安排代行职责。分工调整时，自调整之日起20个工作日内更新。
联系电话：${unit.disclosureOffice.phone}`,
  }))
