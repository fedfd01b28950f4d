export const scanWords = {
  refused: (found: string) => `文件中发现病毒（${found}），没有收下。请先在本机查杀病毒，再重新上传。`,
  infected: (found: string) => `发现病毒（${found}），不能公开。请移除这个附件，在本机查杀后重新上传。`,
  notYet: '病毒扫描还没有完成，暂时不能公开。系统会自动重试，扫描完成后这条提示就会消失。',
  notGiven: (found: string) => `文件中发现病毒（${found}），不提供下载和预览。`,
} as const
