import { Input, Modal } from 'antd'
import { useState } from 'react'
import { pictures as words } from './words.zh.ts'

type Props = { src: string; alt: string; onKeep: (alt: string) => void; onClose: () => void }

/** The words that stand for a picture where it is not seen. */
export function PictureDialog({ src, alt, onKeep, onClose }: Props) {
  const [text, setText] = useState(alt)
  const keep = () => text.trim() !== '' && onKeep(text.trim())
  return (
    <Modal
      open
      title={words.title}
      okText={words.keep}
      cancelText={words.later}
      okButtonProps={{ disabled: text.trim() === '' }}
      onOk={keep}
      onCancel={onClose}
    >
      <div className="stack">
        <img src={src} alt="" className="picture-shown" />
        <div>
          <label htmlFor="picture-alt">{words.alt}</label>
          <div className="hint">{words.altHint}</div>
          <Input.TextArea
            id="picture-alt"
            autoFocus
            rows={2}
            maxLength={300}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  )
}
