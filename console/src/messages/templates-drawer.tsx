import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { answer, api } from '../api/client.ts'
import { Failure, Waiting } from '../shell/notices.tsx'
import { messages as words } from './words.zh.ts'

/** Every message to citizens as it reads, with made values in its places. */
export function TemplatesDrawer({ onClose }: { onClose: () => void }) {
  const found = useQuery({
    queryKey: ['message-templates'],
    queryFn: () => answer(api.GET('/api/messages/templates')),
  })
  return (
    <Drawer open title={words.templatesTitle} size="min(860px, 100vw)" onClose={onClose}>
      <p className="muted">{words.templatesLead}</p>
      {found.isError ? (
        <Failure error={found.error} again={() => found.refetch()} />
      ) : !found.data ? (
        <Waiting />
      ) : (
        found.data.map(({ group, items }) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          <section key={group} aria-label={group} tabIndex={0}>
            <h2 className="section-title">{group}</h2>
            <ul className="message-samples">
              {items.map((one) => (
                <li key={one.template}>
                  <strong>{one.subject}</strong>
                  <p>{one.text}</p>
                  <span className="row-sub">
                    {one.spoken ? words.sound : words.template} <code>{one.template}</code>
                    {!one.spoken && ` · ${words.smsParts(one.smsParts)}`}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
    </Drawer>
  )
}
