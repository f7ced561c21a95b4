import type { Verdict } from '../../core/verdict.ts'
import type { Finding } from './finding.ts'
import { findingList } from './finding-list.ts'
import { CHECKS } from './integrity/checks.ts'
import { countEdges } from './integrity/count-edges.ts'
import { poseItem } from './integrity/pose-item.ts'
import type { Item } from './item.ts'
import { type ReadParts, readItem } from './read-item.ts'
import type { SlotProfile } from './slot-profile.ts'

/** What an item's file alone says of it; its looks are judged elsewhere. */
export interface ItemDecision {
  /** block: a finding of severity error; hold: a warning, or nobody could look; allow: at most notes. */
  readonly verdict: Extract<Verdict, 'allow' | 'hold' | 'block'>
  readonly findings: readonly Finding[]
  /** Figures for rules and reports. */
  readonly figures: {
    readonly triangles: number
    readonly meshes: number
    readonly materials: number
    readonly textures: number
    readonly bones: number
    readonly animations: number
  }
}

/** Reads an item and holds it against its slot. Never throws for content: what is wrong with it are findings. */
export function decideItem(bytes: Uint8Array, profile: SlotProfile, parts: ReadParts): ItemDecision {
  return decideRead(readItem(bytes, parts), profile)
}

/** Holds an item that was read against its slot; `more` are findings of those who looked at it otherwise. */
export function decideRead(item: Item, profile: SlotProfile, more: readonly Finding[] = []): ItemDecision {
  const found = findingList()
  for (const finding of [...item.findings, ...more]) found.add(finding)
  // What was read only in part would have findings that the whole has not.
  if (item.whole) {
    const checked = { item, profile, posed: poseItem(item), edges: item.meshes.map(countEdges) }
    for (const check of CHECKS) for (const finding of check(checked)) found.add(finding)
  }
  const findings = found.all()
  return { verdict: verdictOf(findings), findings, figures: figuresOf(item) }
}

function verdictOf(findings: readonly Finding[]): ItemDecision['verdict'] {
  if (findings.some(({ severity }) => severity === 'error')) return 'block'
  return findings.some(({ severity }) => severity === 'warning') ? 'hold' : 'allow'
}

function figuresOf({ meshes, materials, textures, skins, animations }: Item): ItemDecision['figures'] {
  const primitives = meshes.flatMap((mesh) => mesh.primitives)
  return {
    triangles: primitives.reduce((sum, { triangles }) => sum + triangles.length / 3, 0),
    meshes: meshes.length,
    materials: materials.length,
    textures: textures.length,
    bones: new Set(skins.flatMap(({ joints }) => joints)).size,
    animations,
  }
}
