import type { PersonalKind, RawFinding } from './finding.ts'
import { findingWords, sensitiveClassWords } from './words.zh.ts'

/**
 * 个人信息保护法 第二十八条: biometrics, religion, specific identity, medical care and health, financial accounts,
 * whereabouts, and anything of minors under fourteen. The words alone stand in every law; only beside a named person
 * do they say something of somebody.
 */
const classes: { kind: keyof typeof sensitiveClassWords; words: RegExp }[] = [
  {
    kind: 'health',
    words:
      /患有|病情|病史|病历|住院号|确诊|艾滋|HIV|乙肝|精神(?:障碍|分裂|病)|癌|肿瘤|尿毒症|残疾(?:等级|类别|证)|[一二三四]级残疾|(?:肢体|视力|听力|智力|精神|言语|多重)残疾|怀孕|流产/,
  },
  { kind: 'religion', words: /宗教信仰|信奉|信仰(?:佛|基督|伊斯兰|天主|道)教/ },
  { kind: 'biometric', words: /指纹|人脸(?:识别|信息)|虹膜|声纹|基因|DNA/ },
  { kind: 'finance', words: /银行(?:账户|卡|存款)|账户余额|欠款|贷款余额|征信/ },
  { kind: 'minor', words: /未满十四周岁|不满十四周岁|未成年(?:人|子女)?|孤儿|事实无人抚养|留守儿童/ },
  { kind: 'track', words: /行踪|活动轨迹|住宿记录|乘坐.{0,8}(?:航班|车次|列车)/ },
]

const surname =
  '(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁沈姚卢姜崔钟谭陆汪范廖石贾韦夏付邹熊白孟秦邱侯江尹薛闫段雷龙陶贺顾毛郝龚邵钱严覃武戴莫孔褚卫])'
const name = `${surname}[\\u4e00-\\u9fff]{1,2}`
/** A person by name: after a word for a person, or before sex, age or a number in brackets. 王某 and 张×× name nobody. */
const person = new RegExp(
  `(?:姓名|患者|病人|村民|居民|申请人|公示对象|当事人|救助对象|户主|学生|儿童|死者|来信人|信访人|监护人)[:：为是 ]?(${name})(?=[，,、（(；;。：: \\t男女系因患]|$)` +
    `|(?:^|[，。；、\\s\\t])(${name})(?=[，,（( \\t]{1,2}(?:男|女|\\d{1,2}岁|身份证|\\d{17}))`,
  'gm',
)
const common =
  /某|[×*＊Xx]|^(?:应当|可以|不得|本人|高中|高等|石油|江苏|江西|夏季|武装|龙头|程序|白天|余额|许可|严重|严格|马上|何时|田间|林业|黄金)/

/** Sentences that name a person and one of the classes of art 28; one warning for each class and sentence. */
export const sensitiveMentions = (text: string): RawFinding<PersonalKind>[] => {
  const found: RawFinding<PersonalKind>[] = []
  for (const sentence of text.matchAll(/[^。！？\n]+/g)) {
    const words = sentence[0]
    const hits = classes.flatMap((c) => {
      const m = c.words.exec(words)
      return m ? [{ kind: c.kind, at: m.index, length: m[0].length }] : []
    })
    if (hits.length === 0) continue
    const named = [...words.matchAll(person)].some((m) => !common.test(m[1] ?? m[2] ?? ''))
    if (!named) continue
    for (const hit of hits) {
      const start = sentence.index + hit.at
      found.push({
        kind: 'sensitive',
        start,
        end: start + hit.length,
        severity: 'warn',
        message: findingWords.sensitive(sensitiveClassWords[hit.kind]),
      })
    }
  }
  return found
}
