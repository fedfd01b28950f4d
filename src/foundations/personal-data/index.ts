export { findPersonalData } from './find-personal-data.ts'
export {
  type Finding,
  type PersonalKind,
  personalKinds,
  type SecrecyKind,
  type Severity,
  secrecyKinds,
} from './finding.ts'
export { mask, maskFinding, maskIdentityNumber, maskName, maskPhone } from './mask.ts'
export { type Masked, maskHtml } from './mask-html.ts'
export { findSecrecyMarks } from './secrecy-marks.ts'
