/** What a model may do alone, in rising order. */
export const AUTHORITIES = ['observe', 'rank', 'reversible', 'irreversible'] as const
export type Authority = (typeof AUTHORITIES)[number]

/** Below 0: `a` is less than `b`. */
export function compareAuthority(a: Authority, b: Authority): number {
  return AUTHORITIES.indexOf(a) - AUTHORITIES.indexOf(b)
}

export function leastAuthority(...given: readonly [Authority, ...Authority[]]): Authority {
  return given.reduce((least, one) => (compareAuthority(one, least) < 0 ? one : least))
}

export function mostAuthority(...given: readonly [Authority, ...Authority[]]): Authority {
  return given.reduce((most, one) => (compareAuthority(one, most) > 0 ? one : most))
}
