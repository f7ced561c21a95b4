/** Reads all pages of something, `read` giving those from a place on, until one is not full. */
export async function inPages<T>(
  read: (from: number, limit: number) => Promise<readonly T[]>,
  take: (page: readonly T[]) => void,
  limit = 5000,
): Promise<void> {
  for (let from = 0; ; from += limit) {
    const page = await read(from, limit)
    take(page)
    if (page.length < limit) return
  }
}
