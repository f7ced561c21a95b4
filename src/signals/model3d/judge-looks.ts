import type { RegionExposure } from '../media/item-facts.ts'
import { exposureOf, overbare } from './body/exposure-of.ts'
import { measureCover } from './body/measure-cover.ts'
import { wearItem } from './body/wear-item.ts'
import { wornBatches, wornDirections } from './body/worn-views.ts'
import { decideRead, type ItemDecision } from './decide-item.ts'
import type { Finding } from './finding.ts'
import type { ItemLooks } from './looks-of-item.ts'
import type { Batch } from './render/pose-scene.ts'
import { shootPosed } from './render/shoot-posed.ts'
import type { Shot } from './render/shot.ts'
import { shotName } from './render/shot-name.ts'
import type { SlotProfile } from './slot-profile.ts'

/** An item held against a slot: by its file, its textures, and what it leaves bare. */
export interface LooksJudged {
  readonly decision: ItemDecision
  /** For the regions of the slot's mask; empty without one. */
  readonly exposure: readonly RegionExposure[]
  /** The picture of a region's view (`worn.front`) with what is bare in red; undefined for another name. */
  marked(name: string, size?: number): Shot | undefined
}

/** Holds what was looked at against a slot; `more` are findings of those who looked at it otherwise. Never throws for content. */
export function judgeLooks(
  looks: ItemLooks,
  profile: SlotProfile,
  more: readonly Finding[] = [],
): LooksJudged {
  const bare = judgeBare(looks, profile)
  const findings = [...looks.findings, ...bare.findings, ...more]
  return { decision: decideRead(looks.item, profile, findings), exposure: bare.exposure, marked: bare.marked }
}

type Bare = Pick<LooksJudged, 'exposure' | 'marked'> & { readonly findings: readonly Finding[] }

function judgeBare({ item, scene, faces, whole, mips }: ItemLooks, { mask, wear }: SlotProfile): Bare {
  const none = { exposure: [], marked: () => undefined }
  if (mask === undefined || !item.whole) return { ...none, findings: [] }
  const worn = wearItem({ item, scene, faces }, wear)
  const unknown = (says: string): Bare => ({
    ...none,
    findings: [{ code: 'cover-unknown', severity: 'warning', at: 'body', says }],
  })
  if (worn === undefined)
    return unknown('The item has no bones and its slot has no place: what it covers is not known.')
  const skins = new Set(scene.materials.filter((_, i) => item.materials[i]!.skin))
  const cover = measureCover(worn, mips(), (material: Batch['material']) => skins.has(material))
  if (cover === undefined) return unknown('The item has too many triangles for its cover to be measured.')
  if (cover.painted)
    return unknown('The body and what it wears are one surface: only its pictures tell what is bare.')
  const exposure = exposureOf(worn, cover, mask)
  const tooBare = exposure.filter((region) => region.bare > region.most)
  const findings = tooBare.map(({ region, bare, most }): Finding => {
    const says = `${percent(bare)} of this part of the body is bare; the slot allows ${percent(most)}.`
    return { code: 'too-bare', severity: 'warning', at: `body/${region}`, says }
  })
  return {
    ...{ exposure, findings: whole ? findings : [...findings, ...unknown(UNSEEN).findings] },
    marked(name, size = 512) {
      const direction = wornDirections(worn).find(
        (each) => shotName({ kind: 'worn', view: each.name }) === name,
      )
      if (direction === undefined) return undefined
      const batches = wornBatches(worn, scene.meshes.length, overbare(worn, cover, exposure))
      const drawn = shootPosed(mips, { size, samples: 1, maxOverdraw: 64 })(batches, direction, 'material')
      return drawn && { of: { kind: 'worn', view: direction.name }, name, ...drawn }
    },
  }
}

const UNSEEN = 'A texture could not be decoded: what shows through it is not known.'

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
