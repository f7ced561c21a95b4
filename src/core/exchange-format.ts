/** The forms in which banks of hashes go from platform to platform. */
export const EXCHANGE_FORMATS = ['signals', 'threatexchange', 'ncmec', 'stopncii', 'vpdq'] as const
export type ExchangeFormat = (typeof EXCHANGE_FORMATS)[number]
