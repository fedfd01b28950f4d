import { useCan } from '../identity/session.ts'
import '../casework/casework.css'
import { Page } from '../shell/page.tsx'
import './hotline.css'
import { LineForm } from './line-form.tsx'
import { SwitchForm } from './switch-form.tsx'
import { lineSettings as words } from './words.zh.ts'

/** 接听与交换机: what the county sets for its line, and the switch over which calls come. */
export default function LineSettingsPage() {
  const manages = useCan('hotline.manage')
  const connects = useCan('hotline.connect')
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="line-settings">
        {manages && <LineForm />}
        {connects && <SwitchForm />}
        {!manages && !connects && <p className="panel">{words.notYours}</p>}
      </div>
    </Page>
  )
}
