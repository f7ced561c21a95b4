import { Fault, Spent } from '../finding.ts'
import type { FindingList } from '../finding-list.ts'
import type { ItemNode } from '../item.ts'
import type { Budget } from './budget.ts'
import { indexOf, type Json, listOf, numbersOf, objectOf, objectsOf } from './fields.ts'
import { localMatrix, multiply } from './matrices.ts'

interface Sizes {
  readonly meshes: number
  readonly skins: number
}

/** The tree of nodes, walked without recursion. Throws Spent when it is none, too deep or too large. */
export function readNodes(root: Json, sizes: Sizes, budget: Budget, found: FindingList): ItemNode[] {
  const nodes = objectsOf(root, 'nodes', '')
  budget.most(nodes.length, budget.limits.nodes, 'too-many-nodes', '/nodes', 'nodes')

  const standing = nodes.reduce((sum, { mesh }) => (mesh === undefined ? sum : sum + 1), 0)
  budget.most(standing, budget.limits.instances, 'too-many-instances', '/nodes', 'places where a mesh stands')

  // 1. Who stands below whom: every node at most once.
  const children = nodes.map((node, index) => childrenOf(node, index, nodes.length, found))
  const parents = new Int32Array(nodes.length).fill(-1)
  for (const [parent, below] of children.entries()) {
    for (const child of below) {
      if (parents[child] !== -1) {
        throw new Spent('node-shared', `/nodes/${child}`, 'The node stands below two others.')
      }
      parents[child] = parent
    }
  }

  // 2. From the roots down; what is not met goes round in a circle.
  const order = inOrder(children, parents, budget)
  const shown = shownBy(root, children, found)

  // 3. Their places.
  const made = new Array<ItemNode>(nodes.length)
  for (const index of order) {
    if ((index & 0xfff) === 0) budget.tick('/nodes')
    const at = `/nodes/${index}`
    const node = nodes[index]!
    const local = found.attempt(() => localMatrix(node, at)) ?? localMatrix({}, at)
    const above = made[parents[index]!]
    const world = above === undefined ? local : multiply(above.world, local)
    if (!world.every(Number.isFinite)) {
      found.add(new Fault('non-finite', at, 'The place of the node is not finite.').finding)
    }
    const mesh = found.attempt(() => indexOf(node.mesh, sizes.meshes, `${at}/mesh`))
    const skin = found.attempt(() => indexOf(node.skin, sizes.skins, `${at}/skin`))
    const weights = found.attempt(() => weightsOf(node, at))
    made[index] = {
      at,
      ...(above !== undefined && { parent: parents[index]! }),
      children: children[index]!,
      ...(mesh !== undefined && { mesh }),
      ...(skin !== undefined && { skin }),
      ...(weights !== undefined && { weights }),
      shown: shown[index] === 1,
      local,
      world,
    }
  }
  return made
}

function childrenOf(node: Json, index: number, size: number, found: FindingList): number[] {
  const at = `/nodes/${index}`
  return (
    found.attempt(() =>
      listOf(node, 'children', at).map((child) => indexOf(child ?? -1, size, `${at}/children`)!),
    ) ?? []
  )
}

function inOrder(children: readonly number[][], parents: Int32Array, budget: Budget): number[] {
  const order: number[] = []
  let level: number[] = []
  for (let index = 0; index < parents.length; index++) if (parents[index] === -1) level.push(index)
  for (let depth = 1; level.length > 0; depth++) {
    budget.most(
      depth,
      budget.limits.depth,
      'too-deep',
      `/nodes/${level[0]}`,
      'nodes stand below each other, or more',
    )
    const next: number[] = []
    for (const index of level) {
      order.push(index)
      for (const child of children[index]!) next.push(child)
    }
    level = next
  }
  if (order.length < parents.length) {
    const met = new Uint8Array(parents.length)
    for (const index of order) met[index] = 1
    throw new Spent('node-cycle', `/nodes/${met.indexOf(0)}`, 'The node stands below itself.')
  }
  return order
}

/** Which nodes the scene that a viewer shows reaches. Without scenes, viewers show all. */
function shownBy(root: Json, children: readonly number[][], found: FindingList): Uint8Array {
  const shown = new Uint8Array(children.length)
  const scenes = objectsOf(root, 'scenes', '')
  if (scenes.length === 0) return shown.fill(1)
  const scene = found.attempt(() => indexOf(root.scene, scenes.length, '/scene')) ?? 0
  const at = `/scenes/${scene}/nodes`
  const left =
    found.attempt(() =>
      listOf(objectOf(scenes[scene]), 'nodes', `/scenes/${scene}`).map(
        (node) => indexOf(node ?? -1, children.length, at)!,
      ),
    ) ?? []
  const queue = [...left]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (shown[next] === 1) continue
    shown[next] = 1
    for (const child of children[next]!) queue.push(child)
  }
  return shown
}

function weightsOf(node: Json, at: string): readonly number[] | undefined {
  if (node.weights === undefined) return undefined
  const { length } = listOf(node, 'weights', at)
  return numbersOf(node.weights, new Array<number>(length).fill(0), `${at}/weights`)
}
