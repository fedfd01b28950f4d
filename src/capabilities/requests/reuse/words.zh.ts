export const reuseWords = {
  nothing: '答复没有提供信息，不能转为主动公开。',
  twice: '这件答复已经转为主动公开。',
  gone: '提供给申请人的文件已过保存期限，不能转为主动公开。',
  body: (law: string) => `本机关依申请公开的信息，依照${law}的规定转为主动公开。`,
  source: '依申请公开',
  reason: (n: number) =>
    n > 1 ? `同一信息已有${n}名申请人申请，转为主动公开。` : '答复提供的信息可以向社会公开，转为主动公开。',
} as const
