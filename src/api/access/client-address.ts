import ipaddr from 'ipaddr.js'

/** Under which name tries from an address are counted: one IPv4 address, or the 64 bits that an IPv6 subscriber has. */
export function clientAddress(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown'
  const address = ipaddr.process(ip)
  if (address.kind() === 'ipv4') return address.toString()
  return `${(address as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}
