import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cube, model, pngHeader, spoilt } from '../src/signals/model3d/shapes.fixture.ts'
import { ADMIN_KEY } from './api-service.fixture.ts'
import { idOf, type MediaService, somePicture, startMediaService } from './media-service.fixture.ts'
import { connectionOf, sql, until } from './store-tools.fixture.ts'

let haechi: MediaService
beforeAll(async () => {
  haechi = await startMediaService({ media: { limits: { fileBytes: 2 * 1024 * 1024 } } })
})
afterAll(() => haechi?.stop())

const show = (id: string, key = ADMIN_KEY) => haechi.request('GET', `/v1/media/${id}`, undefined, { key })
async function looked(id: string) {
  await until(async () => (await show(id)).json.state !== 'waiting')
  return (await show(id)).json
}
const post = (id: string) => ({ type: 'post.create', actor: 'account:u1', data: { title: 'x', picture: id } })
const listing = (id: string, item: string, actor = 'account:u1') => ({
  ...{ type: 'item.listing', actor, target: `item:${item}`, data: { model: id } },
})
const judge = async (event: object) => (await haechi.request('POST', '/v1/screen', event)).json

async function bytesOf(path: string) {
  const response = await fetch(haechi.url + path, { headers: { authorization: `Bearer ${ADMIN_KEY}` } })
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}

test('a picture is sent, looked at, judged and drawn', async () => {
  const bytes = await somePicture(1)
  const sent = await haechi.upload(bytes)
  const { id } = sent.json
  expect([sent.status, sent.json]).toEqual([
    200,
    { id: idOf(bytes), kind: 'image', bytes: bytes.length, known: false },
  ])
  expect((await haechi.upload(bytes)).json).toEqual({ ...sent.json, known: true })
  expect(await looked(id)).toMatchObject({
    ...{ id, state: 'looked', format: 'png', severity: null },
    facts: { whole: true, findings: [], pictures: [{ name: 'picture', width: 128, height: 128, marks: [] }] },
  })
  expect((await judge(post(id))).verdict).toBe('allow')
  expect((await show(id)).json.severity).toBe('S4')
  const { response, bytes: png } = await bytesOf(`/v1/media/${id}/pictures/picture`)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': 'inline',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
  })
  const raw = (of: Buffer) => sharp(of).removeAlpha().raw().toBuffer()
  expect((await raw(png)).equals(await raw(bytes))).toBe(true)
  expect((await bytesOf(`/v1/media/${id}/pictures/view.front`)).response.status).toBe(404)
  const file = await bytesOf(`/v1/media/${id}/file`)
  expect(file.bytes.equals(bytes)).toBe(true)
  expect(file.response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="[0-9a-f]{16}\.png"$/,
  )
  expect(file.response.headers.get('content-type')).toBe('application/octet-stream')
})

test('a known picture is blocked, and asking beforehand shows which picture and where, in the language asked', async () => {
  const bytes = await somePicture(2)
  const { id } = (await haechi.upload(bytes)).json
  const md5 = createHash('md5').update(bytes).digest('hex')
  expect((await judge({ id: 'before', ...post(id) })).verdict).toBe('allow')
  const { rows } = await facts(id)
  const pdq = rows.pictures[0].pdq.hash
  for (const [type, hash] of [
    ['md5', md5],
    ['pdq', pdq],
  ])
    expect((await haechi.request('POST', '/v1/banks/shown/members', { type, hash })).status).toBe(200)
  const asked = await haechi.request('POST', '/v1/precheck', { event: post(id), language: 'ko' })
  expect(asked.json).toMatchObject({
    ...{ verdict: 'block', person: false },
    reasons: [
      {
        ...{ rule: 'picture.known', policy: 'media.known@1', severity: 'S2', title: '알려진 사진' },
        notice: '이 사진은 사용할 수 없습니다.',
        pictures: [{ media: id, name: 'picture', marks: [{ why: 'bank', box: [0, 0, 1, 1] }] }],
      },
    ],
    media: [{ feature: 'picture', id, findings: [] }],
  })
  const marked = await bytesOf(asked.json.reasons[0].pictures[0].url)
  const plain = await bytesOf(`${asked.json.reasons[0].pictures[0].url}?marked=no`)
  expect([marked.response.status, plain.response.status]).toEqual([200, 200])
  expect(marked.bytes.equals(plain.bytes)).toBe(false)
  // Asking left nothing behind: no decision, no use.
  const uses = await db('select from haechi.media_uses where media = $1', [id.slice(7)])
  expect(uses).toHaveLength(1)
  const { verdict, reasons } = await judge(post(id))
  expect([verdict, reasons[0].policy]).toEqual(['block', 'media.known@1'])
  expect((await show(id)).json).toMatchObject({
    severity: 'S2',
    facts: {
      matches: expect.arrayContaining([
        { bank: 'shown', member: 2, distance: 0, picture: 'picture', video: null },
      ]),
    },
  })
})

test('variants of a known picture by one account are one sender to the flood guard', async () => {
  const first = await somePicture(41)
  const { rows } = await facts((await haechi.upload(first)).json.id)
  const hash = rows.pictures[0].pdq.hash
  const { member } = (await haechi.request('POST', '/v1/banks/shown/members', { type: 'pdq', hash })).json
  const { data, info } = await sharp(first).raw().toBuffer({ resolveWithObject: true })
  for (let at = 0; at < 12; at++) {
    data[0] = at
    const { id } = (await haechi.upload(await sharp(data, { raw: info }).png().toBuffer())).json
    const actor = at < 6 ? 'account:u7' : 'account:u8'
    expect((await judge({ ...post(id), actor })).verdict).toBe('block')
  }
  const path = `/v1/banks/shown/members/${member}`
  await until(async () => (await haechi.request('GET', path)).json.matches === 12)
  const counted = await db(
    `select d.actor from haechi.hash_matches h join haechi.decisions d on d.id = h.decision
     where h.member = $1 and h.counted order by d.actor`,
    [member],
  )
  expect(counted).toEqual([{ actor: 'account:u7' }, { actor: 'account:u8' }])
  expect((await haechi.request('GET', path)).json.state).toBe('active')
})

/** A seat with a back and a foot: nobody's box. */
function chair(size: number) {
  const boxes = [
    [0, 0.4, 0, 0.5, 0.5, 0.5],
    [0, 0.5, 0, 0.5, 1.1, 0.08],
    [0.2, 0, 0.2, 0.3, 0.4, 0.34],
  ] as const
  const positions = boxes.flatMap(([x, y, z, X, Y, Z]) =>
    [0, 1, 2, 3, 4, 5, 6, 7].flatMap((i) =>
      [i & 1 ? X : x, i & 2 ? Y : y, i & 4 ? Z : z].map((value) => value * size),
    ),
  )
  const sides = [
    0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7,
    5,
  ]
  return model(
    positions,
    boxes.flatMap((_, box) => sides.map((corner) => 8 * box + corner)),
  )
}

test('an allowed item enters the catalogue, and a copy of it by somebody else is held and shown what is near', async () => {
  const first = spoilt(chair(1))
  const { id } = (await haechi.upload(first)).json
  expect((await judge(listing(id, 'first'))).verdict).toBe('allow')
  const reviewer = (await haechi.client.keys.create({ name: 'reviewer', scopes: ['review'] })).secret
  // It is noted as listed when it is found, which is after it is kept.
  await until(async () => (await db('select from haechi.media_uses where listed', [])).length === 1)
  expect(await db('select from haechi.catalogue', [])).toHaveLength(1)
  const copy = spoilt(chair(0.7))
  const sent = (await haechi.upload(copy)).json
  const held = await judge(listing(sent.id, 'second', 'account:u2'))
  expect([held.verdict, held.reasons[0]?.rule]).toEqual(['hold', 'item.copy'])
  const near = await haechi.request('GET', `/v1/media/${sent.id}/near`)
  expect(near.json.near[0]).toMatchObject({ item: 'item:first', media: id, shown: true })
  // A reviewer may hold a copy against what is listed, and sees no other file for that.
  expect([(await show(id, reviewer)).status, (await show(sent.id, reviewer)).status]).toEqual([200, 404])
  // What is held is not listed, and what was listed is listed once.
  await judge(listing(id, 'first'))
  await until(async () => (await db('select from haechi.media_uses where listed', [])).length === 2)
  expect(await db('select from haechi.catalogue', [])).toHaveLength(1)
  const scene = await bytesOf(`/v1/media/${id}/scene`)
  expect([scene.response.status, scene.response.headers.get('content-type')]).toEqual([
    200,
    'application/octet-stream',
  ])
})

test('an item beyond its slot is blocked, and whoever asks beforehand is told by how much', async () => {
  const many = Array.from({ length: 34 }, (_, i) => cube(0.1 + i / 100))
  const positions = many.flatMap((_, i) => [i, 0, 0, i + 1, 0, 0, i, 1, 0, i + 1, 1, 0])
  const indices = many.flatMap((_, i) => [0, 1, 2, 1, 3, 2, 2, 3, 1, 2, 1, 0].map((corner) => 4 * i + corner))
  const { id } = (await haechi.upload(spoilt(model(positions, indices)))).json
  const asked = (await haechi.request('POST', '/v1/precheck', { event: listing(id, 'many') })).json
  expect(asked).toMatchObject({
    verdict: 'block',
    reasons: [{ rule: 'item.limits', policy: 'item.limits@2', notice: 'The item has too many triangles.' }],
    media: [
      {
        ...{ feature: 'model', id },
        findings: expect.arrayContaining([
          expect.objectContaining({ code: 'too-many-triangles', severity: 'error' }),
        ]),
      },
    ],
  })
  const { verdict, decision } = await judge(listing(id, 'many'))
  expect(verdict).toBe('block')

  // What a decision held the file against is told of that file alone.
  const of = (file: string, about: string, key = ADMIN_KEY) =>
    haechi.request('GET', `/v1/media/${file}?decision=${about}`, undefined, { key })
  expect((await of(id, decision)).json.facts).toMatchObject({
    used: ['hat'],
    slots: [{ slot: 'hat', of: 'hat' }],
  })
  expect((await looked(id)).facts.used).toBeNull()
  const other = (await haechi.upload(spoilt(cube(0.3)))).json.id
  await looked(other)
  expect((await of(other, decision)).json.facts.used).toBeNull()
  expect((await of(id, `d-${'0'.repeat(32)}`)).json.facts.used).toBeNull()
  const { secret } = await haechi.client.keys.create({ name: 'sends only', scopes: ['screen'] })
  await haechi.upload(spoilt(model(positions, indices)), secret)
  expect((await of(id, decision, secret)).json.facts.used).toBeNull()

  const drawn = (query: string) => bytesOf(`/v1/media/${id}/pictures/view.front?${query}`)
  expect((await drawn('slots=hat')).response.status).toBe(200)
  expect((await drawn('slots=Hat!')).response.status).toBe(400)
})

test('two uploads of one file at once are one file', async () => {
  const bytes = await somePicture(3, 512)
  const sent = await Promise.all([1, 2, 3, 4].map(() => haechi.upload(bytes)))
  expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(sent.filter(({ json }) => !json.known)).toHaveLength(1)
  await looked(idOf(bytes))
  expect((await bytesOf(`/v1/media/${idOf(bytes)}/file`)).bytes.equals(bytes)).toBe(true)
})

test('a file is for whoever sent it, and for whoever may see a decision about it', async () => {
  const key = async (name: string, scopes: ('screen' | 'read' | 'review')[], worlds?: string[]) =>
    (await haechi.client.keys.create({ name, scopes, ...(worlds ? { worlds } : {}) })).secret
  const [sender, other, reader, school] = [
    await key('sender', ['screen']),
    await key('other', ['screen']),
    await key('reader', ['read']),
    await key('school', ['read'], ['school']),
  ]
  const bytes = await somePicture(4)
  const { id } = (await haechi.upload(bytes, sender)).json
  const statuses = async () =>
    Promise.all([sender, other, reader, school].map(async (one) => (await show(id, one)).status))
  expect(await statuses()).toEqual([200, 404, 404, 404])
  await judge({ ...post(id), world: 'plaza' })
  expect(await statuses()).toEqual([200, 404, 200, 404])
  // Whoever sends it is not told how grave it is.
  expect((await show(id, sender)).json.severity).toBeNull()
  // Whoever asks beforehand with somebody else's file hears no more of it than the verdict.
  const asked = await haechi.request('POST', '/v1/precheck', { event: post(id) }, { key: other })
  expect(asked.json).toMatchObject({ verdict: 'allow', media: [{ findings: [] }] })
})

describe('bad input', () => {
  const refused = async (bytes: Uint8Array) => {
    const { status, json } = await haechi.upload(bytes)
    return [status, json.type.replace('urn:haechi:problem:', ''), json.wayOut.length > 20]
  }

  test('what is no file of a kind that is taken is refused, and what is too large', async () => {
    expect(await refused(Buffer.alloc(0))).toEqual([400, 'invalid-request', true])
    expect(await refused(Buffer.from('MZ an executable'))).toEqual([415, 'unsupported-media-type', true])
    expect(await refused(Buffer.from(' <?xml version="1.0"?><svg onload="alert(1)"/>'))).toEqual([
      ...[415, 'unsupported-media-type', true],
    ])
    expect(await refused(Buffer.from('\0\0\0\x1cftypheic\0\0\0\0', 'latin1'))).toEqual([
      ...[415, 'unsupported-media-type', true],
    ])
    expect(await refused(Buffer.alloc(2 * 1024 * 1024 + 1, 1))).toEqual([413, 'too-large', true])
    const packed = await haechi.request('POST', '/v1/media', Buffer.from('x'), {
      ...{ type: 'image/png', headers: { 'content-encoding': 'gzip' } },
    })
    expect(packed.status).toBe(415)
  })

  test('a body of unknown length is cut off at the limit', async () => {
    const pieces = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 40; i++) controller.enqueue(new Uint8Array(100_000).fill(137))
        controller.close()
      },
    })
    const response = await fetch(`${haechi.url}/v1/media`, {
      ...{ method: 'POST', body: pieces, duplex: 'half' },
      headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'image/png' },
    } as RequestInit)
    expect(response.status).toBe(413)
  })

  test('hostile files are held with a finding, never allowed, and nothing of the service ends', async () => {
    const good = await somePicture(5)
    const files: Record<string, Buffer> = {
      truncated: good.subarray(0, good.length / 2),
      'header of 30,000 x 30,000': Buffer.from(pngHeader(30_000, 30_000)),
      bomb: bombPng(),
      'only magic bytes': good.subarray(0, 8),
    }
    for (const [name, bytes] of Object.entries(files)) {
      const { id } = (await haechi.upload(bytes)).json
      const shown = await looked(id)
      expect([name, shown.facts.whole]).toEqual([name, false])
      expect([name, (await judge(post(id))).verdict]).toEqual([name, 'hold'])
      expect([name, (await bytesOf(`/v1/media/${id}/pictures/picture`)).response.status]).toEqual([name, 404])
    }
    const polyglot = Buffer.concat([good, Buffer.from('PK\x03\x04 and an archive', 'latin1')])
    const { id } = (await haechi.upload(polyglot)).json
    expect((await looked(id)).facts.findings.map(({ code }: { code: string }) => code)).toContain('polyglot')
    expect(await haechi.request('GET', '/readyz')).toMatchObject({ status: 200 })
  })

  test('an id of no file, of another kind, or of none that was sent', async () => {
    const wrong = await haechi.request('POST', '/v1/screen', post('sha256:short'))
    expect([wrong.status, wrong.json.field]).toEqual([400, 'data.picture'])
    const none = `sha256:${'0'.repeat(64)}`
    expect((await judge(post(none))).verdict).toBe('hold')
    expect((await show(none)).status).toBe(404)
    expect((await show('sha256:short')).status).toBe(400)
    const { id } = (await haechi.upload(spoilt(cube(0.2)))).json
    expect((await judge(post(id))).verdict).toBe('hold')
    const asked = await haechi.request('POST', '/v1/precheck', { event: post(none) })
    expect(asked.json).toMatchObject({ verdict: 'hold', person: true, reasons: [] })
    const worded = await haechi.request('POST', '/v1/precheck', { event: post(none), why: 'x' })
    expect([worded.status, worded.json.field]).toEqual([400, 'why'])
  })
})

test('neither the log nor metrics hold an id of a file or a name', async () => {
  const { text } = await haechi.request('GET', '/metrics')
  expect(text).not.toMatch(/sha256:|account:u/)
  expect(haechi.logged.join('\n')).not.toMatch(/account:u|title/)
})

const db = (text: string, values: unknown[]) =>
  sql<Record<string, unknown>>(connectionOf(haechi.dataDir), text, values)

/** As they are kept: with hashes, which no route tells. */
async function facts(id: string) {
  await looked(id)
  const [row] = await db('select facts from haechi.media_facts where media = $1', [id.slice(7)])
  return { rows: JSON.parse(row!.facts as string) }
}

/** 400 MB of one grey, in a few hundred kilobytes. */
function bombPng(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(body))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(20_000, 0)
  header.writeUInt32BE(20_000, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const row = Buffer.alloc(20_001 * 1000)
  const data = deflateSync(Buffer.concat(Array.from({ length: 20 }, () => row)))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...[chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))],
  ])
}
