/** What an account is played from. */
export interface Means {
  /** As a platform knows a device again. */
  readonly device: string
  /** Of the ranges for documentation: RFC 3849. */
  readonly address: string
}

/** A device and an address that follow from a name: no chance is drawn, so that worlds stay as they were. */
export function meansOf(name: string, of: Partial<Record<keyof Means, string>> = {}): Means {
  const device = hash32(`device ${of.device ?? name}`)
  const address = hash32(`address ${of.address ?? name}`)
  return {
    device: `dev-${hex(device)}`,
    address: `2001:db8:${hex(address).slice(0, 4)}:${hex(address).slice(4)}::1`,
  }
}

/** The means of the `index`th of a ring of accounts in few hands: some share a device, more share an address. */
export function ringMeans(ring: string, index: number): Means {
  return meansOf('', { device: `${ring} ${index % 4}`, address: `${ring} ${index % 2}` })
}

function hex(number: number): string {
  return number.toString(16).padStart(8, '0')
}

/** FNV-1a. */
function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash
}
