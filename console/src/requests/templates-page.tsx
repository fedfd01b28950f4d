import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { Link } from 'react-router'
import { answer, api } from '../api/client.ts'
import type { LetterTemplates, RequestVocabulary } from '../api/contract.ts'
import { FailedPage, Waiting } from '../shell/notices.tsx'
import { Page } from '../shell/page.tsx'
import { useVocabulary } from './queries.ts'
import { templates as words } from './template-words.zh.ts'
import { acting } from './words.zh.ts'

type Template = LetterTemplates['items'][number]

export const templatesKey = ['requests', 'templates']
export const useTemplates = () =>
  useQuery({ queryKey: templatesKey, queryFn: () => answer(api.GET('/api/requests/templates')) })

/** What a letter is called where its title alone does not tell it from others. */
export const letterName = (key: string, vocabulary: RequestVocabulary): string =>
  vocabulary.replyKinds.find((one) => key === `reply_${one.key}`)?.label ??
  words.names[key] ??
  acting.letterNames[key] ??
  key

/** The version in force and what waits for approval; versions come newest first. */
export const standing = ({ versions }: Template) => {
  const now = versions.find((one) => one.version === 0 || one.approvedAt !== null)!
  return { now, pending: versions.filter((one) => one.version > now.version) }
}

/** Every letter of 依申请公开: which version is in force, which waits. */
export default function TemplatesPage() {
  const list = useTemplates()
  const vocabulary = useVocabulary()
  if (list.isError) return <FailedPage error={list.error} again={() => list.refetch()} />
  if (vocabulary.isError) return <FailedPage error={vocabulary.error} again={() => vocabulary.refetch()} />
  if (!list.data || !vocabulary.data) return <Waiting />
  const replies = list.data.items.filter(({ key }) => key.startsWith('reply_'))
  const groups = [
    { title: words.groups.notices, items: list.data.items.filter((one) => !replies.includes(one)) },
    { title: words.groups.replies, items: replies },
  ]
  return (
    <Page title={words.title} lead={words.lead} actions={<Link to="/requests/settings">{words.settings}</Link>}>
      {groups.map(({ title, items }) => (
        <section key={title} className="panel" aria-label={title}>
          <h2 className="section-title">{title}</h2>
          <div className="scroll-x">
            <table className="plain-table cards">
              <thead>
                <tr>
                  <th scope="col">{words.letter}</th>
                  <th scope="col">{words.heading}</th>
                  <th scope="col">{words.inForce}</th>
                  <th scope="col">{words.waiting}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => {
                  const { now, pending } = standing(one)
                  return (
                    <tr key={one.key}>
                      <td>
                        <Link to={`/requests/templates/${one.key}`}>{letterName(one.key, vocabulary.data)}</Link>
                      </td>
                      <td data-label={words.heading}>{now.title}</td>
                      <td data-label={words.inForce}>{words.version(now.version)}</td>
                      <td data-label={words.waiting}>
                        {pending.map(({ version }) => (
                          <Tag key={version} color="warning">
                            {words.version(version)}
                          </Tag>
                        ))}
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </Page>
  )
}
