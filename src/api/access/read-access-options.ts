import ipaddr from 'ipaddr.js'
import { Role } from '../../access/capability.ts'
import { CannotStart } from '../running-service.ts'
import type { AccessOptions } from './access.ts'
import { createSso } from './sso.ts'

/** Reads how people reach the service and sign in from the environment; `setting` gives a variable. Throws CannotStart. */
export function readAccessOptions(setting: (name: string) => string | undefined): AccessOptions {
  const publicUrl = setting('HAECHI_PUBLIC_URL')
  if (publicUrl !== undefined && !isAddress(publicUrl))
    throw new CannotStart(
      'HAECHI_PUBLIC_URL is not the address of a service; set one without a path, such as https://haechi.example.',
    )
  const trustedProxies = listOf(setting('HAECHI_TRUSTED_PROXIES'))
  const wrong = trustedProxies.find((range) => !ipaddr.isValid(range) && !ipaddr.isValidCIDR(range))
  if (wrong !== undefined)
    throw new CannotStart(
      `HAECHI_TRUSTED_PROXIES has "${wrong}", which is no address or range; set such as 10.0.0.1,10.1.0.0/16.`,
    )
  const sso = ssoOf(setting, publicUrl)
  return {
    ...(publicUrl === undefined ? {} : { publicUrl }),
    trustedProxies,
    ...(sso === undefined ? {} : { sso }),
  }
}

function ssoOf(setting: (name: string) => string | undefined, publicUrl: string | undefined) {
  const issuer = setting('HAECHI_OIDC_ISSUER')
  if (issuer === undefined) return undefined
  const [clientId, clientSecret] = [setting('HAECHI_OIDC_CLIENT_ID'), setting('HAECHI_OIDC_CLIENT_SECRET')]
  if (
    clientId === undefined ||
    clientSecret === undefined ||
    publicUrl === undefined ||
    !URL.canParse(issuer)
  )
    throw new CannotStart(
      'HAECHI_OIDC_ISSUER (an address) needs HAECHI_OIDC_CLIENT_ID, HAECHI_OIDC_CLIENT_SECRET and HAECHI_PUBLIC_URL beside it; set all four, or none.',
    )
  const provision = setting('HAECHI_OIDC_PROVISION') ?? 'off'
  if (provision !== 'on' && provision !== 'off')
    throw new CannotStart(
      'HAECHI_OIDC_PROVISION is neither on nor off; set one of them, or leave it out (off).',
    )
  return createSso({
    ...{ issuer, clientId, clientSecret },
    redirectUri: `${new URL(publicUrl).origin}/v1/sso/callback`,
    provision: provision === 'on',
    roles: rolesOf(setting('HAECHI_OIDC_ROLE_CLAIM')),
  })
}

/** `groups: mods=reviewer, leads=adjudicator` */
function rolesOf(text: string | undefined) {
  if (text === undefined) return undefined
  const [claim = '', values = ''] = text.split(/:(.*)/s)
  const of = listOf(values).map((pair) => {
    const [value = '', role] = pair.split('=').map((part) => part.trim())
    return [value, Role.safeParse(role)] as const
  })
  if (claim.trim() === '' || of.length === 0 || of.some(([value, role]) => value === '' || !role.success))
    throw new CannotStart(
      'HAECHI_OIDC_ROLE_CLAIM is not a claim and roles; set such as groups:mods=reviewer,leads=adjudicator.',
    )
  return { claim: claim.trim(), of: new Map(of.map(([value, role]) => [value, role.data!])) }
}

function listOf(text = ''): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, search, hash } = new URL(text)
  return ['http:', 'https:'].includes(protocol) && pathname === '/' && search === '' && hash === ''
}
