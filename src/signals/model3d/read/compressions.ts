/** Extensions that compress a view of a buffer: one format under two names. */
export const COMPRESSIONS = ['EXT_meshopt_compression', 'KHR_meshopt_compression'] as const
