/** What a model may do alone, in rising order. */
export const AUTHORITIES = ['observe', 'rank', 'reversible', 'irreversible'] as const
export type Authority = (typeof AUTHORITIES)[number]
