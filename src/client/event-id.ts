/** A random event id of 128 bits, so that an event sent again is known to be the same one. */
export function eventId(fill: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const bytes = new Uint8Array(16)
  fill(bytes)
  let id = 'c-'
  for (const byte of bytes) id += byte.toString(16).padStart(2, '0')
  return id
}
