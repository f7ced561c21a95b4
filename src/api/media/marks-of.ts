import type { MediaFacts } from '../../signals/media/media-facts.ts'
import type { BankMatch } from '../../signals/media/media-host.ts'
import type { PictureMark } from '../contract/media.ts'

const WHOLE = [0, 0, 1, 1] as const

/**
 * What is to be outlined in a picture of a file: what was read, what is bare, what is known, and what is wrong with it. With
 * `slots`, what only other slot profiles mind is left out.
 */
export function marksOf(
  facts: MediaFacts,
  matches: readonly BankMatch[],
  name: string,
  slots?: ReadonlySet<string>,
): PictureMark[] {
  const texts = facts.pictures.find((picture) => picture.name === name)?.texts ?? []
  const marks = [
    ...texts.map(({ box, by }): PictureMark => {
      const [why, says] = by === 'code' ? (['code', 'a code'] as const) : (['text', 'writing'] as const)
      return { box: [...box], why, of: '', says, slots: [] }
    }),
    ...bareIn(facts, name),
    ...matches
      .filter(
        ({ picture, video }) => picture === name || video?.frames.some((frame) => frame.picture === name),
      )
      .map(
        ({ bank }): PictureMark => ({
          ...{ box: [...WHOLE], why: 'bank', of: bank, says: `known, in ${bank}`, slots: [] },
        }),
      ),
    ...findingsAbout(facts, name),
  ]
  if (slots === undefined) return marks
  return marks.filter((mark) => mark.slots.length === 0 || mark.slots.some((slot) => slots.has(slot)))
}

/** Regions that a slot minds in this picture; where several mind the same, once. */
function bareIn({ item }: MediaFacts, name: string): PictureMark[] {
  const marks = new Map<string, PictureMark>()
  for (const [slot, regions] of Object.entries(item?.exposure ?? {}))
    for (const { view, box, region, bare, most } of regions) {
      if (view !== name || bare <= most) continue
      const says = `${region}: ${percent(bare)} bare, at most ${percent(most)}`
      const key = `${says} ${box.join()}`
      const known = marks.get(key)
      if (known === undefined)
        marks.set(key, { box: [...box], why: 'exposure', of: region, says, slots: [slot] })
      else known.slots.push(slot)
    }
  return [...marks.values()]
}

/** Findings at the mesh or texture that a picture shows, with the slots that have them where not all do. */
function findingsAbout({ findings, item }: MediaFacts, name: string): PictureMark[] {
  const [kind, number] = name.split('.')
  if (kind !== 'mesh' && kind !== 'texture') return []
  const place = new RegExp(`^/${kind === 'mesh' ? 'meshes' : '(?:textures|images)'}/${number}(?:/|$)`)
  const codesIn = (found: MediaFacts['findings']) =>
    new Set(found.filter(({ severity, at }) => severity !== 'note' && place.test(at)).map(({ code }) => code))
  const whatever = codesIn(findings)
  const bySlot = Object.entries(item?.decisions ?? {}).map(
    ([slot, decision]) => [slot, codesIn(decision.findings)] as const,
  )
  const all = new Set([...whatever, ...bySlot.flatMap(([, codes]) => [...codes])])
  return [...all].map((code): PictureMark => {
    const slots = bySlot.filter(([, codes]) => codes.has(code)).map(([slot]) => slot)
    const isWhatever = whatever.has(code) || slots.length === bySlot.length
    return {
      ...{ box: [...WHOLE], why: 'finding', of: code, says: code },
      slots: isWhatever ? [] : slots,
    }
  })
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
