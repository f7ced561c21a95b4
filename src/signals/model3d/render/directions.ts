/** Whence a camera looks: unit vectors to its right, up and back (from what it sees towards itself). */
export interface Direction {
  readonly name: string
  readonly right: readonly [number, number, number]
  readonly up: readonly [number, number, number]
  readonly back: readonly [number, number, number]
}

// Fixed sines and cosines, so that no engine's own can move a view.
const DIAGONAL = Math.SQRT1_2
const COS_30 = 0.8660254037844386
const SIN_30 = 0.5

/** `towards` is the sine and cosine of the yaw: 0 is in front of an item that faces +Z, then counter-clockwise from above. */
function direction(name: string, sin: number, cos: number, pitchSin: number, pitchCos: number): Direction {
  return {
    name,
    right: [cos, 0, -sin],
    up: [-sin * pitchSin, pitchCos, -cos * pitchSin],
    back: [sin * pitchCos, pitchSin, cos * pitchCos],
  }
}

/**
 * The 8 fixed views around an item that faces +Z (glTF, VRM 1); left and right are the item's own. The four
 * diagonal ones look 30° down and up in turn, so that crowns and soles are seen as well.
 */
export const AROUND: readonly Direction[] = [
  direction('front', 0, 1, 0, 1),
  direction('front-left-above', DIAGONAL, DIAGONAL, SIN_30, COS_30),
  direction('left', 1, 0, 0, 1),
  direction('back-left-below', DIAGONAL, -DIAGONAL, -SIN_30, COS_30),
  direction('back', 0, -1, 0, 1),
  direction('back-right-above', -DIAGONAL, -DIAGONAL, SIN_30, COS_30),
  direction('right', -1, 0, 0, 1),
  direction('front-right-below', -DIAGONAL, DIAGONAL, -SIN_30, COS_30),
]

/** The same views of an item that faces -Z (VRM 0.x): each half a turn further. */
export const AROUND_FACING_BACK: readonly Direction[] = AROUND.map((view) => ({
  name: view.name,
  right: [-view.right[0], view.right[1], -view.right[2]],
  up: [-view.up[0], view.up[1], -view.up[2]],
  back: [-view.back[0], view.back[1], -view.back[2]],
}))

/** Six views along the axes, for a mesh by itself. */
export const SIX_SIDES: readonly Direction[] = [
  AROUND[0]!,
  AROUND[2]!,
  AROUND[4]!,
  AROUND[6]!,
  direction('top', 0, 1, 1, 0),
  direction('bottom', 0, 1, -1, 0),
]
