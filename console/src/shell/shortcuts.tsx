import { Modal } from 'antd'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { shell, shortcuts } from './words.zh.ts'

const destinations: Record<string, string> = {
  t: '/to-do',
  d: '/draft',
  o: '/records/open',
  p: '/records/published',
  r: '/requests',
  q: '/inquiries',
  c: '/calendar',
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.getAttribute('role') === 'combobox')

/** Moves the focus among the rows of the screen's list; rows mark their link with `data-row`. */
function travel(step: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')].filter((row) => row.offsetParent !== null)
  if (rows.length === 0) return
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const next = rows[at === -1 ? (step === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** The keys that work on every screen, and the dialog that lists them. Nothing happens while a person types. */
export function Shortcuts({ open, setOpen }: { open: boolean; setOpen: (open: boolean) => void }) {
  const navigate = useNavigate()

  useEffect(() => {
    let waitingForPlace = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return
      if (waitingForPlace) {
        waitingForPlace = false
        const place = destinations[event.key]
        if (place) {
          event.preventDefault()
          navigate(place)
        }
        return
      }
      if (event.key === 'g') {
        waitingForPlace = true
        clearTimeout(timer)
        timer = setTimeout(() => {
          waitingForPlace = false
        }, 1200)
      } else if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('main input[type="search"], main [data-search] input')
        if (search) {
          event.preventDefault()
          search.focus()
        }
      } else if (event.key === '?') setOpen(true)
      else if (event.key === 'j') travel(1)
      else if (event.key === 'k') travel(-1)
    }
    window.addEventListener('keydown', onKey)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', onKey)
    }
  }, [navigate, setOpen])

  return (
    <Modal title={shell.helpTitle} open={open} onCancel={() => setOpen(false)} footer={null}>
      <table className="plain-table">
        <tbody>
          {Object.entries(shortcuts).map(([keys, meaning]) => (
            <tr key={keys}>
              <th scope="row">
                <kbd>{keys}</kbd>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
