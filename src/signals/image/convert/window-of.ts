import { z } from 'zod'
import type { Layer } from './layers-model.ts'

const Pair = z.tuple([z.int().positive(), z.int().positive()])

const Window = z.object({
  kernel_size: Pair.optional(),
  pool_size: Pair.optional(),
  strides: Pair,
  padding: z.enum(['valid', 'same']),
  data_format: z.literal('channels_last'),
  dilation_rate: Pair.optional(),
})

/** How a layer slides over its picture. */
export interface Window {
  /** Rows, columns. */
  readonly size: readonly [number, number]
  readonly strides: readonly [number, number]
  readonly padding: 'valid' | 'same'
}

/** Reads it. Throws naming the layer when it slides in a way that is not converted. */
export function windowOf({ name, kind, config }: Layer): Window {
  const read = Window.safeParse(config)
  const size = read.data?.kernel_size ?? read.data?.pool_size
  if (!read.success || size === undefined || (read.data.dilation_rate ?? []).some((rate) => rate !== 1))
    throw new Error(`its layer ${name} (${kind}) slides over pictures in a way that is not converted`)
  return { size, strides: read.data.strides, padding: read.data.padding }
}
