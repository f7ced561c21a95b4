import type { Output } from './output.ts'

/** One line at the bottom of a terminal that is written over; nothing at all where there is no terminal. */
export interface StatusLine {
  show(text: string): void
  clear(): void
}

export function statusLine(output: Output): StatusLine {
  let shown = false
  const write = (text: string) => void output.write(text).catch(() => {})
  return {
    show(text) {
      if (!output.isTTY) return
      shown = true
      // A line that wraps could not be written over.
      write(`\r\x1b[K${text.slice(0, output.columns - 1)}`)
    },
    clear() {
      if (shown) write('\r\x1b[K')
      shown = false
    },
  }
}
