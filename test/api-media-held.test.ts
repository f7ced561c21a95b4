import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Looker } from '../src/signals/media/look.ts'
import {
  builtLooker,
  MEDIA_PACK,
  type MediaService,
  somePicture,
  startMediaService,
} from './media-service.fixture.ts'
import { newPerson, tokenOf } from './people.fixture.ts'
import { until } from './store-tools.fixture.ts'

/** A looker that looks at nothing before it is told to. */
async function waitingLooker(): Promise<{ looker: Looker; go(): void }> {
  const looker = await builtLooker()
  let go = () => {}
  const told = new Promise<void>((resolve) => {
    go = resolve
  })
  return {
    looker: {
      ...looker,
      look: async (bytes, asked) => {
        await told
        return looker.look(bytes, asked)
      },
    },
    go,
  }
}

let haechi: MediaService
let go: () => void
beforeAll(async () => {
  const waiting = await waitingLooker()
  go = waiting.go
  haechi = await startMediaService({
    media: { looker: waiting.looker },
    pack: {
      'haechi.yaml': MEDIA_PACK['haechi.yaml']!.replaceAll('deadline: 60s', 'deadline: 2s'),
      'queues.yaml': 'default: { description: All }\npictures: { description: Pictures }\n',
      'review.yaml': 'undecided:\n  - { on: post.create, queue: pictures, asks: media.known }\n',
    },
  })
}, 120_000)
afterAll(() => haechi?.stop())

test('what was not looked at in time has a job by itself, and reviewers see what is found later', async () => {
  const { client } = haechi
  const { id } = (await haechi.upload(await somePicture(1))).json
  const event = {
    type: 'post.create',
    actor: 'account:u1',
    world: 'plaza',
    data: { title: 'x', picture: id },
  }
  const held = (await haechi.request('POST', '/v1/screen', { ...event, id: 'first' })).json
  expect(held).toMatchObject({ verdict: 'hold', reasons: [] })

  await until(async () => (await client.jobs.search()).jobs.length > 0)
  const { jobs } = await client.jobs.search()
  expect(jobs).toMatchObject([{ queue: 'pictures', severity: 'S2', type: 'post.create' }])
  const mina = await newPerson(haechi, 'reviewer', { skills: { clearance: 'S2' } })
  const key = await tokenOf(haechi, mina)
  const asks = (path: string) => haechi.request('GET', path, undefined, { key })
  expect((await asks(`/v1/media/${id}?decision=${held.decision}`)).json).toMatchObject({
    state: 'waiting',
    facts: null,
  })

  go()
  const seen = async () => (await asks(`/v1/media/${id}`)).json
  await until(async () => (await seen()).state === 'looked')
  expect((await seen()).facts).toMatchObject({ whole: true, pictures: [{ name: 'picture' }] })

  // The decision stands under its id; asked for anew, the event is judged with what is known now.
  const again = (await haechi.request('POST', '/v1/screen', { ...event, id: 'first' })).json
  expect(again).toMatchObject({ decision: held.decision, verdict: 'hold' })
  expect((await haechi.request('POST', '/v1/screen', { ...event, id: 'second' })).json.verdict).toBe('allow')
  expect((await client.jobs.search()).jobs).toHaveLength(1)
})
