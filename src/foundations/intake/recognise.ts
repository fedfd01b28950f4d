/**
 * What a text seems to be, so that whoever writes or reads it is offered the right door with one click; nothing is decided here and
 * no text is refused. 依申请公开: 条例 arts 27, 29; 信访: 条例 art 39(1), 信访工作条例 art 17.
 */
export const likenesses = ['request', 'petition', 'insult', 'link', 'shouting'] as const
export type Likeness = (typeof likenesses)[number]

type Sign = { of: Likeness; pattern: RegExp }

const signs: readonly Sign[] = [
  {
    of: 'request',
    pattern:
      /(申请(政府)?信息公开|依申请公开|信息公开(申请|条例)|申请(公开|获取|查阅|复制)|(请|要求)(贵|你)?(局|镇|乡|府|委|单位|机关|部门)?(书面)?(公开|提供).{0,30}(文件|批复|合同|协议|纪要|方案|名单|台账|明细|审批|报告|数据))/,
  },
  {
    of: 'petition',
    pattern:
      /(信访|上访|申诉|要求(赔偿|补偿|惩处|追究|处分)|强拆|强征|拖欠.{0,12}(工资|工程款|货款|薪)|讨薪|不公正|维权|举报.{0,10}(违纪|贪污|受贿)|历史遗留)/,
  },
  {
    of: 'insult',
    // Mothers, and hazardous waste, are what many letters are about.
    pattern:
      /([你他它]妈的|[日操草][你他]妈|(?<=^|[\s，,。.！!？?“"])妈的|混蛋|王八蛋|狗官|狗日|傻[逼比]|去死(?!亡|者|因)|滚蛋|垃圾(政府|部门|单位|官员)|(是|一[群帮个窝])废物|不要脸|畜生)/m,
  },
  { of: 'link', pattern: /(https?:\/\/|www\.)[^\s，。；）]+/i },
  { of: 'shouting', pattern: /([！!？?]){4,}/ },
]

/** Everything the text seems to be, the doors first. */
export const recognise = (text: string): Likeness[] =>
  signs.filter(({ pattern }) => pattern.test(text.normalize('NFKC'))).map(({ of }) => of)
