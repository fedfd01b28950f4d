export { type NoticeKinds, registerNotices } from './api.ts'
export { type NewNotice, notify } from './notify.ts'
export { sealedContacts } from './sealed-contact.ts'
export { removeOldNotices } from './store.ts'
