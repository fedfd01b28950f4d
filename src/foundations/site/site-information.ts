import { z } from 'zod'
import { text } from '../../platform/shapes.ts'
import { sentences } from './words.zh.ts'

const needed = (field: keyof typeof sentences.empty, max: number) => text(max).min(1, sentences.empty[field])
const like = (pattern: RegExp) => (value: string) => pattern.test(value)
const digits = (value: string) => value.replace(/\D/g, '').length
const label = '[\\p{L}\\p{N}]+(?:-+[\\p{L}\\p{N}]+)*'
/** A host name alone, in Latin or in Chinese letters (.政务). */
const domain = new RegExp(`^(?:${label}\\.)+\\p{L}${label}$`, 'u')

/**
 * What every page says of the site in head and foot (网站发展指引 附件; 互联网信息服务管理办法 art 12: the ICP number
 * stands on the home page). Numbers that others allot may be missing until they are. Any colour will do: the portal
 * darkens it until it reads. Whether the county is fictional is no field: only the demo data says so.
 */
export const siteInformation = z.object({
  countyName: needed('countyName', 40),
  siteName: needed('siteName', 60),
  motto: text(60),
  siteDomain: needed('siteDomain', 100).toLowerCase().refine(like(domain), sentences.siteDomain),
  siteIdCode: text(10).refine(like(/^(\d{10})?$/), sentences.siteIdCode),
  organiser: needed('organiser', 60),
  undertaker: needed('undertaker', 60),
  phone: needed('phone', 60).refine(
    (value) => /^[\d\s+()（）\-—－转、,，;；/]+$/.test(value) && digits(value) >= 5,
    sentences.phone,
  ),
  icp: text(60).refine(like(/^$|ICP[备证]\d{5,12}号/), sentences.icp),
  policeRecord: text(60).refine(like(/^$|公网安备\s*\d{14}号/), sentences.policeRecord),
  mainColour: text(7)
    .toLowerCase()
    .refine(like(/^#[0-9a-f]{6}$/), sentences.mainColour),
})
export type SiteInformation = z.infer<typeof siteInformation>
