export const words = {
  refused: '无法收下',
  unknownKey: '封装所用的公钥不是本系统的，无法打开。',
  unknownKind: '没有这一类提交。',
  notOpened: '内容打不开或已被改动。',
  wrongShape: '内容不符合这一类提交的格式。',
  noToken: '门户没有出示正确的口令。请核对两边的 PORTAL_TOKEN 设置。',
} as const

/** Beside the fields of the request form. */
export const requestFormWords = {
  unit: '请选择要向哪个机关申请。',
  party: '请选择申请人的类型。',
  form: '请选择希望获取信息的形式。',
  way: '请选择希望获取信息的途径。',
  name: '请填写姓名。',
  organisation: '请填写单位名称。',
  identityNumber: '请填写证件号码。',
  creditCode: '请填写统一社会信用代码。',
  creditCodeWrong: '统一社会信用代码不正确，请核对18位代码（不含字母 I、O、S、V、Z）。',
  identityOld: '15位的旧号码已经停用，请填写18位公民身份号码。',
  identityFaults: {
    shape: '公民身份号码应为18位，最后一位可以是 X。',
    province: '公民身份号码的前两位不正确，请核对。',
    birth_date: '公民身份号码中的出生日期不正确，请核对。',
    future: '公民身份号码中的出生日期晚于今天，请核对。',
    check: '公民身份号码的最后一位与前面的数字不符，请核对是否抄错。',
  },
  paperWrong: '证件号码的格式与所选证件不符，请核对。',
  guardian: '申请人未满18周岁，请填写监护人姓名。',
  agent: '请填写经办人姓名。',
  contact: '请至少填写一种联系方式。',
  phone: '请填写联系电话或者通信地址，机关收到申请后要与您联系确认。',
  phoneWrong: '联系电话的格式不正确，请核对。',
  emailWrong: '电子邮箱的格式不正确，请核对。',
  address: '选择邮寄的，请填写通信地址。',
  postcodeWrong: '邮政编码应为6位数字。',
  what: '请写明需要的政府信息。',
} as const

/** Beside the fields of the inquiry form. */
export const inquiryFormWords = {
  text: '请写明要咨询或者反映的内容。',
  subject: '请填写来信的标题。',
  name: '请填写姓名，或者您希望我们怎样称呼您。',
  contact: '请留下手机号码；不愿意留号码的，请设置一个至少4位的查询密码，凭它查询办理情况。',
  phoneWrong: '电话号码的格式不正确，请核对。',
  emailWrong: '电子邮箱的格式不正确，请核对。',
  pinShort: '查询密码至少4位。',
} as const
