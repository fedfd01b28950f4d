import QRCode from 'qrcode'
import { deliveryWays, supplyForms } from '../foundations/intake/request-form.ts'
import type { Paper } from '../foundations/paper/index.ts'
import { qrCode } from './qr.ts'
import { blankWords as b, requestWords as w } from './request-words.zh.ts'

const box = '□'
const row = (name: string, value: string) => `<tr><th>${name}</th><td>${value || '　'}</td></tr>`
/** Empty lines would be taken out as they are out of any text: these can be written on. */
const lines = (n: number) => `<p>${'＿'.repeat(24)}</p>`.repeat(n)

/** The printable form as clean HTML: one table to fill in by hand (条例 art 29). */
export const blankTable = (): string =>
  `<table><tbody>${[
    row(b.unit, lines(1)),
    row(b.person, [`${b.name}：`, `${b.identity}：`, `${b.guardian}：`].map((line) => `<p>${line}</p>`).join('')),
    row(
      b.organisation,
      [`${b.organisationName}：`, `${w.creditCode}：`, `${w.representative}：`, `${w.agent}：`]
        .map((line) => `<p>${line}</p>`)
        .join('') + `<p>${b.parties.map((one) => `${box} ${one}`).join('　')}</p>`,
    ),
    row(b.contact, [w.phone, w.email, w.address, w.postcode].map((line) => `<p>${line}：</p>`).join('')),
    row(b.asks, `<p>${box} ${w.asks.information}　${box} ${w.asks.record_correction}</p>`),
    row(b.what, `<p>${b.whatHint}</p>${lines(7)}`),
    row(w.facts.form, `<p>${supplyForms.map((one) => `${box} ${w.forms[one]}`).join('　')}</p>`),
    row(w.facts.way, `<p>${deliveryWays.map((one) => `${box} ${b.ways[one]}`).join('　')}</p>`),
    row(b.files, lines(1)),
    row(b.signature, `<p>${'＿'.repeat(8)}　${b.date}</p>`),
    row(b.office, `<p>${b.officeText}</p>`),
  ].join('')}</tbody></table>`

export const blankPaper = async (given: { siteName: string; baseUrl: string; at: string }): Promise<Paper> => {
  const address = `${given.baseUrl}/requests`
  return {
    title: w.blankTitle,
    docNumber: '',
    author: given.siteName,
    facts: [],
    html: blankTable(),
    pictures: {},
    warning: '',
    attachments: [],
    address,
    origin: [...b.notes],
    qr: {
      svg: await qrCode(address),
      png: await QRCode.toBuffer(address, { errorCorrectionLevel: 'M', margin: 4, scale: 8 }),
      caption: b.qr,
    },
    at: given.at,
  }
}
