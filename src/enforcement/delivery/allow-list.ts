import ipaddr from 'ipaddr.js'

/** Hosts that may be sent to although their addresses are private, each at one port or at any. */
export interface AllowList {
  /** Whether the host is allowed by its name, whatever address it has. */
  host(hostname: string, port: number): boolean
  /** Whether an address is allowed by itself, whatever name led to it. */
  address(address: string, port: number): boolean
}

export const NOTHING_ALLOWED: AllowList = { host: () => false, address: () => false }

/**
 * Reads `localhost:9000,10.1.2.3,[fd12::1]:80,hooks.internal`: names and addresses, with a port or without. Throws a sentence
 * with the way out when an entry is neither.
 */
export function readAllowList(text: string): AllowList {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(readEntry)
  const allows = (name: string, port: number) =>
    entries.some((entry) => entry.host === name && (entry.port === undefined || entry.port === port))
  return {
    host: (hostname, port) => allows(plainHost(hostname), port),
    address: (address, port) => allows(plainHost(address), port),
  }
}

function readEntry(entry: string): { host: string; port: number | undefined } {
  // An IPv6 address without brackets has more colons than one.
  const bare = entry.split(':').length > 2 && !entry.startsWith('[') ? `[${entry}]` : entry
  const port = /:(\d{1,5})$/.exec(bare.replace(/^\[.*\]/, ''))?.[1]
  const url = `http://${bare}/`
  const fits = /^(\[[^\]]+\]|[^\s/:@?#[\]]+)(:\d{1,5})?$/.test(bare) && URL.canParse(url)
  if (!fits)
    throw new Error(
      `"${entry}" is neither a host nor an address; write names and addresses, each with a port or without, as localhost:9000,10.1.2.3`,
    )
  return { host: plainHost(new URL(url).hostname), port: port === undefined ? undefined : Number(port) }
}

/** One spelling for a host: no brackets, no dot at the end, addresses in their shortest form. */
export function plainHost(hostname: string): string {
  const name = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
  return ipaddr.isValid(name) && (name.includes(':') || ipaddr.IPv4.isValidFourPartDecimal(name))
    ? ipaddr.process(name).toString()
    : name
}
