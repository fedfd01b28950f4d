import { z } from 'zod'

/** Shapes that every JSON route shares; those of single values live without HTTP. */
export { day, id, idParams, requiredText, storableText, text } from '../shapes.ts'

export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
})

/** How a list answers. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int(), page: z.number().int(), size: z.number().int() })

/** A true-or-absent switch in a query string. */
export const flag = z.stringbool().default(false)

/** RFC 9457 problem document, the shape of every error. */
export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    issues: z.array(z.object({ field: z.string(), key: z.string(), message: z.string() })).optional(),
  })
  .describe('问题说明（RFC 9457）：title 与 detail 是可以直接显示的中文句子，issues 指出要改的字段')

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problem } },
})

/** Response entries for the errors a route may answer with; 422 and 503 go without saying. */
export const problems = (...codes: (401 | 403 | 404 | 409 | 413 | 423 | 429)[]) => {
  const said = {
    401: '尚未登录，或用户名、密码不正确',
    403: '没有权限',
    404: '没有找到',
    409: '内容或状态已有变化',
    413: '内容过大',
    422: '填写有误',
    423: '账号已锁定',
    429: '过于频繁',
    503: '数据库暂时连不上',
  } as const
  return Object.fromEntries(([...codes, 422, 503] as const).map((code) => [code, problemAnswer(said[code])]))
}
