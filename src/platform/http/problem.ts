/** One thing the client can mend: which field, a stable key, a sentence in Chinese. */
export type ProblemIssue = { field: string; key: string; message: string }

/**
 * Every trouble a client can meet, thrown anywhere below a route and answered as an RFC 9457 problem document.
 * `type` is stable; `title` and `detail` are Chinese sentences.
 */
export class Problem extends Error {
  readonly status: number
  readonly type: string
  readonly title: string
  readonly issues: ProblemIssue[]
  readonly extra: Record<string, unknown>

  constructor(
    status: number,
    type: string,
    title: string,
    detail: string,
    more: { issues?: ProblemIssue[]; extra?: Record<string, unknown> } = {},
  ) {
    super(detail)
    this.status = status
    this.type = type
    this.title = title
    this.issues = more.issues ?? []
    this.extra = more.extra ?? {}
  }

  toJSON() {
    return {
      type: `urn:gongkai:problem:${this.type}`,
      title: this.title,
      status: this.status,
      detail: this.message,
      ...(this.issues.length ? { issues: this.issues } : {}),
      ...this.extra,
    }
  }
}

export const unauthenticated = () =>
  new Problem(401, 'unauthenticated', '尚未登录', '登录已失效或尚未登录，请登录后再继续，您填写的内容没有丢失。')

export const forbidden = (detail = '您的岗位没有办理这件事的权限。') =>
  new Problem(403, 'forbidden', '没有权限', detail)

export const notFound = (detail = '没有找到您要的内容，可能已被撤下，或地址有误。') =>
  new Problem(404, 'not-found', '没有找到', detail)

/** The state moved on: somebody else acted first, or the text changed since it was read. */
export const stale = (detail: string, extra?: Record<string, unknown>) =>
  new Problem(409, 'stale', '内容已有变化', detail, extra ? { extra } : {})

/** The request is well-formed but cannot be done until the issues are mended; nothing was changed. */
export const unprocessable = (detail: string, issues: ProblemIssue[] = []) =>
  new Problem(422, 'unprocessable', '请先改正', detail, { issues })

export const tooLarge = (detail: string) => new Problem(413, 'too-large', '内容过大', detail)

export const unavailable = (detail = '服务暂时连不上数据库，您提交的内容没有保存，请稍后重试。') =>
  new Problem(503, 'unavailable', '暂时无法办理', detail)

export const noSpace = () =>
  new Problem(
    507,
    'no-space',
    '存储空间已满',
    '服务器的存储空间已满，您提交的内容没有保存。请联系管理员清理磁盘，然后重试。',
  )
