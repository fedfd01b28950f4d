import { createBrowserRouter, Navigate, type RouteObject } from 'react-router'
import { SignInPage } from './identity/sign-in-page.tsx'
import { Layout } from './shell/layout.tsx'
import { Broken, Lost, Waiting } from './shell/notices.tsx'

type Page = { default: () => React.ReactNode }

/** A screen in a chunk of its own, so that the first load is the shell only. */
const lazily = (path: string, load: () => Promise<Page>): RouteObject => ({
  path,
  lazy: async () => ({ Component: (await load()).default }),
})

/** Every screen of the console and its address. */
export const router = createBrowserRouter([
  { path: '/sign-in', element: <SignInPage />, errorElement: <Broken /> },
  {
    path: '/',
    element: <Layout />,
    errorElement: <Broken />,
    hydrateFallbackElement: <Waiting />,
    children: [
      { index: true, element: <Navigate to="/to-do" replace /> },
      lazily('to-do', () => import('./to-do/to-do-page.tsx')),
      lazily('records/:view', () => import('./publishing/record-list-page.tsx')),
      lazily('draft/:id?', () => import('./publishing/editor-page.tsx')),
      lazily('record/:id', () => import('./publishing/record-page.tsx')),
      lazily('record/:id/compare', () => import('./publishing/compare-page.tsx')),
      lazily('clean-ups', () => import('./clean-up/clean-up-list-page.tsx')),
      lazily('clean-ups/:id', () => import('./clean-up/clean-up-page.tsx')),
      lazily('clean-ups/:id/import', () => import('./clean-up/mark-import-page.tsx')),
      lazily('archive', () => import('./archive/archive-list-page.tsx')),
      lazily('archive/:id', () => import('./archive/archive-page.tsx')),
      lazily('requests', () => import('./requests/request-list-page.tsx')),
      lazily('requests/new', () => import('./requests/new-request-page.tsx')),
      lazily('requests/annual', () => import('./requests/annual-page.tsx')),
      lazily('requests/import', () => import('./requests/import-page.tsx')),
      lazily('requests/templates', () => import('./requests/templates-page.tsx')),
      lazily('requests/templates/:key', () => import('./requests/template-page.tsx')),
      lazily('requests/settings', () => import('./requests/settings-page.tsx')),
      lazily('requests/:id', () => import('./requests/request-page.tsx')),
      lazily('requests/:id/ledger', () => import('./requests/ledger-page.tsx')),
      lazily('requests/:id/redaction/:document', () => import('./requests/redaction-page.tsx')),
      lazily('catalogue', () => import('./catalogue/catalogue-page.tsx')),
      lazily('catalogue/import', () => import('./catalogue/import-page.tsx')),
      lazily('word-list', () => import('./word-list/word-list-page.tsx')),
      lazily('inquiries', () => import('./inquiries/inquiry-list-page.tsx')),
      lazily('inquiries/new', () => import('./inquiries/new-inquiry-page.tsx')),
      lazily('inquiries/wishes', () => import('./inquiries/wishes-page.tsx')),
      lazily('inquiries/mailboxes', () => import('./inquiries/mailboxes-page.tsx')),
      lazily('inquiries/settings', () => import('./inquiries/settings-page.tsx')),
      lazily('inquiries/:id', () => import('./inquiries/inquiry-page.tsx')),
      lazily('inquiries/:id/ledger', () => import('./inquiries/ledger-page.tsx')),
      lazily('word-list/import', () => import('./word-list/import-page.tsx')),
      lazily('columns', () => import('./catalogue/columns-page.tsx')),
      lazily('site', () => import('./site/site-page.tsx')),
      lazily('units', () => import('./units/units-page.tsx')),
      lazily('people', () => import('./identity/people-page.tsx')),
      lazily('calendar', () => import('./calendar/calendar-page.tsx')),
      lazily('calendar/notices/new', () => import('./calendar/new-notice-page.tsx')),
      lazily('calendar/notices/:id', () => import('./calendar/notice-page.tsx')),
      lazily('audit', () => import('./audit/audit-page.tsx')),
      lazily('feedback', () => import('./feedback/feedback-page.tsx')),
      lazily('messages', () => import('./messages/messages-page.tsx')),
      lazily('contact', () => import('./notices/contact-page.tsx')),
      lazily('overview', () => import('./overview/overview-page.tsx')),
      lazily('security', () => import('./identity/security-page.tsx')),
      lazily('deputies', () => import('./identity/deputies-page.tsx')),
      lazily('sign-in-policy', () => import('./identity/policy-page.tsx')),
      lazily('password', () => import('./identity/password-page.tsx')),
      { path: '*', element: <Lost /> },
    ],
  },
])
