import { Alert, Button } from 'antd'
import { useEffect, useRef } from 'react'
import type { CallSource } from '../api/contract.ts'
import { seat as words } from './words.zh.ts'

type Props = { one: CallSource; mayLog: boolean; busy: boolean; onLog: () => void }

/** The answer as it is read to the caller, large. */
export function Reading({ one, mayLog, busy, onLog }: Props) {
  const panel = useRef<HTMLElement>(null)
  // On a phone, and in large type, it stands below the hits.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [one.source])
  return (
    <section ref={panel} className="panel reading" aria-labelledby="reading-title" aria-live="polite">
      <p className="muted reading-what">{words.reading}</p>
      <h2 id="reading-title" className="reading-title">
        {one.title}
      </h2>
      <p className="muted">{one.lead}</p>
      {one.doubtful && <Alert type="warning" showIcon title={words.doubtful} description={words.doubtfulHint} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is long is scrolled by key */}
      <div className="reading-text" tabIndex={0} role="document">
        {one.text.split(/\n+/).map((line, n) => (
          <p key={n}>{line}</p>
        ))}
      </div>
      {mayLog && (
        <Button type="primary" onClick={onLog} loading={busy}>
          {words.logIt}
        </Button>
      )}
    </section>
  )
}
