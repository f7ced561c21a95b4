import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Addresses that are public by their range, and answer only to what runs in a cloud. */
const METADATA: ReadonlySet<string> = new Set(['168.63.129.16'])

/**
 * Whether an address lies on the open internet: none that is private, shared, local, reserved, multicast or a tunnel to such.
 * Sources: IANA special-purpose registries (RFC 6890), of which ipaddr.js holds the ranges.
 */
export function isPublicAddress(address: string): boolean {
  // Zones name an interface of this machine.
  if (address.includes('%') || isIP(address) === 0) return false
  const parsed = ipaddr.parse(address)
  if (parsed instanceof ipaddr.IPv4) return isPublicV4(parsed)
  const v6 = parsed as ipaddr.IPv6
  const [first, second, , , , , high, low] = v6.parts as [number, number, ...number[]]
  // Names of the IPv4 internet as a resolver with DNS64 gives them (RFC 6052): the well-known prefix only.
  if (first === 0x64 && second === 0xff9b && v6.parts.slice(2, 6).every((part) => part === 0))
    return isPublicV4(new ipaddr.IPv4([high! >> 8, high! & 255, low! >> 8, low! & 255]))
  if (v6.isIPv4MappedAddress()) return isPublicV4(v6.toIPv4Address())
  // Global unicast is 2000::/3; what lies outside is not handed out.
  return v6.range() === 'unicast' && first >> 13 === 1
}

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && !METADATA.has(address.toString())
}
