import type { FastifyInstance } from 'fastify'
import type { Platform } from '../../foundations/context.ts'
import { type PublishedIndex, publishedIndex } from '../publishing/index.ts'
import { registerCalls } from './calls-api.ts'
import { registerFigures } from './figures-api.ts'
import { registerLiaisons } from './liaisons/api.ts'
import type { Live } from './live.ts'
import type { Hotline } from './ports.ts'
import { registerRecordings } from './recordings/api.ts'
import { registerSearch } from './search/api.ts'
import { published } from './search/published.ts'
import { registerSeat, type Standing } from './seat-api.ts'
import { registerLineSettings } from './settings-api.ts'
import { registerStream } from './stream.ts'
import { deskView } from './view.ts'

/** Routes of 96128、12345: the seat, the calls, search while typing, figures. */
export const registerHotline = async (
  app: FastifyInstance,
  platform: Platform,
  hotline: Hotline,
  { live, standing }: { live: Live; standing: Standing },
  index: PublishedIndex = publishedIndex(platform.db),
): Promise<void> => {
  registerSeat(app, platform, hotline, { standing, warm: () => void index.ready().catch(() => undefined) })
  registerStream(app, platform, { live, view: (actor) => deskView(platform, hotline, actor, standing()) })
  registerSearch(app, platform, hotline, published(index))
  registerCalls(app, platform, hotline)
  registerFigures(app, platform)
  registerLiaisons(app, platform)
  registerLineSettings(app, platform, { ...hotline, standing })
  await registerRecordings(app, platform)
}
