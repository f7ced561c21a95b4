import { IDENTITY, multiply } from './matrix.ts'
import type { Matrix, Scene } from './scene.ts'

/** Where each node stands in the world; walks without recursion, so that depth costs nothing. Throws on a cycle. */
export function worldMatrices(nodes: Scene['nodes']): Matrix[] {
  const worlds: (Matrix | undefined)[] = new Array(nodes.length)
  for (let start = 0; start < nodes.length; start++) {
    const chain: number[] = []
    for (let at = start; at >= 0 && worlds[at] === undefined; at = nodes[at]?.parent ?? -1) {
      if (nodes[at] === undefined) break
      chain.push(at)
      if (chain.length > nodes.length)
        throw new Error(`Node ${start} is its own ancestor: the reader must refuse such a file`)
    }
    for (const at of chain.reverse()) {
      const { parent, matrix } = nodes[at]!
      worlds[at] = multiply(worlds[parent] ?? IDENTITY, matrix)
    }
  }
  return worlds as Matrix[]
}
