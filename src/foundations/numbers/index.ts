export { chineseInteger, readChineseInteger } from './chinese-integer.ts'
export { type CreditCode, creditCheckCharacter, parseCreditCode } from './credit-code.ts'
export {
  type DocNumber,
  type FoundDocNumber,
  findDocNumbers,
  normaliseDocNumber,
  parseDocNumber,
} from './doc-number.ts'
export {
  type IdentityNumber,
  type IdentityNumberFault,
  identityCheckCharacter,
  identityNumberFault,
  parseIdentityNumber,
} from './identity-number.ts'
export { type IndexNumber, indexNumber, indexNumberBack, mayBeIndexNumber, parseIndexNumber } from './index-number.ts'
export { organisationCheckCharacter, parseOrganisationCode } from './organisation-code.ts'
