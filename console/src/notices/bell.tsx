import { BellOutlined } from '@ant-design/icons'
import { Badge, Button, Drawer } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Notice } from '../api/contract.ts'
import { dateTime } from '../shell/dates.ts'
import { Failure, Nothing, Waiting } from '../shell/notices.tsx'
import { useMarkSeen, useNotices, useUnseenCount } from './queries.ts'
import { notices as words } from './words.zh.ts'

/** What one has been told: the number in the top bar, and the list it opens. */
export function Bell() {
  const count = useUnseenCount()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button type="text" className="top-button" aria-label={words.bell(count)} onClick={() => setOpen(true)}>
        <Badge count={count} overflowCount={99} size="small" color="#b3261e">
          <BellOutlined className="bell" />
        </Badge>
      </Button>
      <Drawer title={words.title} open={open} onClose={close} size={420} closable={{ 'aria-label': words.close }}>
        <Panel open={open} onLeave={close} />
      </Drawer>
    </>
  )
}

function Panel({ open, onLeave }: { open: boolean; onLeave: () => void }) {
  const list = useNotices(open)
  const seen = useMarkSeen()
  if (list.isPending) return <Waiting />
  if (list.isError) return <Failure error={list.error} again={() => list.refetch()} />
  const items = list.data.pages.flatMap((page) => page.items)
  const unseen = list.data.pages[0]?.unseen ?? 0
  const newest = items[0]
  const choose = (one: Notice) => {
    if (!one.seenAt) seen.one.mutate(one.id)
    if (one.address) onLeave()
  }
  return (
    <>
      <div className="notice-head">
        <span role="status">{unseen > 0 && words.unread(unseen)}</span>
        {unseen > 0 && newest && (
          <Button size="small" loading={seen.all.isPending} onClick={() => seen.all.mutate(newest.id)}>
            {words.allSeen}
          </Button>
        )}
        <Link to="/contact" onClick={onLeave}>
          {words.settings}
        </Link>
      </div>
      {items.length === 0 ? (
        <Nothing title={words.none}>
          <p>{words.noneHint}</p>
        </Nothing>
      ) : (
        <ul className="notice-list">
          {items.map((one) => (
            <li key={one.id} className={one.seenAt ? undefined : 'notice-unseen'}>
              <span className="row-sub">
                {!one.seenAt && <strong className="notice-mark">{words.unseen}</strong>}
                {one.kindLabel} · {dateTime(one.at)}
              </span>
              {one.address ? (
                <Link to={one.address} onClick={() => choose(one)}>
                  {one.text}
                </Link>
              ) : one.seenAt ? (
                <span>{one.text}</span>
              ) : (
                <button type="button" className="link-button" onClick={() => choose(one)}>
                  {one.text}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {words.older}
        </Button>
      )}
    </>
  )
}
