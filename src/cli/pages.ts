/** Asks page after page, until there is no more or there are enough. */
export async function pages<T>(
  most: number,
  ask: (limit: number, from?: string) => Promise<{ items: readonly T[]; next: string | null }>,
): Promise<T[]> {
  const all: T[] = []
  for (let from: string | undefined; all.length < most; ) {
    const { items, next } = await ask(Math.min(1000, most - all.length), from)
    all.push(...items)
    if (next === null) break
    from = next
  }
  return all
}
