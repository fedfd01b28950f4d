import type { FastifyInstance } from 'fastify'
import { aboutPage, accessibilityPage } from '../about-words.zh.ts'
import { columnTree } from '../column-tree.ts'
import { HelpPage } from '../pages/help.tsx'
import { MapPage } from '../pages/map.tsx'
import { RequestsPage } from '../pages/requests.tsx'
import type { Press } from '../press.tsx'
import { words } from '../words.zh.ts'
import { hidden } from './hidden.ts'

/** Pages that explain: requests, about, accessibility, the map of the site. */
export function registerHelp(app: FastifyInstance, press: Press): void {
  for (const [path, page] of [
    ['/about', aboutPage],
    ['/accessibility', accessibilityPage],
  ] as const) {
    app.get(path, hidden, (request, reply) =>
      press.sendKept(request, reply, () => ({
        section: 'other',
        head: { title: page.title, description: page.lead },
        body: <HelpPage page={page} />,
      })),
    )
  }
  app.get('/requests', hidden, (request, reply) =>
    press.sendKept(request, reply, (replica) => ({
      section: 'requests',
      head: {
        title: words.requests.title,
        description: words.requests.lead,
        column: {
          name: words.requests.title,
          description: words.requests.lead,
          keywords: words.requests.title,
          type: words.requests.title,
        },
      },
      body: <RequestsPage units={replica.units()} />,
    })),
  )
  app.get('/map', hidden, (request, reply) =>
    press.sendKept(request, reply, (replica) => ({
      section: 'other',
      head: { title: words.map.title, description: words.map.text },
      body: (
        <MapPage
          columns={columnTree(replica.columns(), replica.columnCounts(), 'statutory')}
          sectors={replica.sectors()}
          units={replica.units()}
        />
      ),
    })),
  )
}
