/** An id of ours as people tell it from others: its kind and first eight digits. */
export function shortId(id: string): string {
  return id.slice(0, id.indexOf('-') + 9)
}
