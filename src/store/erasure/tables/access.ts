import { type ErasedTable, OURS, STAFF } from '../erased-table.ts'

const HASH = { none: 'a hash of a secret' } as const

/** People who sign in here are no accounts of a world: they are locked out and taken away by hand. */
export const ACCESS: readonly ErasedTable[] = [
  {
    table: 'users',
    columns: {
      ...{ name: STAFF, email: STAFF, role: OURS, worlds: OURS, languages: OURS, families: OURS },
      ...{ password: HASH, totp_secret: STAFF, issuer: STAFF, subject: STAFF },
    },
  },
  { table: 'user_links', columns: { hash: HASH, purpose: OURS } },
  { table: 'user_sessions', columns: { hash: HASH, id: OURS, via: OURS } },
  { table: 'recovery_codes', columns: { hash: HASH } },
  {
    table: 'sso_states',
    columns: { hash: HASH, nonce: { none: 'chance' }, verifier: { none: 'chance' }, return_to: OURS },
  },
  { table: 'protection', columns: { value: { none: 'a setting of the operator' } } },
  { table: 'own_protection', columns: { value: { none: 'a setting of who works here' } } },
  { table: 'exposure', columns: {} },
  { table: 'access_settings', columns: { name: OURS, value: { none: 'a setting of the operator' } } },
]
