import {
  AlignCenterOutlined,
  AlignLeftOutlined,
  AlignRightOutlined,
  BoldOutlined,
  RedoOutlined,
  UndoOutlined,
} from '@ant-design/icons'
import { TableKit } from '@tiptap/extension-table'
import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import type { GivenLetter } from '../api/contract.ts'
import { Alignment } from '../publishing/alignment.ts'
import { nonce } from '../shell/nonce.ts'
import { templates } from './template-words.zh.ts'
import { acting as words } from './words.zh.ts'

const extensions = [
  StarterKit.configure({ heading: { levels: [2, 3, 4] }, code: false, codeBlock: false, link: { openOnClick: false } }),
  TableKit.configure({ table: { resizable: false } }),
  Alignment,
]

type Props = {
  letter: GivenLetter
  onChange: (letter: GivenLetter) => void
  /** In a template: what may be put in, by name and meaning. */
  placeholders?: readonly { name: string; meaning: string }[]
}

/** One letter as it will go out, to be read word by word and mended. */
export function LetterEditor({ letter, onChange, placeholders }: Props) {
  const now = useRef({ letter, onChange })
  now.current = { letter, onChange }
  const editor = useEditor({
    extensions,
    content: letter.html,
    injectNonce: nonce,
    editorProps: {
      attributes: {
        class: 'document rq-letter-paper',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': words.letterBody(letter.title),
      },
    },
    onUpdate: ({ editor: changed }) =>
      now.current.onChange({ ...now.current.letter, html: changed.isEmpty ? '' : changed.getHTML() }),
  })
  // A letter that was written anew by the office replaces what stands here.
  useEffect(() => {
    if (editor && !editor.isDestroyed && letter.html !== editor.getHTML() && !(letter.html === '' && editor.isEmpty))
      editor.commands.setContent(letter.html, { emitUpdate: false })
  }, [letter.html, editor])
  return (
    <div className="rq-letter">
      <Input
        aria-label={words.letterTitle}
        className="rq-letter-title"
        maxLength={200}
        value={letter.title}
        onChange={(event) => onChange({ ...letter, title: event.target.value })}
      />
      {editor && <Tools editor={editor} />}
      {editor && placeholders && (
        <div className="rq-insert">
          <Select
            aria-label={templates.insert}
            placeholder={templates.insert}
            showSearch={{ optionFilterProp: 'label' }}
            value={null}
            popupMatchSelectWidth={false}
            options={placeholders.map(({ name, meaning }) => ({ value: name, label: `${name}：${meaning}` }))}
            onChange={(name: string | null) => name && editor.chain().focus().insertContent(`{{${name}}}`).run()}
          />
        </div>
      )}
      <EditorContent editor={editor} />
    </div>
  )
}

function Tools({ editor }: { editor: Editor }) {
  const now = useEditorState({
    editor,
    selector: ({ editor: e }) => ({
      bold: e.isActive('bold'),
      center: e.isActive({ textAlign: 'center' }),
      right: e.isActive({ textAlign: 'right' }),
      undo: e.can().undo(),
      redo: e.can().redo(),
    }),
  })
  const run = () => editor.chain().focus()
  const tool = (label: string, icon: ReactNode, act: () => void, pressed?: boolean, disabled?: boolean) => (
    <Button
      type="text"
      size="small"
      icon={icon}
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      disabled={disabled}
      className={pressed ? 'tool tool-on' : 'tool'}
      onClick={act}
    />
  )
  return (
    <div role="toolbar" aria-label={words.tools} className="toolbar rq-letter-tools">
      {tool(words.undo, <UndoOutlined />, () => run().undo().run(), undefined, !now.undo)}
      {tool(words.redo, <RedoOutlined />, () => run().redo().run(), undefined, !now.redo)}
      {tool(words.bold, <BoldOutlined />, () => run().toggleBold().run(), now.bold)}
      {tool(words.toLeft, <AlignLeftOutlined />, () => run().unsetTextAlign().run(), !now.center && !now.right)}
      {tool(words.center, <AlignCenterOutlined />, () => run().setTextAlign('center').run(), now.center)}
      {tool(words.toRight, <AlignRightOutlined />, () => run().setTextAlign('right').run(), now.right)}
    </div>
  )
}
