import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtLooker, type MediaService, somePicture, startMediaService } from './media-service.fixture.ts'
import { connectionOf, sql, until } from './store-tools.fixture.ts'

let haechi: MediaService
beforeAll(async () => {
  haechi = await startMediaService()
})
afterAll(() => haechi?.stop())

const db = (text: string, values: unknown[] = []) =>
  sql<Record<string, unknown>>(connectionOf(haechi.dataDir), text, values)
const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex')
const seal = (bytes: Uint8Array) =>
  haechi.request('POST', '/v1/banks/worst/members', { type: 'md5', hash: md5(bytes) })
const post = (id: string, actor = 'account:u1') => ({
  ...{ type: 'post.create', actor, data: { title: 'x', picture: id } },
})
const state = async (id: string) => (await haechi.request('GET', `/v1/media/${id}`)).json.state
const pieces = (id: string) => db('select from haechi.media_pieces where media = $1', [id.slice(7)])

/** Nothing of it is shown, whoever asks. */
async function expectSealed(id: string) {
  expect(await state(id)).toBe('held')
  expect((await haechi.request('GET', `/v1/media/${id}`)).json.facts).toBeNull()
  for (const rest of ['pictures/picture', 'pictures/picture?marked=no', 'file', 'near', 'scene'])
    expect([rest, (await haechi.request('GET', `/v1/media/${id}/${rest}`)).status]).toEqual([rest, 409])
  expect(await pieces(id)).toHaveLength(0)
  const [row] = await db('select facts from haechi.media_facts where media = $1', [id.slice(7)])
  const left = JSON.parse(row!.facts as string)
  expect(left).toMatchObject({ findings: [], whole: false })
  for (const picture of left.pictures)
    expect(picture).toMatchObject({
      scores: {},
      embeddings: {},
      texts: [],
      pdq: { hash: expect.any(String) },
    })
}

test('what is in a sealed bank is deleted as soon as it was looked at, and known again when it comes back', async () => {
  const bytes = await somePicture(11)
  expect((await seal(bytes)).status).toBe(200)
  const { id } = (await haechi.upload(bytes)).json
  await until(async () => (await state(id)) !== 'waiting')
  await expectSealed(id)
  const [noted] = await db(`select objects, details from haechi.audit where what = 'media.sealed'`)
  expect(noted).toEqual({ objects: JSON.stringify([id]), details: '{"bank":"worst"}' })
  // The same bytes again are not kept again.
  expect((await haechi.upload(bytes)).json).toMatchObject({ id, known: true })
  expect(await pieces(id)).toHaveLength(0)
  const judged = (await haechi.request('POST', '/v1/screen', post(id))).json
  expect([judged.verdict, judged.reasons[0].rule]).toEqual(['block', 'picture.worst'])
  await expectSealed(id)
})

test('a file that a bank learns of later is deleted before anybody is shown it again', async () => {
  const bytes = await somePicture(12)
  const { id } = (await haechi.upload(bytes)).json
  await until(async () => (await state(id)) === 'looked')
  expect((await haechi.request('GET', `/v1/media/${id}/file`)).status).toBe(200)
  await haechi.request('POST', '/v1/screen', post(id))
  expect((await seal(bytes)).status).toBe(200)
  expect((await haechi.request('GET', `/v1/media/${id}/file`)).status).toBe(409)
  await expectSealed(id)
})

test('asking beforehand tells nothing of a sealed bank, and nothing more to whoever has met one', async () => {
  const [worst, fine] = [await somePicture(13), await somePicture(14)]
  await seal(worst)
  const ids = await Promise.all([worst, fine].map(async (bytes) => (await haechi.upload(bytes)).json.id))
  const ask = async (id: string, actor: string) =>
    (await haechi.request('POST', '/v1/precheck', { event: post(id, actor) })).json
  expect(await ask(ids[1], 'account:maker')).toMatchObject({ verdict: 'allow', person: false })
  const told = { verdict: 'hold', person: true, reasons: [] }
  const first = await ask(ids[0], 'account:maker')
  expect(first).toMatchObject({ ...told, media: [{ id: ids[0], findings: [] }] })
  expect(JSON.stringify(first)).not.toMatch(/worst|S0|block/)
  expect(await ask(ids[1], 'account:maker')).toMatchObject(told)
  // Others are told as before.
  expect(await ask(ids[1], 'account:other')).toMatchObject({ verdict: 'allow' })
  expect(await db('select from haechi.media_uses where media = $1', [ids[0].slice(7)])).toHaveLength(0)
})

test('a file whose reader is killed is held, and looked at again when somebody asks', async () => {
  const slow = await startMediaService({ media: { looker: await builtLooker({ timeMs: 1 }) } })
  try {
    const { id } = (await slow.upload(await somePicture(15, 1024))).json
    const { json } = await slow.request('POST', '/v1/screen', post(id))
    expect([json.verdict, json.unknown.map(({ took }: { took: string }) => took)]).toEqual([
      'hold',
      ['hold', 'hold'],
    ])
    expect((await slow.request('GET', '/readyz')).status).toBe(200)
    // What chance has ended is not kept for good.
    const kept = await sql(connectionOf(slow.dataDir), 'select from haechi.media_facts')
    expect(kept).toHaveLength(0)
  } finally {
    await slow.stop()
  }
})
