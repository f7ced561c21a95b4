import type { Finding } from '../finding.ts'
import type { Check } from './check.ts'

const MIB = 1 << 20
/** A texture with all its mip maps. */
const MIPS = 4 / 3

/** Textures that take more memory, or have more pixels a side, than the slot may have. */
export const textureMemory: Check = ({ item: { textures }, profile }) => {
  const { textureMb, textureSide, bytesPerPixel = 4 } = profile
  const findings: Finding[] = []
  const pixels = textures.reduce((sum, { width, height }) => sum + width * height, 0)
  const taken = (pixels * bytesPerPixel * MIPS) / MIB
  if (textureMb !== undefined && taken > textureMb) {
    const says = `The textures take ${taken.toFixed(1)} MiB in memory; the slot allows ${textureMb}.`
    findings.push({ code: 'texture-memory', severity: 'error', at: '/images', says })
  }
  for (const { at, width, height } of textures) {
    if (textureSide === undefined || Math.max(width, height) <= textureSide) continue
    const says = `The texture has ${width} × ${height} pixels; the slot allows ${textureSide} a side.`
    findings.push({ code: 'texture-side', severity: 'error', at, says })
  }
  return findings
}
