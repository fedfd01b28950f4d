/** What the clerk and the reviewer read beside each finding. */
export const findingWords = {
  identity_number: '居民身份证号码，不能公开。请删去，或只保留前六位和后四位。',
  identity_number_suspect: '像是居民身份证号码，但校验位不对，可能是录入错误。请核对后删去或遮盖。',
  identity_number_other_use: '与居民身份证号码的写法相同，但前文写的是别的编号，请核对。',
  identity_number_old: '像是 15 位的旧身份证号码，请核对后删去或遮盖。',
  mobile_phone: '手机号码，不能公开。对外联系请改用单位的固定电话。',
  landline: '固定电话。确认是单位对外公开的号码即可。',
  home_phone: '家庭或个人的固定电话，请核对后删去或遮盖。',
  bank_card: '银行卡号，不能公开。请删去，或只保留后四位。',
  bank_account: '像是银行账号。单位对外收款账号可以保留，个人账号请删去或遮盖。',
  passport: '护照号码，不能公开。请删去或遮盖。',
  travel_permit: '港澳台居民通行证或居住证号码，不能公开。请删去或遮盖。',
  disability_certificate: '残疾人证号码（含身份证号码），不能公开。请删去或遮盖。',
  officer_certificate: '军人证件号码，请核对后删去。',
  plate: '机动车号牌，属于个人的请遮盖。',
  email: '个人电子邮箱，请核对。对外联系请用单位邮箱。',
  address_home: '详细到门牌的个人住址，不能公开。请只写到乡镇（街道）或村（社区）。',
  address: '详细到门牌的地址，是个人住址的请只写到乡镇（街道）或村（社区）。',
  sensitive: (what: string) =>
    `提到了具体的人和${what}，属于敏感个人信息（个人信息保护法第二十八条），请确认可以公开。`,
} as const

export const sensitiveClassWords = {
  health: '健康、疾病或残疾情况',
  religion: '宗教信仰',
  biometric: '生物识别信息',
  finance: '个人金融账户情况',
  minor: '未满十四周岁的未成年人',
  track: '行踪轨迹',
} as const

export const secrecyWords = {
  classified: (mark: string) => `标有“${mark}”，是涉密文件的标志，不能公开。请立即停止处理并报告保密工作机构。`,
  work_secret: '标有“工作秘密”，不能公开。',
  not_public: '原文注明不予公开，不能作为主动公开的信息发布。',
  on_request: '原文注明依申请公开，主动发布前请由公开工作机构重新确认公开属性。',
  keep_inside: (mark: string) => `标有“${mark}”，可能是不对外公开的内部材料，请核对。`,
} as const
