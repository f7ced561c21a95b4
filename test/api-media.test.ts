import { afterAll, beforeAll, expect, test } from 'vitest'
import { cube, spoilt } from '../src/signals/model3d/shapes.fixture.ts'
import { idOf, somePicture, startMediaService } from './media-service.fixture.ts'
import { until } from './store-tools.fixture.ts'

let haechi: Awaited<ReturnType<typeof startMediaService>>
beforeAll(async () => {
  haechi = await startMediaService()
}, 120_000)
afterAll(() => haechi?.stop())

const looked = async (id: string) => {
  let reply: Awaited<ReturnType<typeof haechi.request>>
  await until(async () => {
    reply = await haechi.request('GET', `/v1/media/${id}`)
    return reply.json.state !== 'waiting'
  })
  return reply!
}

test('a picture is sent, looked at, judged and drawn', async () => {
  const bytes = await somePicture(1)
  const sent = await haechi.upload(bytes)
  expect([sent.status, sent.json]).toEqual([
    200,
    { id: idOf(bytes), kind: 'image', bytes: bytes.length, known: false },
  ])
  const { id } = sent.json
  const { json } = await looked(id)
  expect(json).toMatchObject({ id, state: 'looked', format: 'png', facts: { whole: true, findings: [] } })
  expect(json.facts.pictures[0]).toMatchObject({ name: 'picture', width: 128, height: 128, marks: [] })
  const screened = await haechi.request('POST', '/v1/screen', {
    type: 'post.create',
    actor: 'account:u1',
    data: { title: 'x', picture: id },
  })
  expect([screened.status, screened.json.verdict]).toEqual([200, 'allow'])
  const drawn = await fetch(`${haechi.url}/v1/media/${id}/pictures/picture`, {
    headers: { authorization: 'Bearer an admin key for tests' },
  })
  expect(drawn.status).toBe(200)
  expect(Object.fromEntries(drawn.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': 'inline',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
  })
  const png = Buffer.from(await drawn.arrayBuffer())
  expect(png.subarray(0, 4).toString('latin1')).toBe('\x89PNG')
})

test('an item beyond its slot is blocked, and the reason names it', async () => {
  const bytes = spoilt(cube())
  const sent = await haechi.upload(bytes)
  expect(sent.json).toMatchObject({ kind: 'model3d', known: false })
  const { json } = await looked(sent.json.id)
  expect(json).toMatchObject({ state: 'looked' })
  console.log(JSON.stringify(json.facts).slice(0, 1500))
  const event = {
    type: 'item.listing',
    actor: 'account:u1',
    target: 'item:i1',
    data: { model: sent.json.id },
  }
  const screened = await haechi.request('POST', '/v1/screen', event)
  console.log(screened.text)
  const asked = await haechi.request('POST', '/v1/precheck', { event })
  console.log(asked.text)
})
