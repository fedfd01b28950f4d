import {
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  CustomerServiceOutlined,
  FileDoneOutlined,
  FontColorsOutlined,
  FormOutlined,
  GlobalOutlined,
  InboxOutlined,
  LockOutlined,
  MailOutlined,
  PhoneOutlined,
  ProfileOutlined,
  QuestionCircleOutlined,
  RollbackOutlined,
  SettingOutlined,
  SolutionOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { Badge, Menu } from 'antd'
import { Link, useLocation } from 'react-router'
import type { Ability } from '../api/contract.ts'
import { useMe } from '../identity/session.ts'
import { useToDoCount } from '../to-do/queries.ts'
import { menu, shell } from './words.zh.ts'

/** The menu follows what a clerk does; an entry is absent when the person's posts never allow it. */
export function MainMenu({ onChosen }: { onChosen?: () => void }) {
  const { pathname, search } = useLocation()
  const me = useMe()
  const count = useToDoCount()
  const can = (right: Ability) => me?.can.includes(right) ?? false
  const supervisor = me?.posts.some((post) => post.role === 'supervisor') ?? false
  const link = (to: string, label: string) => (
    <Link to={to} onClick={onChosen}>
      {label}
    </Link>
  )

  const items = [
    {
      key: '/to-do',
      icon: <CheckSquareOutlined />,
      label: (
        <Link to="/to-do" onClick={onChosen} className="menu-to-do">
          {menu.toDo}
          {count > 0 && <Badge count={count} overflowCount={999} title={shell.toDoCount(count)} color="#b3261e" />}
        </Link>
      ),
    },
    ...(can('records.read')
      ? [
          {
            key: 'records',
            type: 'group' as const,
            label: menu.records,
            children: [
              ...(can('records.create')
                ? [{ key: '/draft', icon: <FormOutlined />, label: link('/draft', menu.draft) }]
                : []),
              { key: '/records/open', icon: <UnorderedListOutlined />, label: link('/records/open', menu.open) },
              {
                key: '/records/published',
                icon: <FileDoneOutlined />,
                label: link('/records/published', menu.published),
              },
              {
                key: '/records/withdrawn',
                icon: <RollbackOutlined />,
                label: link('/records/withdrawn', menu.withdrawn),
              },
              { key: '/clean-ups', icon: <ProfileOutlined />, label: link('/clean-ups', menu.cleanUp) },
              { key: '/archive', icon: <InboxOutlined />, label: link('/archive', menu.archive) },
            ],
          },
        ]
      : []),
    ...(can('requests.read')
      ? [
          {
            key: 'requests',
            type: 'group' as const,
            label: menu.requests,
            children: [
              ...(can('requests.register')
                ? [
                    {
                      key: '/requests/new',
                      icon: <SolutionOutlined />,
                      label: link('/requests/new', menu.registerRequest),
                    },
                  ]
                : []),
              { key: '/requests', icon: <UnorderedListOutlined />, label: link('/requests', menu.requestList) },
              {
                key: '/requests/annual',
                icon: <BarChartOutlined />,
                label: link('/requests/annual', menu.requestFigures),
              },
              ...(can('requests.manage')
                ? [
                    {
                      key: '/requests/templates',
                      icon: <FormOutlined />,
                      label: link('/requests/templates', menu.requestTemplates),
                    },
                    {
                      key: '/requests/settings',
                      icon: <SettingOutlined />,
                      label: link('/requests/settings', menu.requestSettings),
                    },
                  ]
                : []),
            ],
          },
        ]
      : []),
    ...(can('inquiries.read')
      ? [
          {
            key: 'inquiries',
            type: 'group' as const,
            label: menu.inquiries,
            children: [
              ...(can('inquiries.enter')
                ? [
                    {
                      key: '/inquiries/new',
                      icon: <PhoneOutlined />,
                      label: link('/inquiries/new', menu.registerInquiry),
                    },
                  ]
                : []),
              { key: '/inquiries', icon: <UnorderedListOutlined />, label: link('/inquiries', menu.inquiryList) },
              ...(supervisor
                ? [
                    {
                      key: '/inquiries?view=supervised',
                      icon: <AuditOutlined />,
                      label: link('/inquiries?view=supervised', menu.supervised),
                    },
                  ]
                : []),
              {
                key: '/inquiries/figures',
                icon: <BarChartOutlined />,
                label: link('/inquiries/figures', menu.inquiryFigures),
              },
              { key: '/inquiries/wishes', icon: <ProfileOutlined />, label: link('/inquiries/wishes', menu.wishes) },
              ...(can('inquiries.manage')
                ? [
                    {
                      key: '/inquiries/mailboxes',
                      icon: <MailOutlined />,
                      label: link('/inquiries/mailboxes', menu.mailboxes),
                    },
                    {
                      key: '/inquiries/settings',
                      icon: <SettingOutlined />,
                      label: link('/inquiries/settings', menu.lineSettings),
                    },
                  ]
                : []),
            ],
          },
        ]
      : []),
    ...(can('hotline.read') || can('hotline.rota') || can('hotline.connect')
      ? [
          {
            key: 'hotline',
            type: 'group' as const,
            label: menu.hotline,
            children: [
              ...(can('hotline.answer')
                ? [{ key: '/hotline', icon: <CustomerServiceOutlined />, label: link('/hotline', menu.hotlineSeat) }]
                : []),
              ...(can('hotline.read')
                ? [
                    {
                      key: '/hotline/calls',
                      icon: <UnorderedListOutlined />,
                      label: link('/hotline/calls', menu.hotlineCalls),
                    },
                    {
                      key: '/hotline/board',
                      icon: <BarChartOutlined />,
                      label: link('/hotline/board', menu.hotlineBoard),
                    },
                  ]
                : []),
              ...(can('hotline.read') || can('hotline.rota')
                ? [{ key: '/hotline/rota', icon: <CalendarOutlined />, label: link('/hotline/rota', menu.hotlineRota) }]
                : []),
              ...(can('hotline.manage') || can('hotline.connect')
                ? [
                    {
                      key: '/hotline/settings',
                      icon: <SettingOutlined />,
                      label: link('/hotline/settings', menu.hotlineSettings),
                    },
                  ]
                : []),
            ],
          },
        ]
      : []),
    {
      key: 'knowledge',
      type: 'group' as const,
      label: menu.knowledge,
      children: [
        ...(can('knowledge.write')
          ? [{ key: '/knowledge/new', icon: <FormOutlined />, label: link('/knowledge/new', menu.writeAnswer) }]
          : []),
        { key: '/knowledge', icon: <QuestionCircleOutlined />, label: link('/knowledge', menu.answers) },
      ],
    },
    {
      key: 'base',
      type: 'group' as const,
      label: menu.base,
      children: [
        { key: '/catalogue', icon: <ProfileOutlined />, label: link('/catalogue', menu.catalogue) },
        { key: '/columns', icon: <ProfileOutlined />, label: link('/columns', menu.columns) },
        { key: '/word-list', icon: <FontColorsOutlined />, label: link('/word-list', menu.wordList) },
        ...(can('site.manage') ? [{ key: '/site', icon: <GlobalOutlined />, label: link('/site', menu.site) }] : []),
        { key: '/units', icon: <ApartmentOutlined />, label: link('/units', menu.units) },
        ...(can('people.read')
          ? [{ key: '/people', icon: <TeamOutlined />, label: link('/people', menu.people) }]
          : []),
        ...(can('access.manage')
          ? [{ key: '/sign-in-policy', icon: <LockOutlined />, label: link('/sign-in-policy', menu.signInPolicy) }]
          : []),
        { key: '/calendar', icon: <CalendarOutlined />, label: link('/calendar', menu.calendar) },
      ],
    },
    {
      key: 'watch',
      type: 'group' as const,
      label: menu.watch,
      children: [
        ...(can('messages.read')
          ? [{ key: '/messages', icon: <MailOutlined />, label: link('/messages', menu.messages) }]
          : []),
        ...(can('records.read')
          ? [{ key: '/overview', icon: <BarChartOutlined />, label: link('/overview', menu.overview) }]
          : []),
        ...(can('audit.read') ? [{ key: '/audit', icon: <AuditOutlined />, label: link('/audit', menu.audit) }] : []),
      ],
    },
  ].filter((one) => one.children?.length !== 0)
  const selected =
    [
      '/hotline/calls',
      '/hotline/board',
      '/hotline/rota',
      '/hotline/settings',
      '/hotline',
      '/requests/new',
      '/requests/annual',
      '/requests/templates',
      '/requests/settings',
      '/requests',
      '/inquiries/new',
      '/inquiries/figures',
      '/inquiries/wishes',
      '/inquiries/mailboxes',
      '/inquiries/settings',
      '/inquiries?view=supervised',
      '/inquiries',
      '/knowledge/new',
      '/knowledge',
      '/catalogue',
      '/word-list',
      '/clean-ups',
      '/archive',
      '/calendar',
    ].find((one) => (pathname + search).startsWith(one)) ?? pathname
  return (
    <nav aria-label={shell.menu}>
      <Menu mode="inline" inlineIndent={12} selectedKeys={[selected]} items={items} className="main-menu" />
    </nav>
  )
}
