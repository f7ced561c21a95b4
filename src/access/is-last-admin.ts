import type { UserRecord } from './ports.ts'

/** Whether somebody is the only admin of all worlds who is not disabled: they stay so, or nobody could let anyone in. */
export function isLastAdmin(
  users: readonly Pick<UserRecord, 'id' | 'role' | 'worlds' | 'disabledMs'>[],
  id: UserRecord['id'],
): boolean {
  const reigning = users.filter(
    ({ role, worlds, disabledMs }) => role === 'admin' && worlds === null && disabledMs === null,
  )
  return reigning.length === 1 && reigning[0]!.id === id
}
