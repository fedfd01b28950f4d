import { z } from 'zod'

/** Shapes that every JSON route shares. What they let through, PostgreSQL can store. */

/** An id in an address: 1 … 2^31-1, so that a made-up number is 422 and never an error of the database. */
export const id = z.coerce.number().int().min(1).max(2_147_483_647)
export const idParams = z.object({ id })

/**
 * Characters that nobody sees and that turn a line round, hide in a word or ring a bell: control characters but tab and
 * line ends, embeddings, overrides and isolates of direction, zero-width space and joiner, byte order mark. The marks
 * and joiners that Uyghur and Mongolian are written with stay.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
const unseen = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing exactly that character is the point
const storable = /^[^\u0000]*$/

/** Text without NUL, which PostgreSQL cannot hold. */
export const storableText = (max: number) => z.string().max(max).regex(storable, '不能包含空字符')

/** Text a person types: trimmed, without characters that nobody sees and without NUL, at most `max` characters. */
export const text = (max: number) =>
  z
    .string()
    .overwrite((typed) => typed.replace(unseen, ''))
    .trim()
    .max(max)
    .regex(storable, '不能包含空字符')

export const requiredText = (max: number) => text(max).min(1, '不能为空')

/** An existing day YYYY-MM-DD between 1949 and 2199. */
export const day = z.iso.date().refine((value) => value >= '1949-01-01' && value < '2200-01-01', '日期超出了允许的范围')

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
