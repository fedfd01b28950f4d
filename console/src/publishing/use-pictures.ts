import type { Editor } from '@tiptap/react'
import { App } from 'antd'
import { useRef, useState } from 'react'
import { upload } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { preparePicture } from './prepare-picture.ts'
import { pictures as words } from './words.zh.ts'

type Stored = { url: string; width: number; height: number }

/** Pictures put into the text: each is sent to the office, placed, and asked for its words. */
export function usePictures(editor: Editor | null) {
  const { message } = App.useApp()
  const [describing, setDescribing] = useState<{ src: string; alt: string } | null>(null)
  const now = useRef(editor)
  now.current = editor

  const insert = async (files: readonly File[]) => {
    for (const file of files) {
      const waiting = message.loading(words.sending(file.name), 0)
      try {
        const ready = await preparePicture(file).catch(() => undefined)
        if (!ready) {
          message.error(`${file.name}：${words.notRead}`)
          continue
        }
        const { url, width, height } = await upload<Stored>('/api/pictures', ready)
        now.current?.chain().focus().setImage({ src: url, alt: '', width, height }).run()
        if (files.length === 1) setDescribing({ src: url, alt: '' })
      } catch (error) {
        message.error(`${file.name}：${sentenceOf(error)}`)
      } finally {
        waiting()
      }
    }
  }
  const describe = () => {
    const { src, alt } = now.current?.getAttributes('image') ?? {}
    if (src) setDescribing({ src, alt: alt ?? '' })
  }
  /** Gives the words to every place of the picture in the text. */
  const keep = (src: string, alt: string) => {
    now.current
      ?.chain()
      .focus()
      .command(({ tr }) => {
        tr.doc.descendants((node, at) => {
          if (node.type.name === 'image' && node.attrs.src === src) tr.setNodeAttribute(at, 'alt', alt)
        })
        return true
      })
      .run()
    setDescribing(null)
  }
  return { insert, describe, describing, keep, close: () => setDescribing(null) }
}
