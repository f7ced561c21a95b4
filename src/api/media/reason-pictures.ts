import type { Decision, Reason } from '../../core/decision.ts'
import type { Event } from '../../core/event.ts'
import type { Ruleset } from '../../engine/ruleset.ts'
import { signalSlots } from '../../rules/evaluation-order.ts'
import { isMediaId } from '../../signals/media/media-host.ts'
import type { PictureMark, ReasonPicture } from '../contract/media.ts'
import { slotsOfReasons } from './slots-of-reasons.ts'

/** Pictures for one reason: the first say enough. */
const MOST = 8

/** The pictures that the signals of a reason's rule found something in, with what it was and where. */
export function reasonPictures(
  ruleset: Ruleset,
  event: Event,
  { media = {} }: Pick<Decision, 'media'>,
  { rule }: Pick<Reason, 'rule'>,
  marksIn: (media: string, picture: string, slots: ReadonlySet<string>) => readonly PictureMark[],
): ReasonPicture[] {
  const compiled = ruleset.eventTypes.get(event.type)
  const ir = compiled?.rules.find((one) => one.rule.id === rule)?.rule.irs.get(event.type)
  if (compiled === undefined || ir === undefined) return []
  const slots = new Set(slotsOfReasons(compiled, { media, reasons: [{ rule }] }))
  const pictures = new Map<string, ReasonPicture>()
  for (const slot of new Set(signalSlots(ir))) {
    const { signal } = compiled.signals[slot] ?? {}
    const id = signal && event.data[signal.of]
    if (signal === undefined || typeof id !== 'string' || !isMediaId(id)) continue
    for (const { picture: name, box, says } of media[signal.name]?.seen ?? []) {
      const key = `${id} ${name}`
      const known = pictures.get(key)
      // What is said of a picture as a whole is what is outlined in it.
      const marks = marksIn(id, name, slots)
      const own = box === undefined ? marks : [markOf(marks, box, says)]
      if (known === undefined && pictures.size === MOST) continue
      pictures.set(key, {
        ...{ media: id, name, url: urlOf(id, name, slots) },
        marks: [...new Set([...(known?.marks ?? []), ...own])],
      })
    }
  }
  return [...pictures.values()]
}

/** The mark at this place as the picture has it; what a signal says is a word of its own where there is none. */
function markOf(
  marks: readonly PictureMark[],
  box: readonly number[],
  says: string | undefined,
): PictureMark {
  const same = marks.find((mark) => mark.box.every((side, i) => side === box[i]))
  return (
    same ?? {
      box: [...box] as PictureMark['box'],
      why: 'finding',
      of: says ?? '',
      says: says ?? '',
      slots: [],
    }
  )
}

function urlOf(id: string, name: string, slots: ReadonlySet<string>): string {
  const path = `/v1/media/${encodeURIComponent(id)}/pictures/${encodeURIComponent(name)}`
  return slots.size === 0 ? path : `${path}?slots=${[...slots].map(encodeURIComponent).join(',')}`
}
