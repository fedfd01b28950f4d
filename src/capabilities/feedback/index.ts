export { takeFeedback } from './actions/take-feedback.ts'
export { registerFeedback } from './api.ts'
export { sealedFeedback } from './sealed-fields.ts'
