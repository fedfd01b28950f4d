export const problems = {
  broken: '服务器没有完成这一步，已填内容还在。请稍后再试；如仍不行，请告诉系统管理员。',
  refused: (status: number) => `这一步没有被接受（编号 ${status}）。已填内容还在。`,
  unreachable: '连不上办公服务器。请检查网络后再试，已填内容还在。',
} as const
