import {
  AlignCenterOutlined,
  AlignLeftOutlined,
  AlignRightOutlined,
  BoldOutlined,
  ItalicOutlined,
  LinkOutlined,
  OrderedListOutlined,
  PictureOutlined,
  RedoOutlined,
  TableOutlined,
  UnderlineOutlined,
  UndoOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { type Editor, useEditorState } from '@tiptap/react'
import { Button, Dropdown, Input, Modal, Select } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { pictures as pictureWords, editor as words } from './words.zh.ts'

type Props = { editor: Editor; pictures: { insert: (files: File[]) => void; describe: () => void } }

export function EditorToolbar({ editor, pictures }: Props) {
  const choosing = useRef<HTMLInputElement>(null)
  const [linking, setLinking] = useState<string | null>(null)
  const now = useEditorState({
    editor,
    selector: ({ editor: e }) => ({
      block: e.isActive('heading', { level: 2 })
        ? 2
        : e.isActive('heading', { level: 3 })
          ? 3
          : e.isActive('heading', { level: 4 })
            ? 4
            : 0,
      bold: e.isActive('bold'),
      italic: e.isActive('italic'),
      underline: e.isActive('underline'),
      bullets: e.isActive('bulletList'),
      numbers: e.isActive('orderedList'),
      center: e.isActive({ textAlign: 'center' }),
      right: e.isActive({ textAlign: 'right' }),
      link: e.isActive('link'),
      table: e.isActive('table'),
      picture: e.isActive('image'),
      undo: e.can().undo(),
      redo: e.can().redo(),
    }),
  })
  const run = () => editor.chain().focus()
  const tool = (label: string, icon: ReactNode, act: () => void, pressed?: boolean, disabled?: boolean) => (
    <Button
      type="text"
      icon={icon}
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      disabled={disabled}
      className={pressed ? 'tool tool-on' : 'tool'}
      onClick={act}
    />
  )
  const tableItems = [
    { key: 'row', label: words.addRow, onClick: () => run().addRowAfter().run() },
    { key: 'column', label: words.addColumn, onClick: () => run().addColumnAfter().run() },
    { key: 'head', label: words.headerRow, onClick: () => run().toggleHeaderRow().run() },
    { key: 'merge', label: words.mergeCells, onClick: () => run().mergeOrSplit().run() },
    { key: 'drop-row', label: words.dropRow, onClick: () => run().deleteRow().run() },
    { key: 'drop-column', label: words.dropColumn, onClick: () => run().deleteColumn().run() },
    { key: 'drop', label: words.dropTable, danger: true, onClick: () => run().deleteTable().run() },
  ]
  const setLink = () => {
    const href = linking?.trim() ?? ''
    if (href === '') run().extendMarkRange('link').unsetLink().run()
    else run().extendMarkRange('link').setLink({ href }).run()
    setLinking(null)
  }
  return (
    <div role="toolbar" aria-label={words.toolbar} className="toolbar">
      {tool(words.undo, <UndoOutlined />, () => run().undo().run(), undefined, !now.undo)}
      {tool(words.redo, <RedoOutlined />, () => run().redo().run(), undefined, !now.redo)}
      <Select
        aria-label={words.blockStyle}
        value={now.block}
        variant="borderless"
        className="tool-block"
        options={words.blocks.map((label, i) => ({ value: i === 0 ? 0 : i + 1, label }))}
        onChange={(level: number) =>
          level === 0
            ? run().setParagraph().run()
            : run()
                .setHeading({ level: level as 2 | 3 | 4 })
                .run()
        }
      />
      {tool(words.bold, <BoldOutlined />, () => run().toggleBold().run(), now.bold)}
      {tool(words.italic, <ItalicOutlined />, () => run().toggleItalic().run(), now.italic)}
      {tool(words.underline, <UnderlineOutlined />, () => run().toggleUnderline().run(), now.underline)}
      {tool(words.left, <AlignLeftOutlined />, () => run().unsetTextAlign().run(), !now.center && !now.right)}
      {tool(words.center, <AlignCenterOutlined />, () => run().setTextAlign('center').run(), now.center)}
      {tool(words.right, <AlignRightOutlined />, () => run().setTextAlign('right').run(), now.right)}
      {tool(words.bullets, <UnorderedListOutlined />, () => run().toggleBulletList().run(), now.bullets)}
      {tool(words.numbers, <OrderedListOutlined />, () => run().toggleOrderedList().run(), now.numbers)}
      {tool(
        words.link,
        <LinkOutlined />,
        () => setLinking((editor.getAttributes('link').href as string | undefined) ?? ''),
        now.link,
      )}
      {tool(pictureWords.insert, <PictureOutlined />, () => choosing.current?.click())}
      <input
        ref={choosing}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label={pictureWords.insert}
        onChange={(event) => {
          pictures.insert([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {now.picture && (
        <Button type="text" className="tool tool-on" onClick={pictures.describe}>
          {pictureWords.describe}
        </Button>
      )}
      {now.table ? (
        <Dropdown menu={{ items: tableItems }} trigger={['click']}>
          <Button type="text" className="tool tool-on" icon={<TableOutlined />}>
            {words.table}
          </Button>
        </Dropdown>
      ) : (
        tool(words.insertTable, <TableOutlined />, () =>
          run().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
        )
      )}
      <Modal
        title={words.link}
        open={linking !== null}
        okText={words.setLink}
        cancelText={words.keep}
        onOk={setLink}
        onCancel={() => setLinking(null)}
        destroyOnHidden
      >
        <p className="hint">{words.linkHint}</p>
        <Input
          autoFocus
          value={linking ?? ''}
          aria-label={words.linkAddress}
          placeholder={words.linkAddress}
          onChange={(event) => setLinking(event.target.value)}
          onPressEnter={setLink}
        />
      </Modal>
    </div>
  )
}
