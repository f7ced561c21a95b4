import type { EntityRef } from '../core/entity.ts'

/** A request as its writer has it: entities are plain `kind:id` strings. */
export type Plain<T> = { [Key in keyof T]: T[Key] extends EntityRef | undefined ? string : T[Key] }
