/** Standard Webhooks asks for bodies of 20 kB at most. */
const MOST_BYTES = 20_000
const LONGEST_VALUE = 500

/**
 * The body of a message: `{type, timestamp, data}`. Data that is too large is cut down to its short top-level values, with
 * `shortened: true`: whoever gets it reads the rest by API.
 */
export function messageBody(type: string, atMs: number, data: unknown): string {
  const timestamp = new Date(atMs).toISOString()
  const whole = JSON.stringify({ type, timestamp, data })
  if (Buffer.byteLength(whole) <= MOST_BYTES) return whole
  const kept: Record<string, unknown> = {}
  let room = MOST_BYTES - 500
  for (const [key, value] of Object.entries(data ?? {})) {
    const text = JSON.stringify(value) ?? ''
    const bytes = Buffer.byteLength(text) + Buffer.byteLength(key) + 4
    if (text.length > LONGEST_VALUE || bytes > room) continue
    kept[key] = value
    room -= bytes
  }
  return JSON.stringify({ type, timestamp, data: { ...kept, shortened: true } })
}
