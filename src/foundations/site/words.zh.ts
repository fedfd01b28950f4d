export const sentences = {
  empty: {
    countyName: '请填写县（市、区）名称，它显示在每一页的页首。',
    siteName: '请填写网站名称，例如“云溪县人民政府”。',
    siteDomain: '请填写网站域名，例如 www.yunxi.gov.cn。',
    organiser: '请填写主办单位。',
    undertaker: '请填写承办单位。',
    phone: '请填写联系电话，公众有问题时拨打。',
  },
  siteDomain: '网站域名只写域名本身，例如 www.yunxi.gov.cn，不带 http:// 和斜杠。',
  siteIdCode: '网站标识码是 10 位数字，前 6 位是行政区划代码；还没有取得时可以空着。',
  phone: '联系电话只写数字、区号、横线、括号和“转”，至少 5 位数字，例如 0999-5550100。',
  icp: 'ICP备案号应写全，例如“京ICP备12345678号-1”；还没有取得时可以空着。',
  policeRecord: '公安机关备案号应写全，例如“京公网安备 11010102001234号”，其中有 14 位数字；还没有取得时可以空着。',
  mainColour: '主色写成 # 加 6 位十六进制数，例如 #0b4f6c。',
} as const
