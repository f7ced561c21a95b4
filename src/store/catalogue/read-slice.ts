import type { EntityRef } from '../../core/entity.ts'
import type { KeptItem } from '../../signals/media/copies/ports.ts'

/** A text for each column rather than a row for each item: much less to take apart. No name holds a line break. */
export const SLICE = `count(*)::int as count, string_agg(number::text, E'\\n') as numbers, max(number)::text as last,
  string_agg(item, E'\\n') as items, string_agg(media, E'\\n') as medias, string_agg(coalesce(maker, ''), E'\\n') as makers,
  string_agg(coalesce(world, ''), E'\\n') as worlds, string_agg(seen_ms::text, E'\\n') as seens,
  string_agg(length(marks)::text, E'\\n') as lengths, string_agg(marks, ''::bytea) as marks`

export interface SliceRow {
  readonly count: number
  readonly last: string
  readonly numbers: string
  readonly items: string
  readonly medias: string
  readonly makers: string
  readonly worlds: string
  readonly seens: string
  readonly lengths: string
  readonly marks: Buffer
}

export function itemsOf(row: SliceRow): KeptItem[] {
  if (row.count === 0) return []
  const items = row.items.split('\n')
  const medias = row.medias.split('\n')
  const makers = row.makers.split('\n')
  const worlds = row.worlds.split('\n')
  const seens = row.seens.split('\n')
  const lengths = row.lengths.split('\n')
  let at = 0
  return row.numbers.split('\n').map((number, i) => {
    const from = at
    at += Number(lengths[i])
    return {
      number: Number(number),
      item: items[i] as EntityRef,
      media: medias[i]!,
      maker: makers[i] === '' ? undefined : (makers[i] as EntityRef),
      world: worlds[i] === '' ? undefined : worlds[i],
      seenMs: Number(seens[i]),
      marks: row.marks.subarray(from, at),
    }
  })
}
