import { type EntityRef, entityKind } from './entity.ts'

/** What is known of an event, as far as it says who answers for what. */
interface Happened {
  /** Of the event; undefined: there was none. */
  readonly type: string | undefined
  readonly actor: EntityRef | undefined
}

/**
 * Whom an effect on an entity hits: the account itself, or the one that acted on an item or room. Undefined: we do not
 * know; who reports something is never behind it.
 */
export function accountBehind(entity: EntityRef, { type, actor }: Happened): EntityRef | undefined {
  if (entityKind(entity) === 'account') return entity
  if (actor === undefined || entityKind(actor) !== 'account' || isReport(type)) return undefined
  return actor
}

/** The account that answers for what was judged: an item by name, or what happened (`event:…`). */
export function answersFor(
  judged: Happened & { readonly item: string; readonly target: EntityRef | undefined },
): EntityRef | undefined {
  const { item, type, actor, target } = judged
  const about = item.startsWith('event:') ? (isReport(type) ? target : actor) : (item as EntityRef)
  return about === undefined ? undefined : accountBehind(about, judged)
}

/** Whether an event of the type is one account's word about another. */
export function isReport(type: string | undefined): boolean {
  return type !== undefined && /(^|\.)report$/.test(type)
}
