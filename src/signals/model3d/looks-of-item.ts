import { isWholeBody } from './body/is-whole-body.ts'
import type { WearSlot } from './body/place-in-slot.ts'
import { type Worn, wearItem } from './body/wear-item.ts'
import { wornBatches, wornDirections } from './body/worn-views.ts'
import { type DecodeKtx2, decodeTextures, TEXTURE_LIMITS, type TextureLimits } from './decode-textures.ts'
import type { Finding } from './finding.ts'
import { findingList } from './finding-list.ts'
import type { Item } from './item.ts'
import { facingOf, itemScene } from './item-scene.ts'
import { openKtx2 } from './ktx2/open-ktx2.ts'
import type { Json } from './read/fields.ts'
import { type ReadParts, readItemJson } from './read-item.ts'
import { buildMips, type MipTexture } from './render/build-mips.ts'
import { drawShot } from './render/draw-shot.ts'
import { once } from './render/once.ts'
import { renderItem } from './render/render-item.ts'
import type { LeftOut, RenderOptions } from './render/render-options.ts'
import type { Scene } from './render/scene.ts'
import type { Shot } from './render/shot.ts'

export interface LookParts extends ReadParts {
  readonly textures?: TextureLimits
  /** Of KTX2 textures; one of its own, loaded with the first of them, where none is given. */
  readonly ktx2?: DecodeKtx2
  /** Where an item without bones is worn; without it, only items with bones are shown on the mannequin. */
  readonly wear?: WearSlot | undefined
  readonly render?: RenderOptions
}

const KTX2 = openKtx2()

/** What an item looks like, and what its pictures told. */
export interface ItemLooks {
  readonly item: Item
  /** The file's JSON as it was parsed, nothing of it trusted; undefined where there is none. */
  readonly json: Json | undefined
  /** Of the reader and of its textures. */
  readonly findings: readonly Finding[]
  readonly scene: Scene
  readonly faces: '+z' | '-z'
  /** Whether all of the file was read and every texture decoded; else what is shown is not all there is. */
  readonly whole: boolean
  /** On the mannequin; undefined for a whole avatar, and for what has neither bones nor a slot. */
  readonly worn: Worn | undefined
  /** Its textures as they are drawn. */
  readonly mips: () => readonly MipTexture[]
  /** Its pictures, the most telling first, drawn as they are asked for. Each call begins anew. */
  shots(options?: RenderOptions): Generator<Shot, LeftOut>
  /** The one picture of this name. */
  shot(name: string, options?: RenderOptions): Shot | undefined
}

/**
 * Reads an item, decodes its textures and lays out its pictures. Never rejects for what the bytes hold: what is wrong with
 * them are findings. What could be read of a broken file is shown all the same.
 */
export async function looksOfItem(bytes: Uint8Array, parts: LookParts): Promise<ItemLooks> {
  const { item, json } = readItemJson(bytes, parts)
  const found = findingList()
  for (const finding of item.findings) found.add(finding)
  const textures = await decodeTextures(item, parts.textures ?? TEXTURE_LIMITS, parts.ktx2 ?? KTX2)
  for (const finding of textures.findings) found.add(finding)
  const scene = itemScene(item, textures.pictures)
  const faces = facingOf(item)
  const put = wearItem({ item, scene, faces }, parts.wear)
  const worn = put !== undefined && isWholeBody(put) ? undefined : put
  const mips = once(() => scene.textures.map(buildMips))
  const settings = (options: RenderOptions): RenderOptions => ({
    faces,
    mips,
    ...(worn && {
      worn: { batches: wornBatches(worn, scene.meshes.length), directions: wornDirections(worn) },
    }),
    ...parts.render,
    ...options,
  })
  return {
    ...{ item, json, findings: found.all(), scene, faces, whole: item.whole && textures.whole, worn, mips },
    shots: (options = {}) => renderItem(scene, settings(options)),
    shot: (name, options = {}) => drawShot(scene, name, settings(options)),
  }
}
