import type { MediaReply } from '../../api/contract/media.ts'
import { slotsNamed } from '../../core/slots-named.ts'

type Facts = NonNullable<MediaReply['facts']>

/** What is known of how an item is held against slots. */
type Held = Pick<Facts, 'slots' | 'used'>

/**
 * The slots that are shown before anybody chooses: those that the decision used, those that the event says, the only one.
 * Undefined: somebody has to choose.
 */
export function slotsShown(
  { slots, used }: Held,
  data: Readonly<Record<string, unknown>> = {},
): readonly string[] | undefined {
  if (used !== null) return used
  if (slots.length < 2) return slots.map(({ slot }) => slot)
  return slotsNamed(
    slots.map(({ slot, of }) => ({ id: slot, of })),
    data,
  )
}

/** Facts with what these slots mind, and what is so whatever the slot. */
export function factsForSlots<
  F extends Pick<Facts, 'slots' | 'exposure'> & {
    readonly pictures: readonly Pick<Facts['pictures'][number], 'marks'>[]
  },
>(facts: F, slots: readonly string[]): F {
  const chosen = new Set(slots)
  return {
    ...facts,
    slots: facts.slots.filter(({ slot }) => chosen.has(slot)),
    exposure: facts.exposure.filter(({ slot }) => chosen.has(slot)),
    pictures: facts.pictures.map((picture) => ({
      ...picture,
      marks: picture.marks.filter(
        (mark) => mark.slots.length === 0 || mark.slots.some((slot) => chosen.has(slot)),
      ),
    })),
  }
}
