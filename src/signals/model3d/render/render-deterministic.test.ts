import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AROUND } from './directions.ts'
import { encodeLinear } from './encode-linear.ts'
import { BASE, everything } from './everything.fixture.ts'
import { ball, checks, cube, partOf, sceneOf } from './scenes.fixture.ts'
import { sha256, show } from './show.fixture.ts'
import { sinCos } from './sin-cos.ts'

test('pictures of scenes made in code have the same bytes on every machine', () => {
  const shots = {
    cube: show(sceneOf([cube()], [BASE], [checks(64, 8)]), { from: AROUND[1]! }),
    ball: show(sceneOf([ball(20, 40)], [BASE], [checks(256, 32)]), { samples: 2 }),
    all: show(everything(), { from: AROUND[1]! }),
    smooth: show(everything(), { from: AROUND[7]!, samples: 2, morph: 'all' }),
    inner: show(everything(), { from: AROUND[3]!, sides: 'inner', size: 256 }),
  }
  const sums = Object.fromEntries(
    Object.entries(shots).map(([name, view]) => [name, sha256(view.picture.data)]),
  )
  expect(sums).toEqual({
    all: '1f16c44eb35c7c9e5f8880c64d0db4eaefa97375d7f884d452004ed19ada2f63',
    ball: '33249b40eedb89eba2f6b9a4d511675c60cbe8cf9ad77586938aaf6a310c9fda',
    cube: '3090da1b7d1b9f12511b815fecd61637f3b798dfc4797acb0f6c203eaaa74f84',
    inner: '6cbf9aa0049f9aaae372830e8b193e61efc7567e32e5548ac4807a4547e50153',
    smooth: '6167b991a9b3ff6b77cdc868ad0f042c6d3b396702d20c91f976a0b6a85eb06b',
  })
})

test('a picture does not depend on what was drawn before it', () => {
  const first = show(everything(), { from: AROUND[2]! })
  show(sceneOf([cube()]))
  expect(sha256(show(everything(), { from: AROUND[2]! }).picture.data)).toBe(sha256(first.picture.data))
})

/** The kernel's memory has the order of bytes that it has everywhere; where a machine's own is another, nothing is drawn by it. */
const BESIDE_THE_KERNEL = ['kernel-drawer.ts', 'kernel-memory.ts', 'render-kernel.ts']

test('no operation is used that an engine may round in its own way', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => /(?<!\.test|\.fixture)\.ts$/.test(file))
  expect(files.length).toBeGreaterThan(15)
  for (const file of files) {
    const code = readFileSync(`${import.meta.dirname}/${file}`, 'utf8').replace(
      /\/\*[\s\S]*?\*\/|\/\/.*/g,
      '',
    )
    const used = [...code.matchAll(/Math\.(\w+)/g)].map((match) => match[1]!)
    const exact = ['abs', 'ceil', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sqrt', 'PI', 'SQRT1_2']
    expect({ file, strange: used.filter((name) => !exact.includes(name)) }).toEqual({ file, strange: [] })
    expect({
      file,
      powers: /\*\*/.test(code),
      words: /\.buffer\b/.test(code) && !BESIDE_THE_KERNEL.includes(file),
    }).toEqual({
      ...{ file, powers: false, words: false },
    })
  }
})

test('our own sines and sRGB agree with the usual ones', () => {
  for (let x = -20; x <= 20; x += 0.0137) {
    expect(Math.abs(sinCos(x).sin - Math.sin(x))).toBeLessThan(1e-13)
    expect(Math.abs(sinCos(x).cos - Math.cos(x))).toBeLessThan(1e-13)
  }
  for (let x = 0.004; x < 1; x += 0.0031)
    expect(Math.abs(encodeLinear(x) - (1.055 * x ** (1 / 2.4) - 0.055))).toBeLessThan(1e-12)
  expect([encodeLinear(-1), encodeLinear(Number.NaN), encodeLinear(2)]).toEqual([0, 0, 1])
})

test('the order of triangles does not change an opaque picture, even of triangles in one place', () => {
  const point = fc.tuple(
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: 0, max: 1 }),
  )
  const triangle = fc.tuple(point, point, point)
  fc.assert(
    fc.property(fc.array(triangle, { minLength: 2, maxLength: 8 }), fc.nat(), (triangles, turn) => {
      const of = (order: typeof triangles): string => {
        const count = order.length * 3
        const colours = order.flatMap((corners) => {
          const known = triangles.indexOf(corners)
          return [0, 1, 2].flatMap(() => [(known % 3) / 2, (known % 5) / 4, known / 8, 1])
        })
        const part = partOf(order.flat(2), [...Array(count).keys()], { colours: Float32Array.from(colours) })
        return sha256(show(sceneOf([part], [{ doubleSided: true }]), { size: 48 }).picture.data)
      }
      const rest = turn % triangles.length
      const turned = [...triangles.slice(rest), ...triangles.slice(0, rest)]
      expect(of(turned)).toBe(of(triangles))
      expect(of(triangles.toReversed())).toBe(of(triangles))
    }),
    { numRuns: 60 },
  )
})
