import { addresses } from './addresses.ts'
import { type Finding, type PersonalKind, settled } from './finding.ts'
import { bankCards, certificates, emails, identityNumbers, landlines, mobilePhones, narrow, plates } from './numbers.ts'
import { sensitiveMentions } from './sensitive-words.ts'

/**
 * Personal data in a text about to be published (条例 第十五条, 个人信息保护法 第二十八条). Offsets are into the text given.
 * Tuned so that 'block' is nearly always right and document numbers, index numbers, credit codes, sums, hotlines and
 * office telephones are left alone; 'warn' and 'info' may be wrong. Pure; a text of 100,000 characters takes some
 * milliseconds.
 */
export const findPersonalData = (text: string): Finding<PersonalKind>[] => {
  const plain = narrow(text)
  return settled(text, [
    ...identityNumbers(plain),
    ...mobilePhones(plain),
    ...bankCards(plain),
    ...certificates(plain),
    ...landlines(plain),
    ...plates(plain),
    ...emails(plain),
    ...addresses(plain),
    ...sensitiveMentions(plain),
  ])
}
