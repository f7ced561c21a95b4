import type { Shape } from './shape.ts'

/** The same surface larger or smaller. */
export function scaled(shape: Shape, times: number): Shape {
  return { ...shape, positions: shape.positions.map((value) => value * times) }
}

/** The same surface of four times as many triangles, in another order: each edge is halved. */
export function remeshed({ positions, normals, uvs, triangles }: Shape): Shape {
  const out = { positions: [...positions], normals: [...normals], uvs: [...uvs], triangles: [] as number[] }
  const halves = new Map<number, number>()
  const vertices = positions.length / 3
  const half = (a: number, b: number): number => {
    const key = Math.min(a, b) * vertices + Math.max(a, b)
    const known = halves.get(key)
    if (known !== undefined) return known
    const made = out.positions.length / 3
    for (const k of [0, 1, 2]) out.positions.push((positions[a * 3 + k]! + positions[b * 3 + k]!) / 2)
    const between = [0, 1, 2].map((k) => normals[a * 3 + k]! + normals[b * 3 + k]!)
    const length = Math.hypot(...between) || 1
    for (const value of between) out.normals.push(value / length)
    for (const k of [0, 1]) out.uvs.push((uvs[a * 2 + k]! + uvs[b * 2 + k]!) / 2)
    halves.set(key, made)
    return made
  }
  for (let i = triangles.length - 3; i >= 0; i -= 3) {
    const [a, b, c] = [triangles[i]!, triangles[i + 1]!, triangles[i + 2]!]
    const [ab, bc, ca] = [half(a, b), half(b, c), half(c, a)]
    out.triangles.push(a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca)
  }
  return out
}
