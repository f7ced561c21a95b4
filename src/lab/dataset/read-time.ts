/** Years that a number may mean, so that ids are not taken for times. */
const EARLIEST_S = Date.UTC(1990, 0) / 1000
const LATEST_S = Date.UTC(2100, 0) / 1000
const PLAIN = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/
const ZONED = /(?:Z|GMT|UTC|[+-]\d{2}:?\d{2})\)?$/i

/**
 * A time as data sets write it, in ms since the epoch: ISO 8601, the same with a space, RFC 2822, or a number of seconds
 * or ms. Without a zone it is UTC, so that it is the same wherever it is read. Undefined: it is no time.
 */
export function readTime(text: string): number | undefined {
  const said = text.trim()
  if (/^\d+(?:\.\d+)?$/.test(said)) {
    const number = Number(said)
    const seconds = number > LATEST_S ? number / 1000 : number
    return seconds >= EARLIEST_S && seconds < LATEST_S ? Math.round(seconds * 1000) : undefined
  }
  if (PLAIN.test(said)) {
    const [day, hour = '00:00'] = said.split(/[T ]/)
    return known(Date.parse(`${day}T${hour}Z`))
  }
  return ZONED.test(said) ? known(Date.parse(said)) : undefined
}

function known(ms: number): number | undefined {
  return Number.isNaN(ms) || ms / 1000 < EARLIEST_S || ms / 1000 >= LATEST_S ? undefined : ms
}
