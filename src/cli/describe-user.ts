import type { User } from '../api/contract/users.ts'

/** Somebody in a few lines. */
export function describeUser({ id, name, email, role, worlds, skills, state, totp }: User): string {
  const { languages, families, clearance } = skills
  return [
    `${name}${email === null ? '' : ` <${email}>`} (${id})`,
    `  role       ${role}`,
    `  worlds     ${worlds?.join(', ') ?? 'all'}`,
    `  languages  ${languages?.join(', ') ?? 'all'}`,
    `  families   ${families?.join(', ') ?? 'all'}`,
    `  clearance  ${clearance}`,
    `  state      ${state}${totp ? ', with a second factor' : ''}`,
  ].join('\n')
}
