/** The order of arrival as a number: ms since 2020 and the counter within one, exact till 2089. */
export function orderOf(id: string): number {
  return (Number.parseInt(id.slice(0, 12), 16) - EPOCH_MS) * 4096 + Number.parseInt(id.slice(13, 16), 16)
}

/** The order of whatever happens at a time, counters aside. */
export function orderAt(ms: number): number {
  return (ms - EPOCH_MS) * 4096
}

const EPOCH_MS = Date.UTC(2020, 0, 1)
