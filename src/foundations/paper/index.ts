export { layout, type Paper, type PaperForm, paperMediaTypes, paperVersion } from './paper.ts'
export { paperApart } from './paper-apart.ts'
