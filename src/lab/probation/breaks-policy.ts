/**
 * Whether what a reviewer found is what a task is about: a violation of one of its policies or families. A task that
 * names none is about any.
 */
export function breaksPolicy(found: readonly string[], policies: readonly string[]): boolean {
  if (policies.length === 0) return true
  return found.some((one) => {
    const id = one.split('@', 1)[0]!
    return policies.some((policy) => id === policy || id.startsWith(`${policy}.`))
  })
}
