import { MenuOutlined } from '@ant-design/icons'
import { Button, Drawer, Dropdown, Layout as Frame, Grid } from 'antd'
import { Suspense, useState } from 'react'
import { Link, Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router'
import type { Me } from '../api/contract.ts'
import { ConfirmationDialog } from '../identity/confirmation-dialog.tsx'
import { SessionGate, useMe, useSignOut } from '../identity/session.ts'
import { Bell } from '../notices/bell.tsx'
import { MainMenu } from './menu.tsx'
import { Waiting } from './notices.tsx'
import { Shortcuts } from './shortcuts.tsx'
import { useSite } from './site.ts'
import { shell } from './words.zh.ts'

/** Top bar, menu and the screen. At phone width the menu is a drawer. */
export function Layout() {
  return (
    <SessionGate waiting={<Waiting />}>
      <Inside />
    </SessionGate>
  )
}

function Inside() {
  const wide = Grid.useBreakpoint().md !== false
  const [menuOpen, setMenuOpen] = useState(false)
  const [helpOpen, setHelpOpen] = useState(false)
  const { pathname } = useLocation()
  const site = useSite()
  // Before a new password or a second factor is set, nothing else opens.
  const free = !useMe()?.need
  return (
    <Frame className="frame">
      <a href="#content" className="skip">
        {shell.skip}
      </a>
      <Frame.Header className="top">
        {!wide && free && (
          <Button
            type="text"
            className="top-button"
            icon={<MenuOutlined />}
            aria-label={shell.openMenu}
            onClick={() => setMenuOpen(true)}
          />
        )}
        <Link to="/to-do" className="top-name">
          {site.countyName && wide && <strong>{site.countyName}</strong>}
          <span>{shell.product}</span>
        </Link>
        <span className="grow" />
        {wide && (
          <a className="top-link" href={site.portalUrl} target="_blank" rel="noreferrer" title={shell.portalHint}>
            {shell.portal}
          </a>
        )}
        {wide && (
          <Button type="text" className="top-button" onClick={() => setHelpOpen(true)}>
            {shell.help}
          </Button>
        )}
        {free && <Bell />}
        <PersonMenu wide={wide} onHelp={() => setHelpOpen(true)} portalUrl={site.portalUrl} />
      </Frame.Header>
      <Frame>
        {!free ? null : wide ? (
          <Frame.Sider width={176} className="side">
            <MainMenu />
          </Frame.Sider>
        ) : (
          <Drawer
            placement="left"
            size={240}
            title={shell.menu}
            open={menuOpen}
            onClose={() => setMenuOpen(false)}
            styles={{ body: { padding: 0 } }}
          >
            <MainMenu onChosen={() => setMenuOpen(false)} />
          </Drawer>
        )}
        <main id="content" tabIndex={-1} className="content" key={pathname.split('/')[1]}>
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </main>
      </Frame>
      <ScrollRestoration />
      <Shortcuts open={helpOpen} setOpen={setHelpOpen} />
      <ConfirmationDialog />
    </Frame>
  )
}

const postLine = ({ unitName, title, onBehalfOf }: Me['posts'][number]) =>
  `${unitName} ${title}${onBehalfOf ? `（${shell.inPlaceOf(onBehalfOf.name)}）` : ''}`

function PersonMenu({ wide, onHelp, portalUrl }: { wide: boolean; onHelp: () => void; portalUrl: string }) {
  const me = useMe()
  const navigate = useNavigate()
  const signOut = useSignOut()
  if (!me) return null
  const unit = me.posts[0]?.unitName ?? ''
  const items = [
    { key: 'who', type: 'group' as const, label: me.posts.map(postLine).join(' · ') },
    { key: 'deputies', label: shell.deputies, onClick: () => navigate('/deputies') },
    { key: 'contact', label: shell.contact, onClick: () => navigate('/contact') },
    { key: 'security', label: shell.security, onClick: () => navigate('/security') },
    { key: 'password', label: shell.password, onClick: () => navigate('/password') },
    ...(wide
      ? []
      : [
          { key: 'portal', label: <a href={portalUrl}>{shell.portal}</a> },
          { key: 'help', label: shell.help, onClick: onHelp },
        ]),
    { key: 'out', label: shell.signOut, onClick: signOut },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" className="top-button" aria-label={shell.signedInAs(me.person.name, unit)}>
        {me.person.name}
        {wide && <span className="top-unit">{unit}</span>}
      </Button>
    </Dropdown>
  )
}
