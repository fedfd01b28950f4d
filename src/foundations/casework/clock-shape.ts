import { z } from 'zod'
import { cite } from '../law/index.ts'
import type { CaseClock } from './clock.ts'

/** A case's clock as routes answer it: the stretches of the bar with their articles, and every day of the period. */
export const clockShape = z.object({
  state: z.enum(['idle', 'running', 'paused', 'waiting', 'stopped']),
  due: z.object({ on: z.string(), provisional: z.boolean() }).nullable(),
  total: z.int(),
  used: z.int(),
  left: z.int().nullable(),
  spans: z.array(
    z.object({
      kind: z.enum(['run', 'pause', 'wait', 'void']),
      from: z.string(),
      to: z.string().nullable(),
      label: z.string(),
      law: z.string().describe('条文代号，如 OGI-33'),
      lawLabel: z.string(),
    }),
  ),
  ledger: z.array(
    z.object({ date: z.string(), n: z.int().nullable(), why: z.string(), label: z.string(), provisional: z.boolean() }),
  ),
})

/** The clock with each article as people cite it. */
export const citedClock = (clock: CaseClock): z.infer<typeof clockShape> => ({
  ...clock,
  spans: clock.spans.map((span) => ({ ...span, lawLabel: cite(span.law).short })),
})
