import type { ItemDecision } from './decide-item.ts'

/** The decision on an item that could not be looked at: it waits for a person and is never allowed. */
export function heldItem(code: 'reader-died' | 'reader-too-slow', says: string): ItemDecision {
  return {
    verdict: 'hold',
    findings: [{ code, severity: 'warning', at: 'file', says }],
    figures: { triangles: 0, meshes: 0, materials: 0, textures: 0, bones: 0, animations: 0 },
  }
}
