import type * as Oidc from 'openid-client'
import type { Role } from '../../access/capability.ts'
import type { SsoState } from '../../access/ports.ts'

export interface SsoOptions {
  /** As the provider calls itself: `https://login.example`. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where the provider leads back to: the public address and /v1/sso/callback. */
  readonly redirectUri: string
  /** Makes a user of whoever comes from the provider with a verified address; else only those who were invited come in. */
  readonly provision: boolean
  /** A claim of the provider's, and the role that each of its values stands for, when a user is made. */
  readonly roles: { readonly claim: string; readonly of: ReadonlyMap<string, Role> } | undefined
}

/** Who somebody is, as the provider says. */
export interface SsoIdentity {
  readonly issuer: string
  readonly subject: string
  /** In lower case; undefined when there is none, or the provider does not vouch for it. */
  readonly email: string | undefined
  readonly name: string | undefined
  /** Values of the claim of roles. */
  readonly roles: readonly string[]
}

/** Single sign-on by OpenID Connect: authorization code flow with PKCE, state and nonce. */
export interface Sso {
  readonly options: SsoOptions
  /** Where to send the browser, and what to keep until it is back. */
  start(): Promise<{ readonly url: string; readonly state: string } & Pick<SsoState, 'nonce' | 'verifier'>>
  /** Exchanges what the provider sent for who it is. Rejects when anything does not fit. */
  finish(callback: URL, state: string, kept: Pick<SsoState, 'nonce' | 'verifier'>): Promise<SsoIdentity>
}

export function createSso(options: SsoOptions): Sso {
  let found: Promise<Oidc.Configuration> | undefined

  /** Asked for once, and again when that failed: the service starts, and stays, without its provider. */
  function configuration(): Promise<Oidc.Configuration> {
    found ??= discover(options).catch((fault: unknown) => {
      found = undefined
      throw fault
    })
    return found
  }

  return {
    options,
    async start() {
      const oidc = await client()
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: options.redirectUri,
        scope: 'openid email profile',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, state, nonce, verifier }
    },
    async finish(callback, state, { nonce, verifier }) {
      const oidc = await client()
      const config = await configuration()
      // Checks the state, the issuer, the signature's audience and time, and the nonce.
      const tokens = await oidc.authorizationCodeGrant(config, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const idToken = tokens.claims()!
      // Providers keep what is not asked for by name out of the token, and tell it on request.
      const told =
        idToken.email === undefined && config.serverMetadata().userinfo_endpoint !== undefined
          ? await oidc.fetchUserInfo(config, tokens.access_token, idToken.sub)
          : {}
      const claims: Record<string, unknown> = { ...told, ...idToken }
      const { email, email_verified: verified, name } = claims
      return {
        issuer: idToken.iss,
        subject: idToken.sub,
        email: typeof email === 'string' && verified === true ? email.toLowerCase() : undefined,
        name: typeof name === 'string' ? name : undefined,
        roles: options.roles === undefined ? [] : [claims[options.roles.claim]].flat().map(String),
      }
    },
  }
}

/** Loaded by those who have a provider alone. */
function client(): Promise<typeof Oidc> {
  return import('openid-client')
}

async function discover({ issuer, clientId, clientSecret }: SsoOptions): Promise<Oidc.Configuration> {
  const oidc = await client()
  const url = new URL(issuer)
  // In the clear only on this machine, as when it is tried out.
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return oidc.discovery(url, clientId, clientSecret, undefined, {
    timeout: 10,
    ...(url.protocol === 'http:' && isHere ? { execute: [oidc.allowInsecureRequests] } : {}),
  })
}
