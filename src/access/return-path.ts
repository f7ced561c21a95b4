/** Where a sign-in may lead back to: paths of the console, and nothing that leaves this place. */
const LOCAL = /^\/(?:docs|sign-in|console(?:\/[\w-]+)*)?$/

/** The path as it may be redirected to; `/sign-in` for anything else. */
export function returnPath(path: string | undefined): string {
  return path !== undefined && LOCAL.test(path) ? path : '/sign-in'
}
