import QRCode from 'qrcode'
import { textToHtml } from '../foundations/documents/index.ts'
import type { Paper } from '../foundations/paper/index.ts'
import { maskIdentityNumber, maskPhone } from '../foundations/personal-data/index.ts'
import { dayInWords, dayOf, minuteOf } from './dates.ts'
import type { PortalSecret } from './intake/portal-secret.ts'
import { filledIn } from './pages/request-preview.tsx'
import { qrCode } from './qr.ts'
import type { Draft } from './request-draft.ts'
import { requestWords as w } from './request-words.zh.ts'

/** A receipt that its holder carries: the portal keeps nothing of what was handed in and cannot read it again elsewhere. */
export type Receipt = { code: string; at: string; unitName: string; files: string[]; draft: Draft }

const purpose = 'receipt box'

export const sealReceipt = (receipt: Receipt, secret: PortalSecret): string =>
  secret.seal(Buffer.from(JSON.stringify(receipt)), purpose).toString('base64url')

/** Undefined for what was not sealed here. */
export const openReceipt = (box: string, secret: PortalSecret): Receipt | undefined => {
  const bytes = secret.open(Buffer.from(box, 'base64url'), purpose)
  return bytes && (JSON.parse(bytes.toString()) as Receipt)
}

const masked = ({ draft }: Receipt): Draft => ({
  ...draft,
  identityNumber: draft.who === 'person' ? maskIdentityNumber(draft.identityNumber) : draft.identityNumber,
  phone: maskPhone(draft.phone),
})

/** The receipt as a paper: code and facts above, what was asked below. @param number the case's, once it is known */
export const receiptPaper = async (
  receipt: Receipt,
  given: { number: string | null; siteName: string; baseUrl: string },
): Promise<Paper> => {
  const address = `${given.baseUrl}/requests/status`
  const long = new Set<string>([w.what, w.correctionWhat])
  const rows = filledIn(masked(receipt), receipt.unitName, receipt.files)
  return {
    title: w.receiptTitle,
    docNumber: '',
    author: given.siteName,
    facts: [
      [w.code, receipt.code],
      ...(given.number ? ([[w.number, given.number]] as [string, string][]) : []),
      [w.facts.at, `${dayInWords(dayOf(receipt.at))} ${minuteOf(receipt.at).slice(11)}`],
      ...rows.filter(([name]) => !long.has(name)),
    ],
    html: rows
      .filter(([name]) => long.has(name))
      .map(([name, value]) => `<h2>${name}</h2>${textToHtml(value)}`)
      .join(''),
    pictures: {},
    warning: '',
    attachments: [],
    address,
    origin: [w.receiptHow(address), w.receiptNote],
    qr: {
      svg: await qrCode(address),
      png: await QRCode.toBuffer(address, { errorCorrectionLevel: 'M', margin: 4, scale: 8 }),
      caption: w.qr,
    },
    at: receipt.at,
  }
}
