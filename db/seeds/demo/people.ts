import type { DemoDelegation, DemoPerson } from './types.ts'

/** Accounts of the demo county; every name is invented. */
export const people: DemoPerson[] = [
  { username: 'wenyining', name: '闻以宁', unit: 'czj', roles: ['clerk'], title: '办公室信息员' },
  { username: 'lutinglan', name: '陆听澜', unit: 'czj', roles: ['section_head'], title: '办公室主任' },
  { username: 'shenzhiyan', name: '沈知砚', unit: 'czj', roles: ['secrecy_reviewer'], title: '保密审查员' },
  { username: 'gusongnian', name: '顾松年', unit: 'czj', roles: ['signing_leader'], title: '局长' },
  { username: 'jiangwanzhou', name: '江晚舟', unit: 'xzf', roles: ['clerk'], title: '县政府办秘书股科员' },
  { username: 'hemuchuan', name: '何沐川', unit: 'xzf', roles: ['section_head'], title: '县政府办秘书股股长' },
  { username: 'yewangshu', name: '叶望舒', unit: 'xzf', roles: ['secrecy_reviewer'], title: '县政府办保密审查员' },
  { username: 'qinzhaoye', name: '秦照野', unit: 'xzf', roles: ['disclosure_office'], title: '政务公开办主任' },
  { username: 'sujiming', name: '苏既鸣', unit: 'xzf', roles: ['disclosure_office'], title: '政务公开办副主任' },
  { username: 'fanglingxiao', name: '方凌霄', unit: 'xzf', roles: ['signing_leader'], title: '县政府办主任' },
  { username: 'wenxiaoman', name: '温小满', unit: 'sqz', roles: ['clerk'], title: '党政综合办信息员' },
  { username: 'shiyizhou', name: '石一舟', unit: 'sqz', roles: ['section_head'], title: '党政综合办主任' },
  { username: 'shaochanggeng', name: '邵长庚', unit: 'sqz', roles: ['deputy_leader'], title: '副镇长（分管政务公开）' },
  { username: 'muqinghe', name: '穆清和', unit: 'sqz', roles: ['secrecy_reviewer'], title: '镇保密办负责人' },
  { username: 'songyunqi', name: '宋云起', unit: 'sqz', roles: ['signing_leader'], title: '镇长' },
  { username: 'luochenxi', name: '骆晨熙', unit: 'jyj', roles: ['clerk'], title: '办公室信息员' },
  { username: 'peixingjian', name: '裴行简', unit: 'jyj', roles: ['section_head'], title: '办公室主任' },
  { username: 'ningruochu', name: '宁若初', unit: 'jyj', roles: ['secrecy_reviewer'], title: '保密审查员' },
  { username: 'puyian', name: '蒲以安', unit: 'jyj', roles: ['signing_leader'], title: '局长' },
  { username: 'jiyunfan', name: '纪云帆', unit: 'jtj', roles: ['clerk'], title: '办公室信息员' },
  { username: 'cenmuye', name: '岑牧野', unit: 'jtj', roles: ['section_head'], title: '运输管理股股长' },
  { username: 'bailuqiu', name: '柏露秋', unit: 'jtj', roles: ['secrecy_reviewer'], title: '保密审查员' },
  { username: 'wuxingzhi', name: '巫行止', unit: 'jtj', roles: ['signing_leader'], title: '局长' },
  { username: 'liutingyu', name: '柳听雨', unit: 'zjj', roles: ['clerk'], title: '办公室信息员' },
  { username: 'menghuaiyu', name: '孟怀瑜', unit: 'zjj', roles: ['section_head'], title: '办公室主任' },
  { username: 'tanyunshen', name: '谭云深', unit: 'zjj', roles: ['secrecy_reviewer'], title: '保密审查员' },
  { username: 'feiqianxun', name: '费千寻', unit: 'zjj', roles: ['signing_leader'], title: '局长' },
  { username: 'songzhiyuan', name: '宋栀远', unit: 'xzf', roles: ['supervisor'], title: '县政府督查室督查员' },
  { username: 'ruanqinghe', name: '阮青禾', unit: 'xzf', roles: ['operator'], title: '96128专线话务员' },
  { username: 'jiyunshu', name: '季云舒', unit: 'xzf', roles: ['operator'], title: '96128专线话务员' },
  { username: 'quchangge', name: '曲长歌', unit: 'xzf', roles: ['supervisor'], title: '县政府督查室副主任' },
  { username: 'chengmo', name: '程默言', unit: 'xzf', roles: ['system_administrator'], title: '平台管理员' },
  { username: 'baiyanqiu', name: '白砚秋', unit: 'xzf', roles: ['security_administrator'], title: '平台安全管理员' },
  { username: 'jilan', name: '纪蓝亭', unit: 'xzf', roles: ['auditor'], title: '平台审计员' },
]

/** Who stands in for whom on the day on which the county is made, and for two weeks. */
export const delegations: DemoDelegation[] = [
  { principal: 'fanglingxiao', deputy: 'sujiming', days: 14, reason: '赴省委党校学习' },
]
