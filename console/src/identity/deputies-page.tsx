import { Button } from 'antd'
import { useState } from 'react'
import { FailedPage, Nothing, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { DelegationDialog } from './delegation-dialog.tsx'
import { DelegationList } from './delegation-list.tsx'
import { lendable, useDelegations } from './delegations.ts'
import { useMe } from './session.ts'
import { delegation as words } from './words.zh.ts'

/** 代理: who stands in for me, and for whom I stand in. */
export default function DeputiesPage() {
  const me = useMe()
  const delegations = useDelegations()
  const [naming, setNaming] = useState(false)
  if (delegations.isPending) return <Waiting />
  if (delegations.isError) return <FailedPage error={delegations.error} again={() => delegations.refetch()} />
  const posts = lendable(me?.posts ?? [])
  const { mine, forMe } = delegations.data
  const make = posts.length > 0 && (
    <Button type="primary" onClick={() => setNaming(true)}>
      {words.make}
    </Button>
  )
  return (
    <Page title={words.title} lead={words.lead} actions={make} narrow>
      <section className="panel gap">
        <h2 className="small-title">{words.mine}</h2>
        {mine.length ? (
          <DelegationList rows={mine} mayEnd />
        ) : (
          <Nothing>
            <p>{posts.length ? words.noneMine : words.notLent}</p>
          </Nothing>
        )}
      </section>
      <section className="panel gap">
        <h2 className="small-title">{words.forMe}</h2>
        {forMe.length ? (
          <DelegationList rows={forMe} mayEnd />
        ) : (
          <Nothing>
            <p>{words.noneForMe}</p>
          </Nothing>
        )}
      </section>
      {naming && <DelegationDialog posts={posts} onClose={() => setNaming(false)} />}
    </Page>
  )
}
