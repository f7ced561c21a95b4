/** A part of a path: our own ids and names of the pack. A dot stands only between letters, so that no part leads upwards. */
const PART = /[\w-]+(?:[.@:][\w-]+)*/
/** Filters of a page, as they stand in its address. */
const SEARCH = /(?:\?(?:[\w.@=&-]|%[0-9A-Fa-f]{2})*)?/
/** Where a sign-in may lead back to: paths of the console, and nothing that leaves this place. */
const LOCAL = new RegExp(`^/(?:docs|sign-in|console(?:/${PART.source}){0,6}${SEARCH.source})?$`)
const LONGEST = 500

/** The path as it may be led back to; `/sign-in` for anything else. */
export function returnPath(path: string | undefined): string {
  return path !== undefined && path.length <= LONGEST && LOCAL.test(path) ? path : '/sign-in'
}
