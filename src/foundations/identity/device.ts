import { deviceWords } from './words.zh.ts'

const systems = [
  [/HarmonyOS/, '鸿蒙'],
  [/Windows/, 'Windows'],
  [/Android/, '安卓'],
  [/iPhone|iPad/, 'iPhone 或 iPad'],
  [/Macintosh|Mac OS X/, 'Mac'],
  [/Linux|X11/, 'Linux'],
] as const
const browsers = [
  [/Edg\//, 'Edge'],
  [/QQBrowser/, 'QQ 浏览器'],
  [/360SE|360EE|QIHU/i, '360 浏览器'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const

/** What a person recognises of a browser: its system and its name, not its whole description. */
export const deviceOf = (userAgent: string): string => {
  const name = (list: readonly (readonly [RegExp, string])[]) => list.find(([sign]) => sign.test(userAgent))?.[1]
  const [system, browser] = [name(systems), name(browsers)]
  return system && browser ? deviceWords.on(system, browser) : (system ?? browser ?? deviceWords.unknown)
}

/** An address of which only the network shows: enough to recognise the office, too little to find a home. */
export const maskedAddress = (ip: string | null): string | null => {
  if (!ip) return null
  const v4 = /(\d+)\.(\d+)\.\d+\.\d+(?:\/\d+)?$/.exec(ip)
  if (v4) return `${v4[1]}.${v4[2]}.*.*`
  const groups = ip.replace(/\/\d+$/, '').split(':')
  return ip.startsWith('::') ? '::*' : `${groups.slice(0, 2).join(':')}:*`
}
