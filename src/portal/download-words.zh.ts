/** Sentences of downloads, citations and the code for phones. */
export const downloadWords = {
  title: '下载本文',
  form: { pdf: '下载 PDF', docx: '下载 Word（.docx）' },
  published: (site: string, on: string) => `${on}由${site}公开。`,
  edition: (n: number, on: string) => `这是第 ${n} 版，${on}更正后公开。`,
  verifyAt: '核验地址',
  cite: '引用格式',
  copy: '本件由网页生成，与网页不一致的，以网页为准。',
  qr: '手机扫码看本页',
  qrAlt: '二维码，扫码后打开本页',
  gone: '这条信息已经撤回，不再提供下载。',
  busy: '现在下载的人较多，请过一会儿再试，或直接打印网页。',
  tooMany: (seconds: number) =>
    `您所在的网络在短时间内要求生成的文件太多，请 ${seconds} 秒后再试。网页可以照常阅读和打印。`,
  again: '再试一次',
} as const
