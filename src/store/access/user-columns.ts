import type { UserRecord } from '../../access/ports.ts'
import { idFrom } from '../../core/ids.ts'
import type { Severity } from '../../core/severity.ts'

export interface UserRow {
  id: string
  name: string
  email: string | null
  role: UserRecord['role']
  worlds: string[] | null
  languages: string[] | null
  families: string[] | null
  clearance: number
  has_password: boolean
  has_totp: boolean
  has_sso: boolean
  created_ms: string
  created_by: string | null
  disabled_ms: string | null
}

/** What is read of a user `u`: no secret. */
export const USER_COLUMNS = `u.id, u.name, u.email, u.role, u.worlds, u.languages, u.families, u.clearance,
  u.password is not null as has_password, u.totp_since_ms is not null as has_totp, u.subject is not null as has_sso,
  u.created_ms, u.created_by, u.disabled_ms`

/** The user of a row. */
export function userOf(row: UserRow): UserRecord {
  return {
    id: idFrom('usr', row.id),
    name: row.name,
    email: row.email,
    role: row.role,
    worlds: row.worlds,
    skills: {
      languages: row.languages,
      families: row.families,
      clearance: `S${row.clearance}` as Severity,
    },
    hasPassword: row.has_password,
    hasTotp: row.has_totp,
    hasSso: row.has_sso,
    createdMs: Number(row.created_ms),
    createdBy: row.created_by === null ? null : idFrom('usr', row.created_by),
    disabledMs: row.disabled_ms === null ? null : Number(row.disabled_ms),
  }
}
