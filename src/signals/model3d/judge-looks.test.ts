import sharp from 'sharp'
import { expect, test } from 'vitest'
import { clothes } from './body/clothes.fixture.ts'
import { type Joints, mannequinJoints } from './body/mannequin-joints.ts'
import { judgeLooks } from './judge-looks.ts'
import { looksOfItem } from './looks-of-item.ts'
import { openDecoders } from './open-decoders.ts'
import { quad, spoilt } from './shapes.fixture.ts'
import { ANY_SLOT, type SlotProfile } from './slot-profile.ts'

const parts = { clock: () => 0, decoders: await openDecoders(), render: { size: 64 } }
const TOP: SlotProfile = { ...ANY_SLOT, id: 'top', wear: 'top', mask: { chest: 0.1, groin: 1 } }

const judge = async (bytes: Uint8Array, profile: SlotProfile) =>
  judgeLooks(await looksOfItem(bytes, { ...parts, wear: profile.wear }), profile)
const codes = ({ decision }: Awaited<ReturnType<typeof judge>>) => decision.findings.map(({ code }) => code)
const SHIRT = ['shoulders', 'upper_chest', 'chest', 'abdomen', 'back', 'lower_back', 'sides', 'upper_arms']

test('a shirt covers the chest; one without a front does not, and is shown in red where it is bare', async () => {
  const whole = await judge(
    clothes(({ region }) => SHIRT.includes(region)),
    TOP,
  )
  expect(codes(whole)).toEqual([])
  expect(whole.exposure).toMatchObject([
    { region: 'chest', most: 0.1, view: 'worn.front' },
    { region: 'groin', most: 1 },
  ])
  expect(whole.exposure[0]!.bare).toBeLessThan(0.05)
  const open = await judge(
    clothes(({ region }) => SHIRT.includes(region) && region !== 'chest'),
    TOP,
  )
  expect(codes(open)).toContain('too-bare')
  expect(open.decision.verdict).toBe('hold')
  const [chest] = open.exposure
  expect(chest!.bare).toBeGreaterThan(0.85)
  const { picture } = open.marked('worn.front', 100)!
  const red: [number, number][] = []
  for (let i = 0; i < 10_000; i++)
    if (picture.data[3 * i]! > 2 * picture.data[3 * i + 1]!) red.push([i % 100, Math.floor(i / 100)])
  const [x, y, w, h] = chest!.box.map((share) => share * 100) as [number, number, number, number]
  expect(red.length).toBeGreaterThan(10)
  for (const [px, py] of red) {
    expect(px).toBeGreaterThan(x - 2)
    expect(px).toBeLessThan(x + w + 2)
    expect(py).toBeGreaterThan(y - 2)
    expect(py).toBeLessThan(y + h + 2)
  }
  expect(open.marked('view.front')).toBeUndefined()
})

test('a region is too bare by the smallest excess, and not when it is as bare as it may be', async () => {
  const open = clothes(({ region }) => SHIRT.includes(region) && region !== 'chest')
  const slot = (most: number): SlotProfile => ({ ...TOP, mask: { chest: most, groin: 1 } })
  const bare = (await judge(open, slot(0))).exposure[0]!.bare
  expect(codes(await judge(open, slot(bare - 0.001)))).toContain('too-bare')
  expect(codes(await judge(open, slot(bare)))).not.toContain('too-bare')
})

test('with bones the mannequin takes the size and pose of the item', async () => {
  const joints = Object.fromEntries(
    Object.entries(mannequinJoints('A')).map(([bone, [x, y, z]]) => [bone, [3 + x * 0.5, y * 0.5, z * 0.5]]),
  ) as unknown as Joints
  const shirt = clothes(({ region }) => SHIRT.includes(region), joints, true)
  const { exposure } = await judge(shirt, { ...TOP, mask: { chest: 0, upper_arms: 0, thighs: 1 } })
  const [chest, arms, thighs] = exposure.map(({ bare }) => bare)
  expect(chest).toBeLessThan(0.05)
  expect(arms).toBeLessThan(0.15)
  expect(thighs).toBeGreaterThan(0.9)
})

test('clothes have pictures on the mannequin, a whole avatar has none', async () => {
  const names = async (bytes: Uint8Array) => {
    const looks = await looksOfItem(bytes, parts)
    return [...looks.shots({ maxShots: 12 })]
      .map(({ name }) => name)
      .filter((name) => name.startsWith('worn'))
  }
  const worn = ['worn.front', 'worn.left', 'worn.back', 'worn.right']
  expect(await names(clothes(({ region }) => SHIRT.includes(region), mannequinJoints('T'), true))).toEqual(
    worn,
  )
  expect(await names(clothes(() => true, mannequinJoints('T'), true))).toEqual([])
})

test('what cannot be measured is told and held', async () => {
  const { wear: _, ...nowhere } = TOP
  expect(codes(await judge(spoilt(quad()), nowhere))).toContain('cover-unknown')
  const broken = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  const cut = quad(broken.subarray(0, 50))
  expect(codes(await judge(spoilt(cut), TOP))).toEqual(
    expect.arrayContaining(['texture-undecodable', 'cover-unknown']),
  )
})

test('a slot without a mask asks nothing of the body', async () => {
  expect(await judge(spoilt(quad()), ANY_SLOT)).toMatchObject({ exposure: [], decision: { findings: [] } })
})
