export {
  type DisclosureAttribute,
  disclosureAttributes,
  type Ground,
  type GroundCode,
  ground,
  grounds,
  isGroundCode,
} from './disclosure.ts'
export { parseSubject, type Subject, subjectByCode, subjectCode, subjects, subjectText } from './subjects.ts'
export { isTopic, type Topic, topicKeys, topics } from './topics.ts'
export { nextValidityChange, type ValidityDates, validityOn } from './validity.ts'
export {
  attributeLabels,
  forceLabels,
  groundHints,
  groundLabels,
  recordKindLabels,
  unitKindLabels,
  validityLabels,
} from './words.zh.ts'
