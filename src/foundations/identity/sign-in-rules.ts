/** Settings of sign-in; the defaults follow 等级保护 practice (GB/T 22239-2019, 8.1.4.1 身份鉴别). */
export const signInRules = {
  failuresBeforeLock: 5,
  lockMinutes: 15,
  longestHours: 12,
  /** A whole office may sit behind one address; one guesser must still be slow. */
  attemptsPerMinuteAndAddress: 30,
} as const
