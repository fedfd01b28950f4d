import { pino } from 'pino'

export type Log = pino.Logger

/**
 * Structured log. Names under which personal data or secrets could travel are cut out by path; addresses are logged by
 * route pattern, never with their query string.
 * @param to where the lines go; standard output when not given
 */
export const createLog = (level: string, to?: pino.DestinationStream): Log => {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'password',
        '*.password',
        'req.headers',
        'res.headers',
        'token',
        '*.token',
        'query',
        '*.query',
        'body',
        '*.body',
      ],
      censor: '[cut]',
    },
  }
  return to ? pino(options, to) : pino(options)
}
