import { MeshoptSimplifier } from 'meshoptimizer'
import { joined, type Mesh, mapped } from './mesh.ts'

/** What a thief does to a mesh; `random` gives numbers 0 to 1. More than one mesh: it was split. */
export type Change = (mesh: Mesh, random: () => number) => readonly Mesh[]

/** Changes that keep the design. */
export const CHANGES: Readonly<Record<string, Change>> = {
  'turned 5°': (mesh, random) => [turnedAbout(mesh, random, (5 * Math.PI) / 180)],
  'turned any way': (mesh, random) => [turnedAbout(mesh, random, 2 * Math.PI * random())],
  scaled: (mesh, random) => {
    const by = 10 ** (4 * random() - 2)
    return [mapped(mesh, ([x, y, z]) => [by * x + 3, by * y - 1, by * z + 7])]
  },
  mirrored: (mesh) => [reversed(mapped(mesh, ([x, y, z]) => [-x, y, z]))],
  'other order': (mesh, random) => [shuffled(mesh, random)],
  'other precision (11 bits)': (mesh) => [quantised(mesh, 11)],
  'corners not shared': (mesh) => [soup(mesh)],
  'split in several': (mesh, random) => split(mesh, random),
  subdivided: (mesh) => [subdivided(mesh)],
  'other diagonals': (mesh, random) => [otherDiagonals(mesh, random)],
  'simplified to 50 %': (mesh) => [simplified(mesh, 0.5)],
  'simplified to 25 %': (mesh) => [simplified(mesh, 0.25, 0.0025)],
  'subdivided, then simplified to 30 %': (mesh) => [simplified(subdivided(subdivided(mesh)), 0.3)],
  'every corner moved by up to 0.2 %': (mesh, random) => [jittered(mesh, random, 0.002)],
  'inner side drawn too': (mesh) => [joined([mesh, reversed(mesh)])],
  'turned, scaled, mirrored, 50 %, split': (mesh, random) => {
    const [one] = CHANGES['turned any way']!(
      reversed(mapped(mesh, ([x, y, z]) => [3 * x, 3 * y, -3 * z])),
      random,
    )
    return split(simplified(one!, 0.5), random)
  },
}

export async function readyToSimplify(): Promise<void> {
  await MeshoptSimplifier.ready
}

function turnedAbout(mesh: Mesh, random: () => number, angle: number): Mesh {
  const [u, v] = [2 * random() - 1, 2 * Math.PI * random()]
  const flat = Math.sqrt(1 - u * u)
  const [x, y, z] = [flat * Math.cos(v), flat * Math.sin(v), u]
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  return mapped(mesh, ([a, b, d]) => {
    const along = (a * x + b * y + d * z) * (1 - c)
    return [
      a * c + (y * d - z * b) * s + x * along,
      b * c + (z * a - x * d) * s + y * along,
      d * c + (x * b - y * a) * s + z * along,
    ]
  })
}

function reversed({ positions, triangles }: Mesh): Mesh {
  return {
    positions,
    triangles: triangles.map((_, i) => triangles[i % 3 === 0 ? i : i % 3 === 1 ? i + 1 : i - 1]!),
  }
}

function orderOf(count: number, random: () => number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
  return order
}

function shuffled({ positions, triangles }: Mesh, random: () => number): Mesh {
  const to = orderOf(positions.length / 3, random)
  const out = new Float64Array(positions.length)
  for (const [v, place] of to.entries()) out.set(positions.subarray(3 * v, 3 * v + 3), 3 * place)
  const order = orderOf(triangles.length / 3, random)
  const indices = new Uint32Array(triangles.length)
  order.forEach((from, at) => {
    const turn = Math.floor(random() * 3)
    for (let k = 0; k < 3; k++) indices[3 * at + k] = to[triangles[3 * from + ((k + turn) % 3)]!]!
  })
  return { positions: out, triangles: indices }
}

function sizeOf({ positions }: Mesh): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of positions) {
    if (value < least) least = value
    if (value > most) most = value
  }
  return most - least
}

function quantised(mesh: Mesh, bits: number): Mesh {
  const step = sizeOf(mesh) / (2 ** bits - 1)
  const round = (value: number): number => Math.round(value / step) * step
  return mapped(mesh, ([x, y, z]) => [round(x), round(y), round(z)])
}

function soup({ positions, triangles }: Mesh): Mesh {
  const out = new Float64Array(triangles.length * 3)
  for (const [i, v] of triangles.entries()) out.set(positions.subarray(3 * v, 3 * v + 3), 3 * i)
  return { positions: out, triangles: Uint32Array.from({ length: triangles.length }, (_, i) => i) }
}

function split({ positions, triangles }: Mesh, random: () => number): Mesh[] {
  const parts: number[][] = [[], [], []]
  for (let at = 0; at < triangles.length; at += 3)
    parts[Math.floor(random() * 3)]!.push(...triangles.subarray(at, at + 3))
  return parts.map((part) => ({ positions, triangles: Uint32Array.from(part) }))
}

function subdivided({ positions, triangles }: Mesh): Mesh {
  const out: number[] = [...positions]
  const known = new Map<number, number>()
  const middle = (a: number, b: number): number => {
    const key = Math.min(a, b) * 4_000_000 + Math.max(a, b)
    const found = known.get(key)
    if (found !== undefined) return found
    for (let k = 0; k < 3; k++) out.push((positions[3 * a + k]! + positions[3 * b + k]!) / 2)
    known.set(key, out.length / 3 - 1)
    return out.length / 3 - 1
  }
  const indices: number[] = []
  for (let at = 0; at < triangles.length; at += 3) {
    const [a, b, c] = [triangles[at]!, triangles[at + 1]!, triangles[at + 2]!]
    const [ab, bc, ca] = [middle(a, b), middle(b, c), middle(c, a)]
    indices.push(a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca)
  }
  return { positions: Float64Array.from(out), triangles: Uint32Array.from(indices) }
}

/** Two triangles that share their second and third corner are cut along the other diagonal, one pair in two. */
function otherDiagonals({ positions, triangles }: Mesh, random: () => number): Mesh {
  const out = triangles.slice()
  const edges = new Map<string, number>()
  const done = new Set<number>()
  for (let at = 0; at < triangles.length; at += 3)
    for (let k = 0; k < 3; k++) {
      const [a, b] = [triangles[at + k]!, triangles[at + ((k + 1) % 3)]!]
      const other = edges.get(`${b} ${a}`)
      edges.set(`${a} ${b}`, at + k)
      if (other === undefined || random() < 0.5) continue
      const [mine, its] = [at, other - (other % 3)]
      if (done.has(mine) || done.has(its)) continue
      const [p, q] = [triangles[at + ((k + 2) % 3)]!, triangles[its + ((other - its + 2) % 3)]!]
      if (!flat(positions, a, b, p, q)) continue
      done.add(mine).add(its)
      out.set([a, q, p], mine)
      out.set([q, b, p], its)
    }
  return { positions, triangles: out }
}

/** Whether four points lie about in a plane, so that either diagonal gives the same surface. */
function flat(c: Float64Array, a: number, b: number, p: number, q: number): boolean {
  const d = (to: number): number[] => [0, 1, 2].map((k) => c[3 * to + k]! - c[3 * a + k]!)
  const [u, v, w] = [d(b), d(p), d(q)] as [number[], number[], number[]]
  const volume =
    u[0]! * (v[1]! * w[2]! - v[2]! * w[1]!) -
    u[1]! * (v[0]! * w[2]! - v[2]! * w[0]!) +
    u[2]! * (v[0]! * w[1]! - v[1]! * w[0]!)
  const long = Math.hypot(...u) * Math.hypot(...v) * Math.hypot(...w)
  if (!(long > 0 && Math.abs(volume) < 0.02 * long)) return false
  // The other diagonal has to cross this one: both ends of each lie on either side of the other.
  const side = (o: number[], x: number[], y: number[]): number[] => {
    const [e, f] = [x.map((value, k) => value - o[k]!), y.map((value, k) => value - o[k]!)] as [
      number[],
      number[],
    ]
    return [e[1]! * f[2]! - e[2]! * f[1]!, e[2]! * f[0]! - e[0]! * f[2]!, e[0]! * f[1]! - e[1]! * f[0]!]
  }
  const dot = (x: number[], y: number[]): number => x.reduce((sum, value, k) => sum + value * y[k]!, 0)
  const zero = [0, 0, 0]
  return dot(side(v, w, zero), side(v, w, u)) < 0 && dot(side(zero, u, v), side(zero, u, w)) < 0
}

/** `moved`: how far the surface may move, in sizes of the mesh; further, and it is another shape to the eye. */
function simplified(mesh: Mesh, share: number, moved = 0.005): Mesh {
  const { positions, triangles } = mesh
  const target = Math.max(12, Math.floor((triangles.length * share) / 3) * 3)
  const [indices] = MeshoptSimplifier.simplify(triangles, Float32Array.from(positions), 3, target, moved)
  return { positions, triangles: indices }
}

function jittered(mesh: Mesh, random: () => number, by: number): Mesh {
  const reach = sizeOf(mesh) * by
  const move = (): number => (2 * random() - 1) * reach
  return mapped(mesh, ([x, y, z]) => [x + move(), y + move(), z + move()])
}
