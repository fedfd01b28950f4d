/** Words that every office here tries first; the library's list knows the world's. */
const local = ['woaini1314', 'woaini520', 'zhengfu', 'zhengwu', 'gongkai', 'xianzhengfu', 'admin', 'administrator']

let loading: Promise<(text: string) => boolean> | undefined

/** Is a lower-case text one of the passwords that are tried first? Loads 49,000 of them, once, when first asked. */
export const isCommonPassword = (): Promise<(text: string) => boolean> => {
  loading ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => {
    const known = new Set<unknown>([...dictionary['passwords-common'], ...local])
    return (text) => known.has(text)
  })
  return loading
}
