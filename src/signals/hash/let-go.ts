/**
 * Lets the collector know of memory that is not used any more. What threads share does not count for it, so that an
 * idle process would hold it for good: an empty buffer of the same size counts, and takes no memory that is never
 * written to.
 */
export function letGo(unused: readonly { readonly bytes: number }[]): void {
  const bytes = unused.reduce((sum, one) => sum + one.bytes, 0)
  try {
    new ArrayBuffer(bytes)
  } catch {
    // There is no such room: the collector has just been called for it.
  }
}
