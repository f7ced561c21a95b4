import { expect, test } from 'vitest'
import type { EntityRef } from '../../core/entity.ts'
import { CHAT_EVENT, itemOf } from '../judged-event.fixture.ts'
import type { Signal } from '../signal.ts'
import { links } from '../text/extract/links.ts'
import { terms } from '../text/terms.ts'
import { copiesOf } from './copies-of.ts'
import { facts, hostOf, ID, picture, written } from './facts.fixture.ts'
import { hashMatch } from './hash-match.ts'
import { itemCheck } from './item-check.ts'
import type { MediaFacts } from './media-facts.ts'
import type { BankMatch, CatalogueMatch, MediaHost } from './media-host.ts'
import { ofKind } from './of-kind.ts'
import { overWriting } from './over-writing.ts'

const never = new AbortController().signal
const banks = new Map()

async function ask(signal: Signal, event = CHAT_EVENT, raw: string = ID) {
  if (signal.cost !== 'dear') throw new Error('it is cheap')
  const item = itemOf(raw)
  const value = await signal.evaluate(item, event, never)
  return { value, seen: signal.seen!(item) }
}

const near = (bank: string, distance: number, more: Partial<BankMatch> = {}): BankMatch => {
  return { bank, member: 7, distance, picture: 'picture', ...more }
}

const matching = (media: MediaHost) =>
  hashMatch.build({ name: 'known', of: 'file', options: { banks: ['bad', 'worse'] }, banks, media })

test('the nearest certain match is told with its bank and picture; without any, that nothing is near', async () => {
  const matches = [near('bad', 3, { doubted: true }), near('worse', 9), near('other', 0)]
  const found = await ask(matching(hostOf(facts(), { matches })))
  expect(found.value).toEqual({
    ...{ matched: true, doubted: false, bank: 'worse', member: 7, distance: 9, picture: 'picture' },
    ...{ banks: ['bad', 'worse'], of_file: 0, of_known: 0 },
  })
  expect(found.seen).toEqual([
    { picture: 'picture', says: 'bad' },
    { picture: 'picture', says: 'worse' },
  ])
  const nothing = await ask(matching(hostOf(facts())))
  expect(nothing.value).toMatchObject({ matched: false, doubted: false, distance: 256, banks: [] })
})

test('a known video is told with what it shares, and each frame with when it is like the known one', async () => {
  const frames = [
    { picture: 'frame.0', seconds: 0, at: 12, distance: 4 },
    { picture: 'frame.25', seconds: 1, at: 13.04, distance: 2 },
  ]
  const video = { file: 0.9, known: 0.25, frames }
  const found = await ask(matching(hostOf(facts(), { matches: [near('bad', 2, { video })] })))
  expect(found.value).toMatchObject({ matched: true, distance: 2, of_file: 0.9, of_known: 0.25 })
  expect(found.seen).toEqual([
    { picture: 'frame.0', says: 'bad, 12.0 s' },
    { picture: 'frame.25', says: 'bad, 13.0 s' },
  ])
})

test('only doubted matches are no match, and a match of the file itself names no picture', async () => {
  const doubted = await ask(matching(hostOf(facts(), { matches: [near('bad', 3, { doubted: true })] })))
  expect(doubted.value).toMatchObject({ matched: false, doubted: true, bank: 'bad' })
  const whole = await ask(matching(hostOf(facts(), { matches: [near('bad', 0, { picture: undefined })] })))
  expect(whole).toMatchObject({ value: { matched: true, picture: '' }, seen: [] })
})

test('of a file that was seen in part a match counts, and no match is no value', async () => {
  const part = facts({ whole: false })
  expect((await ask(matching(hostOf(part, { matches: [near('bad', 3)] })))).value).toMatchObject({
    matched: true,
  })
  await expect(ask(matching(hostOf(part)))).rejects.toThrow('did not see the whole file')
  const doubted = [near('bad', 3, { doubted: true })]
  await expect(ask(matching(hostOf(part, { matches: doubted })))).rejects.toThrow(
    'did not see the whole file',
  )
})

test('banks are asked with the distance and quality that the pack says', async () => {
  const asked: unknown[] = []
  const media = hostOf(facts())
  const host: MediaHost = {
    ...media,
    banks: {
      version: '1',
      match: (_facts, _banks, how) => {
        asked.push(how)
        return []
      },
    },
  }
  for (const options of [{}, { distance: 9, quality: 70 }])
    await ask(
      hashMatch.build({ name: 'k', of: 'f', options: { banks: ['bad'], ...options }, banks, media: host }),
    )
  expect(asked).toEqual([
    { distance: 31, quality: 50 },
    { distance: 9, quality: 70 },
  ])
})

test('what is at hand is told at once; a file that is not there, and a text that is no id, are refused', async () => {
  const known = matching(hostOf(facts(), { known: true }))
  expect(known.cost === 'dear' && known.atOnce!(itemOf(ID), CHAT_EVENT)).toMatchObject({ matched: false })
  const unknown = matching(hostOf(undefined))
  expect(unknown.cost === 'dear' && unknown.atOnce!(itemOf(ID), CHAT_EVENT)).toBeUndefined()
  await expect(ask(unknown)).rejects.toThrow('gone')
  await expect(ask(known, CHAT_EVENT, 'no id')).rejects.toThrow('no id of a file')
  const { media: _, ...without } = { name: 'known', of: 'f', options: { banks: ['bad'] }, banks, media: 0 }
  await expect(ask(hashMatch.build(without))).rejects.toThrow('not done here')
})

const FIGURES = { triangles: 12, meshes: 1, materials: 1, textures: 0, bones: 0, animations: 0 }

function item(more: Partial<MediaFacts> = {}): MediaFacts {
  const findings = [
    { code: 'odd', severity: 'note' as const, at: 'file', says: '' },
    { code: 'hidden-mesh', severity: 'warning' as const, at: '/meshes/2', says: '' },
    { code: 'texture-undecodable', severity: 'warning' as const, at: '/images/1', says: '' },
    { code: 'node-cycle', severity: 'error' as const, at: '/nodes/1', says: '' },
  ]
  const at = { view: 'worn.front', box: [0.1, 0.2, 0.3, 0.4] as const }
  return facts({
    kind: 'model3d',
    pictures: [picture('mesh.2.front'), picture('texture.1')],
    item: {
      decisions: { any: { verdict: 'block', findings, figures: FIGURES } },
      exposure: {
        any: [
          { region: 'chest', bare: 0.5, most: 0.2, ...at },
          { region: 'hips', bare: 0.1, most: 0.2, ...at },
          { region: 'sides', bare: 0.2, most: 0.2, ...at },
        ],
      },
      signature: undefined,
    },
    ...more,
  })
}

const checking = (media: MediaHost) =>
  itemCheck.build({ name: 'item', of: 'file', options: { profile: 'any' }, banks, media })

test('an item tells its findings, figures, and what is barer than it may be, each with a picture', async () => {
  const { value, seen } = await ask(checking(hostOf(item())))
  expect(value).toMatchObject({
    ...{ errors: 1, warnings: 2, triangles: 12 },
    codes: ['node-cycle', 'hidden-mesh', 'texture-undecodable', 'odd'],
    ...{ exposed: ['chest'], bare: { chest: 0.5, hips: 0.1, sides: 0.2 } },
  })
  expect(seen).toEqual([
    { picture: 'worn.front', box: [0.1, 0.2, 0.3, 0.4], says: 'chest' },
    { picture: 'mesh.2.front', says: 'hidden-mesh' },
    { picture: 'texture.1', says: 'texture-undecodable' },
  ])
})

test('an item that nobody could read has errors, or no value', async () => {
  const died = [{ code: 'reader-died', severity: 'warning' as const, at: 'file', says: '' }]
  const unread = item({ item: undefined, findings: died, whole: false })
  await expect(ask(checking(hostOf(unread)))).rejects.toThrow('did not see the whole file')
  const broken = [{ code: 'too-large', severity: 'error' as const, at: 'file', says: '' }]
  const { value } = await ask(checking(hostOf(item({ item: undefined, findings: broken, whole: false }))))
  expect(value).toMatchObject({ errors: 1, codes: ['too-large'] })
})

test('an item that was read in part tells what is wrong with it, and no all-clear', async () => {
  const slow = [{ code: 'too-slow', severity: 'warning' as const, at: 'file', says: '' }]
  const decisions = { any: { verdict: 'hold' as const, findings: slow, figures: FIGURES } }
  const part = { decisions, exposure: {}, signature: undefined }
  const cut = item({ item: part, findings: slow, whole: false })
  await expect(ask(checking(hostOf(cut)))).rejects.toThrow('did not see the whole file')
  expect((await ask(checking(hostOf({ ...cut, whole: true })))).value).toMatchObject({ warnings: 1 })
  const bare = { ...part, exposure: item().item!.exposure }
  const { value } = await ask(checking(hostOf({ ...cut, item: bare })))
  expect(value).toMatchObject({ errors: 0, exposed: ['chest'] })
})

const copy = (id: string, similarity: number, more: Partial<CatalogueMatch> = {}): CatalogueMatch => ({
  ...{ item: id, similarity, media: ID, maker: 'account:b', sameMaker: false, by: 'looks' },
  parts: { shape: undefined, views: undefined, texture: undefined },
  picture: { mine: 'view.front', theirs: 'view.front' },
  ...{ makers: 2, seenMs: 0 },
  ...more,
})

test('copies are items of other makers, without the item itself', async () => {
  const copies = [copy('item:self', 1), copy('item:own', 0.99, { sameMaker: true }), copy('item:x', 0.9)]
  const event = { ...CHAT_EVENT, actor: 'account:a' as EntityRef, target: 'item:self' as EntityRef }
  const of = (options: object) =>
    copiesOf.build({ name: 'copies', of: 'f', options, banks, media: hostOf(item(), { copies }) })
  expect(await ask(of({}), event)).toEqual({
    value: { count: 1, similarity: 0.9, by: 'looks', item: 'item:x', maker: 'account:b', makers: 2 },
    seen: [{ picture: 'view.front', says: 'item:x' }],
  })
  expect((await ask(of({ own: true }), event)).value).toMatchObject({ count: 2, similarity: 0.99 })
  const none = copiesOf.build({ name: 'copies', of: 'f', options: {}, banks, media: hostOf(item()) })
  expect((await ask(none, event)).value).toMatchObject({ count: 0, similarity: 0 })
  const part = hostOf(item({ whole: false }))
  const unsure = copiesOf.build({ name: 'copies', of: 'f', options: {}, banks, media: part })
  await expect(ask(unsure, event)).rejects.toThrow('did not see the whole file')
})

const bank = { name: 'slurs', language: 'en', match: 'word' as const, terms: ['clodpole'], except: [] }
const slurs = terms.build({
  ...{ name: 'slurs', of: 'file', options: { banks: ['slurs'] } },
  banks: new Map([['slurs', bank]]),
})

test('a signal of text finds what is written in pictures, and says in which and where', async () => {
  const of = facts({
    pictures: [written('view.front', 'hello', 'what a clodpole'), written('view.back', 'hello', 'nothing')],
  })
  const { value, seen } = await ask(overWriting(slurs, hostOf(of)))
  expect(value).toMatchObject({ count: 1, terms: ['clodpole'] })
  expect(seen).toEqual([{ picture: 'view.front', box: [0, 0.5, 1, 0.5] }])
})

test('what stands in several views is told once, where it was read first', async () => {
  const of = facts({ pictures: [written('view.front', 'clodpole'), written('view.left', 'clodpole')] })
  const { value, seen } = await ask(overWriting(slurs, hostOf(of)))
  expect(value).toMatchObject({ count: 1 })
  expect(seen).toEqual([{ picture: 'view.front', box: [0, 0.5, 1, 0.5] }])
})

test('words of two texts are no term together, and texts of one file are joined once for all signals', async () => {
  const apart = facts({ pictures: [written('a', 'clod'), written('b', 'pole')] })
  expect((await ask(overWriting(slurs, hostOf(apart)))).value).toMatchObject({ count: 0 })
  const item = itemOf(ID)
  const media = hostOf(facts({ pictures: [written('a', 'go to free-gifts.xyz/now', 'clodpole')] }), {
    known: true,
  })
  const found = [slurs, links.build({ name: 'links', of: 'file', options: {}, banks })].map((inner) => {
    const over = overWriting(inner, media)
    return over.cost === 'dear' ? over.atOnce!(item, CHAT_EVENT) : undefined
  })
  expect(found).toMatchObject([{ count: 1 }, { count: 1 }])
})

test('writing that was read in part holds no all-clear', async () => {
  const of = facts({ pictures: [written('a', 'hello')], whole: false })
  await expect(ask(overWriting(slurs, hostOf(of)))).rejects.toThrow('did not see the whole file')
  const found = facts({ pictures: [written('a', 'clodpole')], whole: false })
  expect((await ask(overWriting(slurs, hostOf(found)))).value).toMatchObject({ count: 1 })
})

test('a file of another kind than its feature takes has no facts there', async () => {
  const media = hostOf(item(), { known: true })
  expect(ofKind(media, 'model3d').known(ID)).toBeDefined()
  expect(ofKind(media, 'image').known(ID)).toBeUndefined()
  await expect(ofKind(media, 'image').facts(ID, never)).rejects.toThrow('of kind model3d')
})
