import { colourByDay } from '../../../src/portal/colour.ts'
import type { SiteInformation } from '../api/contract.ts'
import { site as words } from './words.zh.ts'

const facts = ['organiser', 'undertaker', 'phone', 'siteIdCode'] as const

/** Head and foot of the portal with what stands in the form, in the colour that the portal makes of it. */
export function SitePreview({ site }: { site: Partial<SiteInformation> }) {
  const band = { background: colourByDay(site.mainColour ?? '') }
  return (
    <section aria-label={words.preview} className="site-preview">
      <h2 className="section-title">{words.preview}</h2>
      <div className="site-preview-head" style={band}>
        <strong>{site.countyName}</strong>
        <span>{words.platform}</span>
        {site.motto && <p>{site.motto}</p>}
      </div>
      <div className="site-preview-foot" style={{ borderTopColor: band.background }}>
        <strong>{site.siteName}</strong>
        <dl>
          {facts
            .filter((field) => site[field])
            .map((field) => (
              <div key={field}>
                <dt>{words.fields[field]}</dt>
                <dd>{site[field]}</dd>
              </div>
            ))}
        </dl>
        <p>{[words.partyMark, site.icp, site.policeRecord].filter(Boolean).join('　')}</p>
      </div>
    </section>
  )
}
