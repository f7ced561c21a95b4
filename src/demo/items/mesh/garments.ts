import { joined, type Place, type Shape } from './shape.ts'
import { type Hoop, shell } from './shell.ts'
import { ball, box, hoop } from './solids.ts'

/** How a garment is cut, each 0 to 1: how long it is, how wide, how far its sleeves go. */
export interface Cut {
  readonly length: number
  readonly width: number
  readonly sleeve: number
}

/** Where parts lie on the texture: the front in the upper two thirds, sleeves or legs below. */
const BODY: Place = [0.01, 0.01, 0.99, 0.64]
const LEFT: Place = [0.01, 0.67, 0.49, 0.99]
const RIGHT: Place = [0.51, 0.67, 0.99, 0.99]

/** A body's outline from the hips up, with room for cloth: height, half widths. */
const TORSO: readonly (readonly [number, number, number])[] = [
  ...([
    [0.86, 0.19, 0.135],
    [0.94, 0.19, 0.138],
    [1.02, 0.178, 0.128],
    [1.1, 0.165, 0.12],
  ] as const),
  ...([
    [1.18, 0.168, 0.13],
    [1.27, 0.178, 0.142],
    [1.35, 0.186, 0.134],
    [1.41, 0.17, 0.112],
  ] as const),
  ...([
    [1.44, 0.11, 0.092],
    [1.465, 0.09, 0.08],
  ] as const),
]

function torso(bottom: number, wide: number, top = 1.465): Hoop[] {
  const inside = TORSO.filter(([y]) => y > bottom && y < top)
  return [outlineAt(bottom), ...inside, outlineAt(top)].map(([y, side, front]) => ({
    at: [0, y, 0],
    side: side + wide,
    front: front + wide,
  }))
}

function outlineAt(y: number): readonly [number, number, number] {
  const above = Math.max(
    1,
    TORSO.findIndex(([height]) => height >= y),
  )
  const [a, b] = [TORSO[above - 1]!, TORSO[above]!]
  const share = Math.min(1, Math.max(0, (y - a[0]) / (b[0] - a[0])))
  return [y, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share]
}

function sleeves(until: number, wide: number): Shape[] {
  const hoops = (sign: 1 | -1): Hoop[] =>
    [0, 0.25, 0.5, 0.75, 1].map((share) => {
      const radius = 0.088 - 0.018 * share + wide
      return {
        at: [sign * (0.14 + (until - 0.14) * share), 1.385 + 0.015 * share, 0],
        side: radius,
        front: radius,
      }
    })
  return [
    shell(hoops(1), { along: 'left', around: 16, place: LEFT }),
    shell(hoops(-1), { along: 'right', around: 16, place: RIGHT }),
  ]
}

export const GARMENTS = {
  hoodie: ({ length, width, sleeve }: Cut) =>
    joined([
      shell(torso(0.98 - 0.1 * length, 0.012 + 0.03 * width), { place: BODY }),
      ...sleeves(0.56 + 0.08 * sleeve, 0.006 + 0.02 * width),
      ball([0, 1.47, -0.09], [0.115, 0.075, 0.07], { around: 16, rings: 10, place: LEFT }),
    ]),
  shirt: ({ length, width, sleeve }: Cut) =>
    joined([
      shell(torso(0.98 - 0.08 * length, 0.004 + 0.02 * width), { place: BODY }),
      ...sleeves(0.26 + 0.16 * sleeve, 0.012 * width),
    ]),
  /** Covers the upper half of the chest and nothing below. */
  band: ({ width }: Cut) => shell(torso(1.29, 0.004 + 0.01 * width, 1.345), { place: BODY }),
  trousers: ({ length, width }: Cut) => {
    const legs = (sign: 1 | -1): Hoop[] =>
      [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => {
        const bottom = 0.42 - 0.34 * length
        const radius = 0.078 + 0.024 * share + 0.03 * width * (1 - share)
        return { at: [sign * 0.09, bottom + (0.88 - bottom) * share, 0], side: radius, front: radius + 0.012 }
      })
    return joined([
      shell(torso(0.83, 0.006 + 0.012 * width, 1.05), { place: BODY }),
      shell(legs(1), { around: 18, place: LEFT }),
      shell(legs(-1), { around: 18, place: RIGHT }),
    ])
  },
  skirt: ({ length, width }: Cut) =>
    shell(
      [0, 0.25, 0.5, 0.75, 1].map((share): Hoop => {
        const bottom = 0.72 - 0.5 * length
        const wide = 0.165 + (0.04 + 0.1 * width) * (1 - share)
        return { at: [0, bottom + (1.05 - bottom) * share, 0], side: wide + 0.02, front: wide - 0.03 }
      }),
      { around: 32, place: BODY },
    ),
  hat: ({ length, width }: Cut) => {
    const dome = [0, 0.3, 0.6, 0.8, 0.95, 1].map((share): Hoop => {
      const radius = 0.118 * Math.sqrt(1 - (share * 0.985) ** 2)
      return { at: [0, 1.66 + (0.1 + 0.1 * length) * share, 0.01], side: radius, front: radius * 1.12 }
    })
    const brim: Hoop[] = [
      { at: [0, 1.655, 0.01], side: 0.16 + 0.08 * width, front: 0.17 + 0.08 * width },
      { at: [0, 1.665, 0.01], side: 0.155 + 0.08 * width, front: 0.165 + 0.08 * width },
    ]
    return joined([shell(dome, { place: BODY }), shell(brim, { thick: 0.05 + 0.08 * width, place: LEFT })])
  },
  mask: ({ length, width }: Cut) =>
    joined([
      ball([0, 1.585, 0.085], [0.07 + 0.015 * width, 0.045 + 0.02 * length, 0.04], { place: BODY }),
      box([0.085, 1.6, 0.03], [0.004, 0.006, 0.05], LEFT),
      box([-0.085, 1.6, 0.03], [0.004, 0.006, 0.05], RIGHT),
    ]),
  shoes: ({ length, width }: Cut) =>
    joined(
      ([1, -1] as const).flatMap((sign) => [
        ball([sign * 0.09, 0.055, 0.05], [0.05 + 0.012 * width, 0.045, 0.13], { place: BODY }),
        box([sign * 0.09, 0.012, 0.05], [0.05, 0.012, 0.12], LEFT),
        ball([sign * 0.09, 0.1 + 0.03 * length, -0.03], [0.058, 0.06 + 0.04 * length, 0.06], {
          place: RIGHT,
        }),
      ]),
    ),
  sword: ({ length, width }: Cut) =>
    joined([
      box([0, 1.3 + 0.2 * length, -0.2], [0.025 + 0.02 * width, 0.3 + 0.2 * length, 0.008], BODY),
      box([0, 0.99, -0.2], [0.11, 0.014, 0.02], LEFT),
      box([0, 0.9, -0.2], [0.016, 0.08, 0.016], RIGHT),
      ball([0, 0.81, -0.2], [0.028, 0.028, 0.028], { around: 12, rings: 8, place: LEFT }),
    ]),
  backpack: ({ length, width }: Cut) =>
    joined([
      box([0, 1.2, -0.21], [0.13 + 0.04 * width, 0.17 + 0.06 * length, 0.075], BODY),
      box([0, 1.13, -0.305], [0.09 + 0.03 * width, 0.08, 0.022], LEFT),
      box([0.1, 1.2, -0.125], [0.018, 0.16, 0.012], RIGHT),
      box([-0.1, 1.2, -0.125], [0.018, 0.16, 0.012], RIGHT),
    ]),
  glasses: ({ length, width }: Cut) =>
    joined([
      hoop([0.036, 1.64, 0.115], 0.026 + 0.006 * length, 0.004 + 0.003 * width, { place: BODY }),
      hoop([-0.036, 1.64, 0.115], 0.026 + 0.006 * length, 0.004 + 0.003 * width, { place: BODY }),
      box([0, 1.642, 0.117], [0.012, 0.004, 0.004], LEFT),
      box([0.072, 1.645, 0.06], [0.004, 0.004, 0.06], RIGHT),
      box([-0.072, 1.645, 0.06], [0.004, 0.004, 0.06], RIGHT),
    ]),
} as const satisfies Readonly<Record<string, (cut: Cut) => Shape>>

export type Garment = keyof typeof GARMENTS

/** What bends with the body; the rest is carried. */
export const BENDING: ReadonlySet<Garment> = new Set(['hoodie', 'shirt', 'band', 'trousers', 'skirt'])
