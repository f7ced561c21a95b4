import { expect, test } from 'vitest'
import { readAccessOptions } from './read-access-options.ts'

const read = (settings: Record<string, string>) => readAccessOptions((name) => settings[name])
const OIDC = {
  HAECHI_OIDC_ISSUER: 'https://login.example',
  HAECHI_OIDC_CLIENT_ID: 'haechi',
  HAECHI_OIDC_CLIENT_SECRET: 'a secret',
  HAECHI_PUBLIC_URL: 'https://haechi.example',
}

test('nothing set: as the request says, no proxy, no single sign-on', () => {
  expect(read({})).toEqual({ trustedProxies: [] })
})

test('everything set', () => {
  const options = read({
    ...OIDC,
    HAECHI_TRUSTED_PROXIES: '10.0.0.1, fd00::/8',
    HAECHI_OIDC_ROLE_CLAIM: 'groups: mods=reviewer, leads=adjudicator',
    HAECHI_OIDC_PROVISION: 'on',
  })
  expect(options).toMatchObject({
    publicUrl: 'https://haechi.example',
    trustedProxies: ['10.0.0.1', 'fd00::/8'],
  })
  expect(options.sso!.options).toEqual({
    issuer: 'https://login.example',
    clientId: 'haechi',
    clientSecret: 'a secret',
    redirectUri: 'https://haechi.example/v1/sso/callback',
    provision: true,
    roles: {
      claim: 'groups',
      of: new Map([
        ['mods', 'reviewer'],
        ['leads', 'adjudicator'],
      ]),
    },
  })
})

test.each([
  [{ HAECHI_PUBLIC_URL: 'haechi.example' }, 'HAECHI_PUBLIC_URL'],
  [{ HAECHI_PUBLIC_URL: 'https://haechi.example/path' }, 'HAECHI_PUBLIC_URL'],
  [{ HAECHI_TRUSTED_PROXIES: '10.0.0.1,proxy' }, 'proxy'],
  [{ HAECHI_OIDC_ISSUER: 'https://login.example' }, 'HAECHI_OIDC_CLIENT_ID'],
  [{ ...OIDC, HAECHI_OIDC_PROVISION: 'yes' }, 'HAECHI_OIDC_PROVISION'],
  [{ ...OIDC, HAECHI_OIDC_ROLE_CLAIM: 'groups' }, 'HAECHI_OIDC_ROLE_CLAIM'],
  [{ ...OIDC, HAECHI_OIDC_ROLE_CLAIM: 'groups:mods=king' }, 'HAECHI_OIDC_ROLE_CLAIM'],
])('%o cannot start, and says why without the secret', (settings, names) => {
  expect(() => read(settings as Record<string, string>)).toThrow(names)
  expect(() => read(settings as Record<string, string>)).not.toThrow('a secret')
})
