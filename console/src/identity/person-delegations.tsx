import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { Person } from '../api/contract.ts'
import { DelegationDialog } from './delegation-dialog.tsx'
import { DelegationList } from './delegation-list.tsx'
import { lendable } from './delegations.ts'
import { delegation as words } from './words.zh.ts'

/** A person's delegations, and a deputy for somebody who cannot name one. */
export function PersonDelegations({ person, mayGive }: { person: Person; mayGive: boolean }) {
  const [naming, setNaming] = useState(false)
  const delegations = useQuery({
    queryKey: ['people', person.id, 'delegations'],
    queryFn: () => answer(api.GET('/api/people/{id}/delegations', { params: { path: { id: person.id } } })),
  })
  const rows = delegations.data?.filter((row) => row.state !== 'over') ?? []
  const posts = person.active ? lendable(person.posts) : []
  if (!rows.length && !(mayGive && posts.length)) return null
  return (
    <>
      <h2 className="small-title">{words.list}</h2>
      {rows.length ? <DelegationList rows={rows} mayEnd={mayGive} /> : <p className="hint">{words.none}</p>}
      {mayGive && posts.length > 0 && <Button onClick={() => setNaming(true)}>{words.submit}</Button>}
      {naming && <DelegationDialog posts={posts} forOther={person.name} onClose={() => setNaming(false)} />}
    </>
  )
}
