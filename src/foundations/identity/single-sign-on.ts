import { Problem } from '../../platform/http/problem.ts'
import type { Platform } from '../context.ts'
import { beginAttempt, takeAttempt } from './attempts.ts'
import { accountBy, type Entered, enter, type From } from './session.ts'
import { sentences } from './words.zh.ts'

/** A provider of single sign-on (统一身份认证) that speaks OpenID Connect. */
export type Provider = {
  /** Address of the issuer; its configuration is read from `/.well-known/openid-configuration`. */
  issuer: string
  clientId: string
  clientSecret: string
  /** The claim that holds the username here, e.g. `preferred_username`. */
  claim: string
  /** What the button says, e.g. 云溪县统一身份认证. */
  label: string
}

export type SingleSignOn = {
  label: string
  /** Address to send the browser to, and the token that binds the way back to this browser. */
  begin: (redirectUri: string, to: string) => Promise<{ url: string; state: string }>
  /**
   * Ends what `begin` began. An account must be there already: the provider says who somebody is, not what they may do.
   * @throws Problem 401 refused by the provider, another browser, too old, nobody here of that name, or an account that was closed
   */
  finish: (returned: URL, state: string, from: From) => Promise<Entered & { to: string }>
}

/** Nobody answers where the provider should be, or something in front of it says that it is down. */
const isAway = (error: Error & { code?: string }): boolean =>
  error.message === 'fetch failed' || error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM'

const refused = (key: string) => new Problem(401, key, '登录没有成功', sentences.singleSignOnRefused)

/** Authorization code flow with PKCE, state and nonce. The provider is asked for its configuration when it is needed. */
export const singleSignOn = (platform: Platform, provider: Provider): SingleSignOn => {
  const library = () => import('openid-client')
  let known: ReturnType<typeof discover> | undefined
  let askedAt = 0
  const discover = async () => {
    const { discovery, allowInsecureRequests } = await library()
    const issuer = new URL(provider.issuer)
    // Plain http is for a provider on this machine or behind the same wall; what is typed there is not ours to guard.
    const execute = issuer.protocol === 'http:' ? [allowInsecureRequests] : []
    return discovery(issuer, provider.clientId, provider.clientSecret, undefined, { execute, timeout: 10 })
  }
  /** Asked again after a minute: where nobody answers, we say so here, before the browser is sent to a dead address. */
  const configuration = () => {
    const now = platform.clock().epochMilliseconds
    if (known && now - askedAt < 60_000) return known
    askedAt = now
    known = discover().catch((error) => {
      known = undefined
      throw error
    })
    return known
  }
  return {
    label: provider.label,
    async begin(redirectUri, to) {
      const { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState } =
        await library()
      const config = await configuration()
      const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
      await beginAttempt(platform.db, 'single_sign_on', state, platform.clock(), { detail: { nonce, verifier, to } })
      const url = buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, state }
    },
    async finish(returned, state, from) {
      const attempt = await takeAttempt(platform.db, 'single_sign_on', state, platform.clock())
      if (!attempt) throw refused('sign-on-ended')
      const { nonce, verifier, to } = attempt.detail as { nonce: string; verifier: string; to: string }
      const { authorizationCodeGrant } = await library()
      const exchange = async () =>
        authorizationCodeGrant(await configuration(), returned, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
      const tokens = await exchange().catch((error: Error) => {
        platform.log.warn({ reason: error.message }, 'single sign-on refused')
        throw refused(isAway(error) ? 'sign-on-unreachable' : 'sign-on-refused')
      })
      const name = tokens.claims()?.[provider.claim]
      const account = typeof name === 'string' ? await accountBy(platform.db, name) : undefined
      const unknown = () => refused('sign-on-unknown')
      return { ...(await enter(platform, account?.id, from, 'single_sign_on', unknown)), to }
    },
  }
}
