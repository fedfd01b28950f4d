import QRCode from 'qrcode'

/**
 * A QR code as an SVG picture of its own: black on white whatever the page's colours, with the quiet zone that scanners
 * need.
 */
export const qrCode = (text: string): Promise<string> =>
  QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
