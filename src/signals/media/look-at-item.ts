import type { Finding } from '../model3d/finding.ts'
import { judgeLooks } from '../model3d/judge-looks.ts'
import { validateItem } from '../model3d/khronos/validate-item.ts'
import { looksOfItem } from '../model3d/looks-of-item.ts'
import type { Shot } from '../model3d/render/shot.ts'
import type { SlotProfile } from '../model3d/slot-profile.ts'
import { itemShape } from './copies/item-shape.ts'
import type { ItemFacts } from './item-facts.ts'
import { cutShort, type LookSteps, type Seen } from './look-steps.ts'
import type { PictureAsked, PictureMeasurer } from './measure-pictures.ts'

/** Pictures beyond the views and textures that are scored: what is hidden, and pieces of textures. */
const MOST_MORE = 16
/** A mesh of which fewer pixels are seen in all views together is hidden. */
const HIDDEN_PIXELS = 200
/** Views in which writing is read; those between show it aslant. */
const READ_VIEWS = new Set(['front', 'back', 'left', 'right'])

/** Everything that an item shows, and how it stands to the slots that are asked. */
export async function lookAtItem(
  bytes: Uint8Array,
  profiles: readonly SlotProfile[],
  { clock, decoders, budgetMs }: LookSteps,
  measurer: PictureMeasurer,
): Promise<Seen & { readonly item: ItemFacts }> {
  const until = clock() + budgetMs
  const looks = await looksOfItem(bytes, { clock, decoders, wear: wearOf(profiles) })
  const findings: Finding[] = [...looks.findings, ...(await validateItem(bytes, looks.item, looks.json))]
  const asks = whatToAsk()
  const shots = looks.shots()
  let whole = looks.whole
  for (let next = shots.next(); ; next = shots.next()) {
    if (next.done) {
      const { shots: left, triangles, far } = next.value
      // Pieces of textures that are left out were seen with the whole texture.
      if (left + triangles + far > 0) {
        whole = false
        findings.push({
          ...{ code: 'not-all-shown', severity: 'warning', at: 'file' },
          says: `${left} pictures, ${triangles} triangles and ${far} far parts were left out.`,
        })
      }
      break
    }
    if (clock() > until) {
      whole = false
      findings.push(cutShort(budgetMs))
      break
    }
    const { name, picture, complete } = next.value
    if (!complete) whole = false
    await measurer.add(name, picture, asks(next.value))
  }

  const judged = profiles.map((profile) => [profile.id, judgeLooks(looks, profile, findings)] as const)
  return {
    format: looks.item.format,
    findings,
    whole,
    item: {
      decisions: Object.fromEntries(judged.map(([id, { decision }]) => [id, decision])),
      exposure: Object.fromEntries(
        judged.filter(([, { exposure }]) => exposure.length > 0).map(([id, { exposure }]) => [id, exposure]),
      ),
      signature: looks.item.whole ? itemShape(looks.item) : undefined,
    },
  }
}

/** Where an item without bones is worn in its pictures: as the first slot that says it. */
export function wearOf(profiles: readonly SlotProfile[]): SlotProfile['wear'] {
  return profiles.find(({ wear }) => wear !== undefined)?.wear
}

/** What is dear about a picture: all views, textures and far parts are scored; then what no view shows, within a budget. */
function whatToAsk(): (shot: Shot) => PictureAsked {
  const pixels = new Map<number, number>()
  let more = 0
  const within = (is: boolean): boolean => is && more++ < MOST_MORE
  return ({ of, meshAt }) => {
    switch (of.kind) {
      case 'view':
        for (const owner of meshAt ?? [])
          if (owner > 0) pixels.set(owner - 1, (pixels.get(owner - 1) ?? 0) + 1)
        return { score: true, read: of.morph === 'rest' && READ_VIEWS.has(of.view) }
      case 'texture':
        return { score: true, read: of.alpha === 'ignored' }
      case 'far':
        return { score: true, read: READ_VIEWS.has(of.view) }
      case 'mesh': {
        const isHidden = (pixels.get(of.mesh) ?? 0) < HIDDEN_PIXELS && of.sides === 'both'
        const telling = within(isHidden && (of.view === 'front' || of.view === 'back'))
        return { score: telling, read: telling }
      }
      case 'morph':
        return { score: within(true), read: false }
      case 'island':
        return { score: within(true), read: false }
      case 'worn':
        return { score: false, read: false }
    }
  }
}
