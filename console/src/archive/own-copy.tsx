import { Alert, Button, Upload } from 'antd'
import { useState } from 'react'
import { archive as words } from './words.zh.ts'

type Verdict = { type: 'success' | 'error' | 'warning'; text: string; command?: string }

const hex = (bytes: ArrayBuffer) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Holds a file in the reader's hands against the registered hash, in the browser: nothing is sent. */
export function OwnCopy({ hash }: { hash: string }) {
  const [busy, setBusy] = useState(false)
  const [verdict, setVerdict] = useState<Verdict>()
  const look = async (file: File) => {
    // Absent where the office is served without HTTPS.
    if (!globalThis.crypto?.subtle)
      return setVerdict({ type: 'warning', text: words.ownUnable, command: words.ownCommand(file.name) })
    setBusy(true)
    try {
      const same = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())) === hash
      setVerdict(
        same ? { type: 'success', text: words.ownSame(file.name) } : { type: 'error', text: words.ownOther(file.name) },
      )
    } catch {
      setVerdict({ type: 'warning', text: words.ownTooLarge, command: words.ownCommand(file.name) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="panel" aria-labelledby="own-title">
      <h2 id="own-title" className="section-title">
        {words.own}
      </h2>
      <p className="muted">{words.ownText}</p>
      <Upload
        accept=".zip"
        showUploadList={false}
        disabled={busy}
        beforeUpload={(file) => {
          void look(file)
          return false
        }}
      >
        <Button loading={busy}>{busy ? words.ownBusy : words.ownChoose}</Button>
      </Upload>
      {verdict && (
        <Alert
          className="archive-verdict"
          type={verdict.type}
          showIcon
          role="status"
          title={verdict.text}
          description={verdict.command}
        />
      )}
    </section>
  )
}
