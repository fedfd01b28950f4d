/** Letters and digits that nobody mistakes for one another on paper. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'
/** Bytes from here on would favour the first signs. */
const fair = 256 - (256 % signs.length)

/** A password for one sign-in, `kp7m-x3va-9hqe-w2td`: 79 random bits, easy to read out. For the program and the console. */
export const oneTimePassword = (): string => {
  let made = ''
  while (made.length < 16)
    for (const byte of crypto.getRandomValues(new Uint8Array(32)))
      if (byte < fair && made.length < 16) made += signs[byte % signs.length]
  return made.match(/.{4}/g)!.join('-')
}
