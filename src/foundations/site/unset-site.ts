import type { SiteChanged } from '../publication-log/entries.ts'

/** Before anything is set. An empty `siteName` says that nothing was. */
export const unsetSite: SiteChanged = {
  countyName: '',
  siteName: '',
  motto: '',
  siteDomain: '',
  siteIdCode: '',
  organiser: '',
  undertaker: '',
  phone: '',
  icp: '',
  policeRecord: '',
  mainColour: '#0b4f6c',
  fictional: false,
}
