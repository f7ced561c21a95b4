/** The order of arrival as a number: ms since 2020 and the counter within one, exact till 2089. */
export function orderOf(id: string): number {
  // Digit 12 is the version. By hand: a start reads a million of these.
  return (hex(id, 0, 12) - EPOCH_MS) * 4096 + hex(id, 13, 16)
}

function hex(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    value = value * 16 + (unit < 58 ? unit - 48 : unit - 87)
  }
  return value
}

/** The order of whatever happens at a time, counters aside. */
export function orderAt(ms: number): number {
  return (ms - EPOCH_MS) * 4096
}

const EPOCH_MS = Date.UTC(2020, 0, 1)
