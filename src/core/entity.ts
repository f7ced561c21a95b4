import { z } from 'zod'

/** Whoever or whatever has memory across events, written `kind:id` (`account:u1`, `room:r7`). */
export const EntityRef = z
  .string()
  .max(300)
  .regex(/^[a-z][a-z0-9_]{0,31}:[^\s\p{Cc}]{1,256}$/u, 'expected kind:id, such as account:u1')
  .brand<'EntityRef'>()
export type EntityRef = z.infer<typeof EntityRef>

/** The kind of an entity: `account` of `account:u1`. */
export function entityKind(ref: EntityRef): string {
  return ref.slice(0, ref.indexOf(':'))
}

/** The id of an entity within its kind: `u1` of `account:u1`. */
export function entityId(ref: EntityRef): string {
  return ref.slice(ref.indexOf(':') + 1)
}
