import { box, joined, limb, type Mesh, mapped, plate, tube, turned } from './mesh.ts'

/** Gives a number between two bounds, each time the next parameter of the item. */
export type Draw = (from: number, to: number) => number

const steps = <T>(count: number, make: (i: number, t: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i, i / (count - 1)))

function sleeve(d: Draw, side: number, shoulder: number, width: number, high: number): Mesh {
  const [long, thick, end, drop] = [d(0.12, 0.62), d(0.07, 0.13), d(0.6, 1.7), d(0, 0.5)]
  return limb(
    steps(9, (_, t) => ({
      at: [side * (width + long * t), shoulder - drop * long * t, 0],
      wide: thick * high * (1 + (end - 1) * t),
      deep: thick * (1 + (end - 1) * t),
    })),
    'x',
  )
}

function top(d: Draw): Mesh {
  const [high, chest, waist, hem] = [d(0.45, 0.85), d(0.2, 0.32), d(0.7, 1.15), d(0.75, 1.5)]
  const [deep, neck, collar] = [d(0.45, 0.75), d(0.25, 0.5), d(0, 0.12)]
  const body = limb(
    steps(16, (_, t) => {
      const wide =
        t > 0.85
          ? chest * (1 - ((t - 0.85) / 0.15) * (1 - neck))
          : chest * (t < 0.4 ? hem + (waist - hem) * (t / 0.4) : waist + (1 - waist) * ((t - 0.4) / 0.45))
      return { at: [0, high * t, 0], wide, deep: wide * deep }
    }),
    'y',
    24,
  )
  const ring = limb(
    steps(3, (_, t) => ({ at: [0, high + collar * t, 0], wide: chest * neck, deep: chest * neck * deep })),
    'y',
    24,
  )
  const [arm, asked] = [d(0.8, 1.2), d(0, 1)]
  const left = sleeve(d, 1, high * 0.8, chest * 0.85, arm)
  const sleeves = [left, mapped(left, ([x, y, z]) => [-x, y, z])]
  return joined(asked < 0.2 ? [body, ring] : [body, ring, ...sleeves])
}

function trousers(d: Draw): Mesh {
  const [long, hip, thigh, hem] = [d(0.3, 1), d(0.17, 0.25), d(0.55, 0.8), d(0.5, 1.6)]
  const [spread, rise, deep, knee] = [d(0, 0.15), d(0.15, 0.35), d(0.6, 0.9), d(0.7, 1.1)]
  const legs = [1, -1].map((side) =>
    limb(
      steps(12, (_, t) => ({
        at: [side * hip * (0.5 + spread * t), -long * t, 0],
        wide: hip * thigh * (t < 0.5 ? 1 + (knee - 1) * t * 2 : knee + (hem * knee - knee) * (t - 0.5) * 2),
        deep: hip * thigh * deep * (1 + (hem - 1) * t),
      })),
      'y',
    ),
  )
  const waist = limb(
    steps(6, (_, t) => ({
      at: [0, rise * t, 0],
      wide: hip * (1.05 - 0.2 * t),
      deep: hip * deep * (1 - 0.15 * t),
    })),
    'y',
    24,
  )
  return joined([...legs, waist])
}

function skirt(d: Draw): Mesh {
  const [high, waist, hem, bend] = [d(0.2, 0.9), d(0.14, 0.22), d(1.1, 3), d(0.5, 2)]
  const [pleat, pleats, deep, tiers] = [d(0, 0.15), Math.round(d(4, 16)), d(0.6, 1), Math.round(d(1, 3.4))]
  return joined(
    steps(tiers + 1, (i) => i)
      .slice(0, tiers)
      .map((tier) =>
        mapped(
          turned(
            steps(
              10,
              (_, t) =>
                [
                  waist * (1 + (hem - 1) * t ** bend * (1 - 0.2 * tier)),
                  -high * t * ((tier + 1) / tiers),
                ] as const,
            ),
            48,
            pleat,
            pleats,
          ),
          ([x, y, z]) => [x, y, z * deep],
        ),
      ),
  )
}

function hat(d: Draw): Mesh {
  const [r, high, brim, lift] = [d(0.09, 0.13), d(0.06, 0.3), d(1, 2.6), d(-0.3, 0.4)]
  const [taper, dome, dent, oval] = [d(0.2, 1.1), d(0.3, 3), d(0, 0.5), d(0.75, 1)]
  const crown = steps(10, (_, t) => [r * (1 + (taper - 1) * t ** dome), high * t] as const)
  const lid = steps(5, (_, t) => [r * taper * (1 - t) + 1e-4, high * (1 - dent * t)] as const)
  const edge = steps(6, (_, t) => [r * (1 + (brim - 1) * t), lift * r * t * t] as const)
  return mapped(joined([turned(crown, 32), turned(lid, 32), turned(edge, 32)]), ([x, y, z]) => [
    x * oval,
    y,
    z,
  ])
}

function shoes(d: Draw): Mesh {
  const [long, wide, high, shaft] = [d(0.22, 0.34), d(0.07, 0.13), d(0.05, 0.12), d(0, 0.4)]
  const [toe, heel, sole, cuff] = [d(0.4, 1.2), d(0, 0.1), d(0.01, 0.05), d(0.8, 1.5)]
  const foot = limb(
    steps(12, (_, t) => ({
      at: [0, high * 0.5 + heel * Math.max(0, 1 - 2 * t), long * t],
      wide: (wide / 2) * (t < 0.1 ? 0.7 : 1 + (toe - 1) * Math.max(0, t - 0.7) * 2),
      deep: (high / 2) * (1 - 0.5 * t),
    })),
    'z',
    16,
    true,
  )
  const leg = limb(
    steps(6, (_, t) => ({
      at: [0, high + shaft * t, long * 0.2],
      wide: wide * 0.45 * (1 + (cuff - 1) * t),
      deep: long * 0.2,
    })),
    'y',
  )
  const one = joined([foot, leg, box([0, -sole / 2, long / 2], [wide, sole, long])])
  const apart = wide * d(0.8, 1.6)
  return joined([one, mapped(one, ([x, y, z]) => [-x - apart, y, z])])
}

function sword(d: Draw): Mesh {
  const [long, wide, thick, tip] = [d(0.4, 1.4), d(0.02, 0.12), d(0.005, 0.03), d(0.05, 0.5)]
  const [curve, guard, grip, knob] = [d(-0.3, 0.3), d(0.05, 0.4), d(0.08, 0.35), d(0.02, 0.07)]
  const [lean, guardHigh, wave, waves] = [d(-0.15, 0.15), d(0.01, 0.05), d(0, 0.3), d(1, 6)]
  const blade = limb(
    steps(24, (_, t) => {
      const w = (t > 1 - tip ? (1 - t) / tip : 1) * wide * (1 + wave * Math.sin(waves * 6 * t)) + 1e-3
      return { at: [curve * long * t * t, long * t, 0], wide: w / 2, deep: thick / 2 }
    }),
    'y',
    8,
    true,
  )
  const hilt = limb(
    steps(6, (_, t) => ({ at: [0, -grip * t, 0], wide: 0.018 * (1 + 0.2 * Math.sin(9 * t)), deep: 0.015 })),
    'y',
    10,
  )
  const bar = mapped(box([0, 0, 0], [guard, guardHigh, thick * 2.5]), ([x, y, z]) => [
    x,
    y + lean * Math.abs(x),
    z,
  ])
  const ball = steps(
    7,
    (_, t) => [knob * Math.sin(Math.PI * t) + 1e-4, -grip - knob * Math.cos(Math.PI * t)] as const,
  )
  return joined([blade, hilt, bar, turned(ball, 12)])
}

function shield(d: Draw): Mesh {
  const [wide, high, point, top_] = [d(0.3, 0.6), d(0.4, 1), d(0, 0.8), d(-0.2, 0.2)]
  const [bow, thick, boss, power] = [d(0, 0.6), d(0.01, 0.05), d(0.03, 0.15), d(1, 4)]
  const outline = steps(41, (_, t) => {
    const angle = 2 * Math.PI * t
    const [c, s] = [Math.cos(angle), Math.sin(angle)]
    const x = Math.sign(c) * Math.abs(c) ** (2 / power) * (s < 0 ? 1 + point * s : 1)
    return [
      x * (wide / 2),
      Math.sign(s) * Math.abs(s) ** (2 / power) * (high / 2) + top_ * high * x * x * 0.5,
    ] as const
  }).slice(0, 40)
  const rings = steps(8, (_, t) => t + 1e-3)
  const face = (z: number) =>
    tube(rings.map((t) => outline.map(([x, y]) => [x * t, y * t, z - bow * x * x * t * t] as const)))
  const knob = mapped(
    turned(
      steps(
        6,
        (_, t) => [boss * Math.cos((Math.PI / 2) * t) + 1e-4, boss * Math.sin((Math.PI / 2) * t)] as const,
      ),
      16,
    ),
    ([x, y, z]) => [x, z, y + thick],
  )
  return joined([face(thick / 2), face(-thick / 2), knob])
}

function bag(d: Draw): Mesh {
  const [w, h, t, flap] = [d(0.2, 0.5), d(0.2, 0.6), d(0.08, 0.3), d(0.2, 0.9)]
  const [round, strap, strapWide, pocket] = [d(0.3, 1), d(0.2, 1), d(0.02, 0.08), d(0.3, 0.8)]
  const body = limb(
    steps(8, (_, s) => {
      const edge = 1 - (1 - round) * Math.abs(2 * s - 1) ** 3
      return { at: [0, h * s, 0], wide: (w / 2) * edge, deep: (t / 2) * edge }
    }),
    'y',
    20,
    true,
  )
  const arc = tube(
    steps(14, (_, s) => {
      const [x, y] = [(w / 2) * Math.cos(Math.PI * s), h + strap * h * Math.sin(Math.PI * s)]
      return [-1, 1].flatMap((z) => [
        [x, y, (z * strapWide) / 2] as const,
        [x, y + 0.012, (z * strapWide) / 2] as const,
      ])
    }),
  )
  return joined([
    body,
    arc,
    box([0, h * (1 - flap / 2), t * 0.52], [w * 0.9, h * flap, 0.012]),
    box([0, h * 0.25, t * 0.55], [w * pocket, h * 0.35, t * 0.2]),
  ])
}

function glasses(d: Draw): Mesh {
  const [r, gap, tall, power] = [d(0.02, 0.04), d(0.2, 0.8), d(0.5, 1.2), d(1.3, 6)]
  const [rim, arm, tilt, thick] = [d(0.05, 0.3), d(0.1, 0.16), d(-0.3, 0.3), d(0.002, 0.008)]
  const lens = (side: number): Mesh => {
    const ring = (scale: number, z: number) =>
      steps(33, (_, t) => {
        const [c, s] = [Math.cos(2 * Math.PI * t), Math.sin(2 * Math.PI * t)]
        const [x, y] = [
          Math.sign(c) * Math.abs(c) ** (2 / power),
          Math.sign(s) * Math.abs(s) ** (2 / power) * tall,
        ]
        return [
          side * r * (1 + gap / 2) + scale * r * x,
          scale * r * y + side * tilt * scale * r * x * 0.5,
          z,
        ] as const
      }).slice(0, 32)
    return tube([ring(1, 0), ring(1 - rim, 0), ring(1 - rim, thick), ring(1, thick), ring(1, 0)])
  }
  const bridge = box([0, r * tall * 0.3, thick / 2], [r * gap, thick, thick])
  const arms = [1, -1].map((side) =>
    box([side * r * (2 + gap / 2), r * tall * 0.4, -arm / 2], [thick, thick * 2, arm]),
  )
  return joined([lens(1), lens(-1), bridge, ...arms])
}

function crown(d: Draw): Mesh {
  const [r, high, points, spike] = [d(0.08, 0.14), d(0.02, 0.08), Math.round(d(3, 12)), d(0.2, 2.5)]
  const [flare, sharp, ball, oval] = [d(0.8, 1.4), d(0.5, 3), d(0, 0.02), d(0.8, 1)]
  const around = points * 8
  const rim = (t: number) =>
    steps(around + 1, (i) => {
      const angle = (2 * Math.PI * i) / around
      const lift = high * (1 + spike * Math.abs(Math.cos((points * angle) / 2)) ** (2 * sharp))
      const reach = r * (1 + (flare - 1) * t)
      return [reach * Math.cos(angle), lift * t, reach * Math.sin(angle) * oval] as const
    }).slice(0, around)
  const balls = steps(points + 1, (i) => i)
    .slice(0, points)
    .map((i) => {
      const angle = (2 * Math.PI * i) / points
      return mapped(
        turned(
          steps(
            6,
            (_, t) =>
              [
                (ball + 0.002) * Math.sin(Math.PI * t) + 1e-5,
                -(ball + 0.002) * Math.cos(Math.PI * t),
              ] as const,
          ),
          8,
        ),
        ([x, y, z]) => [
          x + r * flare * Math.cos(angle),
          y + high * (1 + spike),
          z + r * flare * Math.sin(angle) * oval,
        ],
      )
    })
  return joined([tube(steps(8, (_, t) => rim(t))), ...balls])
}

function chair(d: Draw): Mesh {
  const [w, dp, h, back] = [d(0.35, 0.8), d(0.35, 0.7), d(0.25, 0.6), d(0.2, 0.9)]
  const [leg, seat, lean, arms] = [d(0.02, 0.09), d(0.02, 0.14), d(0, 0.35), d(0, 1)]
  const [slats, splay, armHigh] = [Math.round(d(1, 6)), d(0, 0.2), d(0.1, 0.3)]
  const parts = [box([0, h, 0], [w, seat, dp])]
  for (const x of [-1, 1])
    for (const z of [-1, 1])
      parts.push(
        mapped(box([(x * (w - leg)) / 2, h / 2, (z * (dp - leg)) / 2], [leg, h, leg]), ([a, b, c]) => [
          a + x * splay * (h - b),
          b,
          c + z * splay * (h - b),
        ]),
      )
  for (let i = 0; i < slats; i++) {
    const at = ((i + 0.5) / slats - 0.5) * w
    parts.push(
      mapped(box([at, h + back / 2, -dp / 2], [(w / slats) * 0.7, back, 0.03]), ([a, b, c]) => [
        a,
        b,
        c - lean * (b - h),
      ]),
    )
  }
  if (arms > 0.5) for (const x of [-1, 1]) parts.push(box([(x * w) / 2, h + armHigh, 0], [leg, leg, dp]))
  return joined(parts)
}

function vase(d: Draw): Mesh {
  const shape = steps(6, () => d(0.3, 1.5))
  const [high, r, lobes, bulge] = [d(0.2, 1.2), d(0.08, 0.3), Math.round(d(3, 12)), d(0, 0.2)]
  const [twist, foot] = [d(-2, 2), d(0.6, 1.6)]
  const profile = steps(24, (_, t) => {
    const at = t * 5
    const i = Math.min(4, Math.floor(at))
    const s = (1 - Math.cos((at - i) * Math.PI)) / 2
    return [r * (shape[i]! + (shape[i + 1]! - shape[i]!) * s), high * t] as const
  })
  const stand = turned(
    steps(4, (_, t) => [r * foot * (1 - t) + r * shape[0]! * t, -0.05 * (1 - t)] as const),
    48,
  )
  const body = mapped(turned(profile, 48, bulge, lobes), ([x, y, z]) => {
    const [c, s] = [Math.cos((twist * y) / high), Math.sin((twist * y) / high)]
    return [c * x - s * z, y, s * x + c * z]
  })
  return joined([body, stand])
}

function tree(d: Draw): Mesh {
  const [trunk, r, tiers, spread] = [d(0.3, 1.5), d(0.04, 0.15), Math.round(d(1, 5)), d(0.3, 0.9)]
  const [shrink, high, droop, lean] = [d(0.55, 0.95), d(0.3, 0.9), d(0, 0.3), d(-0.3, 0.3)]
  const parts = [
    limb(
      steps(6, (_, t) => ({
        at: [lean * t * t, trunk * t, 0],
        wide: r * (1 - 0.4 * t),
        deep: r * (1 - 0.4 * t),
      })),
      'y',
      10,
    ),
  ]
  for (let i = 0; i < tiers; i++) {
    const reach = spread * shrink ** i
    const foot = trunk * 0.8 + high * 0.6 * i
    parts.push(
      mapped(
        turned(
          [
            [1e-4, foot + high],
            [reach * 0.5, foot + high * 0.45],
            [reach, foot - droop * reach],
            [reach * 0.3, foot],
          ],
          14,
        ),
        ([x, y, z]) => [x + lean, y, z],
      ),
    )
  }
  return joined(parts)
}

function wings(d: Draw): Mesh {
  const [span, rise, feathers, chord] = [d(0.5, 1.4), d(-0.2, 0.8), Math.round(d(3, 9)), d(0.2, 0.9)]
  const [thin, sweep, cup, ripple] = [d(0.01, 0.05), d(-0.4, 0.5), d(0, 0.5), d(0.05, 0.5)]
  const lower = steps(
    30,
    (_, t) =>
      [
        span * t,
        rise * t * t - chord * (1 - t) * (1 - ripple * Math.abs(Math.sin(feathers * Math.PI * t))),
      ] as const,
  )
  const upper = steps(30, (_, t) => [span * (1 - t), rise * (1 - t) ** 2 + sweep * (1 - t) * t] as const)
  const one = mapped(plate([...lower, ...upper], thin), ([x, y, z]) => [x + 0.03, y, z - cup * x * x])
  return joined([one, mapped(one, ([x, y, z]) => [-x, y, z])])
}

function sign(d: Draw): Mesh {
  const corners = Math.round(d(3, 9))
  const [r, inner, thick, stick] = [d(0.15, 0.5), d(0.4, 1), d(0.02, 0.1), d(0.3, 1.5)]
  const [wide, pole, foot, turn] = [d(0.6, 1.6), d(0.01, 0.05), d(0.05, 0.3), d(0, 1)]
  const outline = steps(2 * corners + 1, (i) => {
    const angle = (Math.PI * (i + turn)) / corners
    const reach = i % 2 === 0 ? r : r * inner
    return [wide * reach * Math.cos(angle), reach * Math.sin(angle)] as const
  }).slice(0, 2 * corners)
  return joined([
    plate(outline, thick),
    box([0, -r - stick / 2, 0], [pole, stick, pole]),
    box([0, -r - stick, 0], [foot, pole, foot]),
  ])
}

function car(d: Draw): Mesh {
  const [long, wide, high, cab] = [d(0.8, 2), d(0.4, 0.9), d(0.15, 0.5), d(0.3, 0.8)]
  const [cabHigh, back, wheel, tyre] = [d(0.1, 0.5), d(-0.2, 0.2), d(0.08, 0.22), d(0.05, 0.18)]
  const [base, nose] = [d(0.5, 0.85), d(0.4, 1)]
  const body = mapped(box([0, high / 2, 0], [wide, high, long]), ([x, y, z]) => [
    x,
    z > 0 && y > high * 0.9 ? y * nose : y,
    z,
  ])
  const cabin = mapped(
    box([0, high + cabHigh / 2, back * long], [wide * 0.9, cabHigh, long * cab]),
    ([x, y, z]) => (y > high + cabHigh / 2 ? [x * 0.8, y, z * 0.75] : [x, y, z]),
  )
  const wheels = [-1, 1].flatMap((x) =>
    [-1, 1].map((z) =>
      limb(
        steps(3, (_, t) => ({
          at: [(x * wide) / 2 + x * tyre * (t - 0.5), 0, (z * long * base) / 2],
          wide: wheel,
          deep: wheel,
        })),
        'x',
        16,
        true,
      ),
    ),
  )
  return joined([body, cabin, ...wheels])
}

/** Every template by name; each draws 8 to 20 parameters. */
export const TEMPLATES: Readonly<Record<string, (draw: Draw) => Mesh>> = {
  ...{
    top,
    trousers,
    skirt,
    hat,
    shoes,
    sword,
    shield,
    bag,
    glasses,
    crown,
    chair,
    vase,
    tree,
    wings,
    sign,
    car,
  },
}
