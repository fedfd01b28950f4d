import { TableKit } from '@tiptap/extension-table'
import { EditorContent, useEditor } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import type { Issue } from '../api/contract.ts'
import { nonce } from '../shell/nonce.ts'
import { Alignment } from './alignment.ts'
import { EditorToolbar } from './editor-toolbar.tsx'
import { FindingsMark, findingsKey, placesOf } from './findings-mark.ts'
import { PictureDialog } from './picture-dialog.tsx'
import { PictureNode, picturesOf } from './picture-node.ts'
import { usePictures } from './use-pictures.ts'
import { cleanPaste } from './word-paste.ts'
import { editor as words } from './words.zh.ts'

const extensions = [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    code: false,
    codeBlock: false,
    link: { openOnClick: false, autolink: false, protocols: ['http', 'https', 'mailto'] },
  }),
  TableKit.configure({ table: { resizable: false } }),
  PictureNode,
  Alignment,
  FindingsMark,
]

export type EditorHandle = {
  show: (text: string) => void
  focus: () => void
  /** Puts other words in every place of each text, as one step that can be undone. */
  replace: (changes: readonly { text: string; replacement: string }[]) => void
  undo: () => void
}

type Props = {
  html: string
  /** Changes when the text was replaced from outside; typing does not change it. */
  fill: number
  issues: Issue[]
  onChange: (html: string) => void
  handle: Ref<EditorHandle>
}

/** The document as a page of paper. Sends its HTML up a third of a second after the last key. */
export function DocumentEditor({ html, fill, issues, onChange, handle }: Props) {
  const send = useRef(onChange)
  send.current = onChange
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const flush = useRef(() => {})
  const insert = useRef<(files: File[]) => void>(() => {})
  const describe = useRef(() => {})
  const takePictures = (data: DataTransfer | null) => {
    const files = picturesOf(data)
    if (files.length > 0) insert.current(files)
    return files.length > 0
  }
  const editor = useEditor({
    extensions,
    content: html,
    injectNonce: nonce,
    editorProps: {
      attributes: {
        id: 'f-bodyHtml',
        class: 'document',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': words.body,
      },
      transformPastedHTML: cleanPaste,
      handlePaste: (_view, event) => takePictures(event.clipboardData),
      handleDrop: (_view, event, _slice, moved) => !moved && takePictures(event.dataTransfer),
      handleDoubleClickOn: (_view, _at, node) => {
        if (node.type.name !== 'image') return false
        describe.current()
        return true
      },
    },
    onUpdate: () => {
      if (timer.current) clearTimeout(timer.current)
      timer.current = setTimeout(() => flush.current(), 300)
    },
    onBlur: () => flush.current(),
  })

  const pictures = usePictures(editor)
  insert.current = (files) => void pictures.insert(files)
  describe.current = pictures.describe

  flush.current = () => {
    if (!timer.current) return
    clearTimeout(timer.current)
    timer.current = null
    if (editor && !editor.isDestroyed) send.current(editor.isEmpty ? '' : editor.getHTML())
  }
  // Leaving the screen within that third of a second must not cost the last words.
  useEffect(() => () => flush.current(), [])

  useEffect(() => {
    if (fill > 0) editor?.commands.setContent(html, { emitUpdate: false })
  }, [fill, editor])

  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(findingsKey, issues))
  }, [issues, editor])

  useImperativeHandle(handle, () => ({
    focus: () => editor?.commands.focus(),
    undo: () => editor?.commands.undo(),
    replace: (changes) => {
      if (!editor) return
      // From the end of the document, so that places before stay true.
      const places = changes
        .flatMap(({ text, replacement }) =>
          placesOf(editor.state.doc, text).map((place) => ({ ...place, replacement })),
        )
        .sort((a, b) => b.from - a.from)
      const step = places.reduce(
        (tr, { from, to, replacement }) => tr.insertText(replacement, from, to),
        editor.state.tr,
      )
      if (step.docChanged) editor.view.dispatch(step)
    },
    show: (text) => {
      if (!editor) return
      const place = placesOf(editor.state.doc, text)[0]
      if (place) editor.chain().focus().setTextSelection(place).scrollIntoView().run()
      else editor.commands.focus()
    },
  }))

  return (
    <div className="editor">
      {editor && <EditorToolbar editor={editor} pictures={pictures} />}
      {pictures.describing && (
        <PictureDialog
          key={pictures.describing.src}
          {...pictures.describing}
          onKeep={(alt) => pictures.keep(pictures.describing!.src, alt)}
          onClose={pictures.close}
        />
      )}
      <EditorContent editor={editor} className="editor-paper" />
    </div>
  )
}
