import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WATCH_DEFAULTS } from '../src/api/watch-pack.ts'
import { createClient } from '../src/client/client.ts'
import type { HaechiError } from '../src/client/haechi-error.ts'
import { Unavailable } from '../src/engine/ports.ts'
import { folderSignature } from '../src/pack/folder-signature.ts'
import { openStore } from '../src/store/open-store.ts'
import {
  ADMIN_KEY,
  PATIENT_MS,
  startTestService,
  TEST_PACK,
  type TestService,
  type TestServiceOptions,
  testFolder,
} from './api-service.fixture.ts'
import { bundleFixture } from './bundle.fixture.ts'
import { databaseUrlOf, until } from './store-tools.fixture.ts'

/** The pack with another verdict for insults: `block` instead of `mask`. */
const rules = TEST_PACK['rules/chat.yaml']!
const stricter = { ...TEST_PACK, 'rules/chat.yaml': rules.replace('verdict: mask', 'verdict: block') }
const milder = { ...TEST_PACK, 'rules/chat.yaml': rules.replace('verdict: mask', 'verdict: nudge') }
const insult = { type: 'chat.message', data: { text: 'you blockhead' } } as const
/** Changes the folder of a service in this process, and waits until whoever watches it has looked at what it holds now. */
async function passedOver({ packDir }: TestService, change: () => void): Promise<void> {
  const told = new Promise<void>((resolve) => {
    const watcher = watch(join(packDir, 'rules'), () => {
      watcher.close()
      resolve()
    })
  })
  change()
  await told
  // Timers of one process go off in their order, and what reads files is served in its order, too.
  await new Promise((resolve) => setTimeout(resolve, 10 * WATCH_DEFAULTS.settleMs))
  for (let i = 0; i < 3; i++) await folderSignature(packDir)
}

const verdictOf = async ({ client }: TestService) => (await client.screen(insult)).verdict

describe('on one service', () => {
  let haechi: TestService
  beforeAll(async () => {
    haechi = await startTestService()
  })
  afterAll(() => haechi?.stop())

  test('the pack that a service starts with is version 1', async () => {
    const { live, versions } = await haechi.client.versions.list()
    const { ruleset, version } = await haechi.client.ruleset()
    expect([live, version]).toEqual([1, 1])
    expect(versions).toEqual([
      expect.objectContaining({ number: 1, via: 'start', ruleset, base: null, appliedBy: 'start' }),
    ])
    expect(haechi.said.join()).toContain(`version   1, by the pack at ${haechi.packDir}`)
  })

  test('an applied pack judges at once, with who and why on record, and every file kept', async () => {
    const applied = await haechi.client.versions.apply({
      files: stricter,
      base: 1,
      why: 'Insults 너무 많다',
      by: 'Mina',
    })
    expect(applied).toMatchObject({ version: { number: 2, base: 1, via: 'apply' } })
    expect(applied.warnings).toContainEqual(
      expect.objectContaining({ severity: 'warning', code: 'unused-feature' }),
    )
    expect(await verdictOf(haechi)).toBe('block')
    const { version, files, live } = await haechi.client.versions.get(2)
    expect(files).toEqual(stricter)
    expect(live).toBe(true)
    expect(version.why).toBe('Insults 너무 많다')
    expect(version.appliedBy).toMatch(/^Mina, by HAECHI_ADMIN_KEY \(key [0-9a-f]{12}\)$/)
    expect((await haechi.client.ruleset()).version).toBe(2)
    expect((await haechi.client.ready()).notes).toEqual([
      expect.stringMatching(
        /^Version 2 judges, applied by Mina, .*; the pack's folder is not followed\. `haechi start --watch`/,
      ),
    ])
  })

  test('from then on the folder is not followed', async () => {
    await passedOver(haechi, () =>
      writeFileSync(join(haechi.packDir, 'rules/chat.yaml'), milder['rules/chat.yaml']),
    )
    expect((await haechi.client.versions.list()).live).toBe(2)
    expect(await verdictOf(haechi)).toBe('block')
  })

  test('what was planned on a version that is no longer live is refused, with who and when', async () => {
    const answer = await haechi.request('POST', '/v1/versions', { files: milder, why: 'late', base: 1 })
    expect(answer.status).toBe(409)
    expect(answer.json).toMatchObject({ type: 'urn:haechi:problem:version-conflict', field: 'base' })
    expect(answer.json.detail).toMatch(
      /^Version 2 is live, not 1: applied by Mina, by .* at \d{4}-\d\d-\d\dT.*Z \("Insults 너무 많다"\)\.$/,
    )
    expect(await verdictOf(haechi)).toBe('block')
  })

  test('of two people who apply at once, one is told of the other', async () => {
    const { live } = await haechi.client.versions.list()
    const outcomes = await Promise.allSettled([
      haechi.client.versions.apply({ files: milder, why: 'milder', base: live, by: 'Ann' }),
      haechi.client.versions.apply({ files: TEST_PACK, why: 'as it was', base: live, by: 'Bob' }),
    ])
    const [done] = outcomes.filter(({ status }) => status === 'fulfilled')
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as HaechiError] : []))
    expect(refused).toHaveLength(1)
    expect(refused[0]!.problem).toMatchObject({ status: 409 })
    expect(refused[0]!.message).toMatch(/applied by (Ann|Bob), by/)
    expect(done).toMatchObject({ value: { version: { number: live + 1 } } })
    expect(await verdictOf(haechi)).toBe(refused[0]!.message.includes('Ann') ? 'nudge' : 'mask')
  })

  test('the same request sent again is answered with the version that it made', async () => {
    const { live } = await haechi.client.versions.list()
    const request = { files: stricter, why: 'once', base: live }
    const first = await haechi.client.versions.apply(request)
    expect(await haechi.client.versions.apply(request)).toMatchObject({ version: first.version })
    expect((await haechi.client.versions.list()).live).toBe(live + 1)
    await expect(haechi.client.versions.apply({ ...request, why: 'twice' })).rejects.toThrow('is live, not')
  })

  test('a pack with errors is refused with all of them, and nothing changes', async () => {
    const before = (await haechi.client.versions.list()).live
    const broken = {
      ...TEST_PACK,
      'rules/chat.yaml': rules
        .replace('bad_words.count > 0', 'bad_word.count > 0')
        .replace('account_age <', 'acount_age <'),
    }
    const answer = await haechi.request('POST', '/v1/versions', {
      files: broken,
      why: 'broken',
      base: before,
    })
    expect(answer.status).toBe(422)
    expect(answer.json).toMatchObject({
      type: 'urn:haechi:problem:pack-errors',
      diagnostics: [
        { severity: 'error', code: 'unknown-name', place: { file: 'rules/chat.yaml', line: 4 } },
        { severity: 'error', code: 'unknown-name', place: { file: 'rules/chat.yaml', line: 12 } },
      ],
    })
    expect((await haechi.client.versions.list()).live).toBe(before)
    expect(await verdictOf(haechi)).toBe('block')
  })

  test('a rollback is a new version with the pack before, and rolling back again goes further back', async () => {
    const apply = async (files: Record<string, string>) =>
      haechi.client.versions.apply({ files, why: 'a step', base: (await haechi.client.versions.list()).live })
    const first = (await apply(TEST_PACK)).version
    const second = (await apply(milder)).version
    await apply(stricter)
    const { version } = await haechi.client.versions.rollback()
    expect(version).toMatchObject({
      number: second.number + 2,
      via: 'rollback',
      restores: second.number,
      ruleset: second.ruleset,
      why: `Back to version ${second.number}`,
    })
    expect(await verdictOf(haechi)).toBe('nudge')
    const again = (await haechi.client.versions.rollback({ why: 'still wrong' })).version
    expect(again).toMatchObject({ restores: first.number, why: 'still wrong' })
    expect(await verdictOf(haechi)).toBe('mask')
    const named = await haechi.client.versions.rollback({ to: 2, base: again.number })
    expect(named.version).toMatchObject({ restores: 2, base: again.number })
    expect(await verdictOf(haechi)).toBe('block')
  })

  test('a rollback to nothing, to what is live, or on another version than was meant, is refused', async () => {
    const { live } = await haechi.client.versions.list()
    const { ruleset } = await haechi.client.ruleset()
    const same = (await haechi.client.versions.list()).versions
      .filter((one) => one.ruleset === ruleset)
      .at(-1)!
    for (const [body, status, words] of [
      [{ to: 9999 }, 404, 'There is no version 9999.'],
      [{ to: same.number }, 404, `Version ${same.number} has the pack that is live, in version ${live}.`],
      [{ base: 1 }, 409, `Version ${live} is live, not 1: rolled back by`],
      [{ to: 0 }, 400, 'to '],
    ] as const) {
      const answer = await haechi.request('POST', '/v1/versions/rollback', body)
      expect([answer.status, answer.json.detail]).toEqual([status, expect.stringContaining(words)])
    }
    expect((await haechi.client.versions.list()).live).toBe(live)
  })

  test('each decision names the ruleset of exactly one version, also while packs change', async () => {
    const packs = [stricter, milder, TEST_PACK]
    const verdicts = new Map<string, Set<string>>()
    let applying = true
    const screened = async () => {
      const { ruleset, verdict } = await haechi.client.screen(insult)
      verdicts.set(ruleset, (verdicts.get(ruleset) ?? new Set()).add(verdict))
      return ruleset
    }
    const screening = Array.from({ length: 8 }, async () => {
      while (applying) await screened()
    })
    const made: string[] = []
    for (let round = 0; round < 6; round++) {
      const base = (await haechi.client.versions.list()).live
      const { version } = await haechi.client.versions.apply({ files: packs[round % 3]!, why: 'turn', base })
      made.push(version.ruleset)
      expect(await screened()).toBe(version.ruleset)
    }
    applying = false
    await Promise.all(screening)
    expect(new Set(made).size).toBe(3)
    for (const ruleset of made) expect(verdicts.get(ruleset)?.size).toBe(1)
  })

  describe('bad input', () => {
    const body = (more: object) => ({ files: TEST_PACK, why: 'to see', base: 1, ...more })

    test.each([
      ['no files', { files: undefined }, 'files'],
      ['files that are no texts', { files: { 'haechi.yaml': 7 } }, 'files.haechi.yaml'],
      ['a list of files', { files: ['haechi: 1'] }, 'files'],
      ['no why', { why: undefined }, 'why'],
      ['an empty why', { why: '' }, 'why'],
      ['a why of blanks', { why: '   ' }, 'why'],
      ['a why of 1 MB', { why: 'w'.repeat(1_000_000) }, 'why'],
      ['a why over several lines', { why: 'a\nb' }, 'why'],
      ['no base', { base: undefined }, 'base'],
      ['base 0', { base: 0 }, 'base'],
      ['a base that is no number', { base: '1' }, 'base'],
      ['a field that is not known', { wy: 'x' }, 'wy'],
      ['a path that leaves the pack', { files: { '../x.yaml': '' } }, 'files[0]'],
      [
        'an absolute path',
        { files: { ...TEST_PACK, '/etc/x.yaml': '' } },
        `files[${Object.keys(TEST_PACK).length}]`,
      ],
      ['a hidden file', { files: { '.git/x.yaml': '' } }, 'files[0]'],
      ['a program', { files: { 'rules/x.js': '' } }, 'files[0]'],
    ])('%s is refused by its field', async (_, more, field) => {
      const before = (await haechi.client.versions.list()).live
      const answer = await haechi.request('POST', '/v1/versions', body(more))
      expect([answer.status, answer.json.type, answer.json.field]).toEqual([
        400,
        'urn:haechi:problem:invalid-request',
        field,
      ])
      expect((await haechi.client.versions.list()).live).toBe(before)
    })

    test('NUL in a path, a key twice, and __proto__ are refused where they stand', async () => {
      for (const [text, type] of [
        [`{"files":{"rules/\\u0000.yaml":""},"why":"x","base":1}`, 'bad-text'],
        [`{"files":{"a.yaml":"","a.yaml":""},"why":"x","base":1}`, 'duplicate-key'],
        [`{"files":{"__proto__":""},"why":"x","base":1}`, 'forbidden-key'],
        ['{"files":', 'malformed-json'],
      ]) {
        const answer = await haechi.request('POST', '/v1/versions', text)
        expect([answer.status, answer.json.type]).toEqual([400, `urn:haechi:problem:${type}`])
      }
    })

    test('what is no pack is refused with what it lacks', async () => {
      const base = (await haechi.client.versions.list()).live
      const answer = await haechi.request(
        'POST',
        '/v1/versions',
        body({ base, files: { 'poem.txt': 'roses' } }),
      )
      expect(answer.json).toMatchObject({ status: 422, diagnostics: [{ code: 'missing-file' }] })
      expect((await haechi.request('POST', '/v1/versions', body({ base, files: {} }))).status).toBe(422)
    })

    test('a body of more than 64 MiB is refused, declared or not, and the service goes on', async () => {
      const piece = new Uint8Array(1024 * 1024).fill(0x20)
      const stream = new ReadableStream({
        start(controller) {
          for (let i = 0; i < 65; i++) controller.enqueue(piece)
          controller.close()
        },
      })
      const undeclared = await fetch(`${haechi.url}/v1/versions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
        body: stream,
        duplex: 'half',
      } as RequestInit)
      expect(undeclared.status).toBe(413)
      expect(await undeclared.json()).toMatchObject({ detail: 'The body is larger than 64 MiB.' })
      const declared = await haechi.request('POST', '/v1/versions', ' '.repeat(64 * 1024 * 1024 + 1))
      expect([declared.status, declared.json.title]).toEqual([413, 'Too large'])
      expect(
        (await haechi.request('POST', '/v1/versions/rollback', ' '.repeat(2 * 1024 * 1024))).status,
      ).toBe(413)
      expect(await verdictOf(haechi)).not.toBe('allow')
    })

    test('a pack of several MB is taken', async () => {
      const base = (await haechi.client.versions.list()).live
      const terms = Array.from({ length: 20_000 }, (_, i) => `zork${i}ian ${'x'.repeat(100)}`).join('\n')
      const files = {
        ...TEST_PACK,
        'banks/bad.yaml': `${TEST_PACK['banks/bad.yaml']}terms_file: many.txt\n`,
        'banks/many.txt': terms,
      }
      expect(terms.length).toBeGreaterThan(2_000_000)
      const { version } = await haechi.client.versions.apply({ files, why: 'a large bank', base })
      const { files: kept } = await haechi.client.versions.get(version.number)
      expect(kept['banks/many.txt']).toBe(terms)
    })

    test('a key without the scope admin may read versions and not make them', async () => {
      const { secret } = await haechi.client.keys.create({ name: 'reader', scopes: ['read'] })
      expect((await haechi.request('GET', '/v1/versions', undefined, { key: secret })).status).toBe(200)
      expect((await haechi.request('GET', '/v1/versions/1', undefined, { key: secret })).status).toBe(200)
      for (const path of ['/v1/versions', '/v1/versions/rollback'])
        expect((await haechi.request('POST', path, body({}), { key: secret })).status).toBe(403)
      expect((await haechi.request('GET', '/v1/versions', undefined, { key: null })).status).toBe(401)
    })

    test('versions are asked for by number, page by page', async () => {
      const { live } = await haechi.client.versions.list()
      for (const number of ['0', '-1', '1.5', 'one', '99999999999', '%00'])
        expect((await haechi.request('GET', `/v1/versions/${number}`)).status).toBe(400)
      expect((await haechi.request('GET', '/v1/versions/99999')).status).toBe(404)
      expect((await haechi.request('GET', '/v1/versions?limit=0')).status).toBe(400)
      const { versions } = await haechi.client.versions.list({ before: live, limit: 2 })
      expect(versions.map(({ number }) => number)).toEqual([live - 1, live - 2])
    })
  })
})

describe('over restarts and processes', () => {
  const open: TestService[] = []
  const start = async (options: TestServiceOptions) => {
    const service = await startTestService(options)
    open.push(service)
    return service
  }
  afterEach(async () => {
    for (const service of open.splice(0).reverse()) await service.stop()
  })

  test('an applied version judges after a restart, until a start with --watch', async () => {
    const dir = testFolder()
    const first = await start({ dir })
    await first.client.versions.apply({ files: stricter, why: 'strict', base: 1 })
    await first.stop()

    const second = await start({ dir })
    expect(await verdictOf(second)).toBe('block')
    expect((await second.client.versions.list()).live).toBe(2)
    expect(second.said.join()).toMatch(
      /version {3}2, applied \d{4}-\d\d-\d\d by .*is not followed \(--watch follows it\)/,
    )
    await second.stop()

    const third = await start({ dir, watch: true })
    expect(await verdictOf(third)).toBe('mask')
    expect((await third.client.versions.list()).versions[0]).toMatchObject({
      number: 3,
      via: 'start',
      base: 2,
    })
    expect((await third.client.ready()).notes).toEqual([])
    writeFileSync(join(third.packDir, 'rules/chat.yaml'), milder['rules/chat.yaml'])
    await until(async () => (await verdictOf(third)) === 'nudge')
    expect((await third.client.versions.list()).versions[0]).toMatchObject({
      number: 4,
      via: 'folder',
      appliedBy: 'pack folder',
    })
    await third.stop()

    // Followed from then on, without --watch, and no version is made where nothing changed.
    const fourth = await start({ dir })
    expect((await fourth.client.versions.list()).live).toBe(4)
    writeFileSync(join(fourth.packDir, 'rules/chat.yaml'), rules)
    await until(async () => (await verdictOf(fourth)) === 'mask')
    rmSync(dir, { recursive: true, force: true })
  })

  test('an applied version judges although the folder is broken or gone', async () => {
    const dir = testFolder()
    const first = await start({ dir })
    await first.client.versions.apply({ files: stricter, why: 'strict', base: 1 })
    await first.stop()
    rmSync(join(dir, 'pack'), { recursive: true, force: true })
    const second = await start({ dir })
    expect(await verdictOf(second)).toBe('block')
    await second.stop()
    await expect(start({ dir, watch: true })).rejects.toThrow('There is no folder')
    rmSync(dir, { recursive: true, force: true })
  })

  test('another process on the same database takes a version up, and is refused what it planned before', async () => {
    const one = await start({})
    const other = await start({ dir: testFolder(), databaseUrl: databaseUrlOf(one.dataDir) })
    expect((await other.client.versions.list()).live).toBe(1)
    await one.client.versions.apply({ files: stricter, why: 'strict', base: 1 })
    await expect(
      other.client.versions.apply({ files: milder, why: 'milder', base: 1 }),
    ).rejects.toMatchObject({
      problem: { status: 409 },
    })
    await until(async () => (await verdictOf(other)) === 'block')
    expect((await other.client.ruleset()).version).toBe(2)
    // The folder of the other process is not followed any more either.
    await passedOver(other, () =>
      writeFileSync(join(other.packDir, 'rules/chat.yaml'), milder['rules/chat.yaml']),
    )
    expect(await verdictOf(other)).toBe('block')
    await other.client.versions.rollback()
    await until(async () => (await verdictOf(one)) === 'mask')
  })

  test('when another process follows its folder again, so does this one, from its next change on', async () => {
    const one = await start({})
    await one.client.versions.apply({ files: stricter, why: 'strict', base: 1 })
    const file = join(one.packDir, 'rules/chat.yaml')
    await passedOver(one, () => writeFileSync(file, milder['rules/chat.yaml']))
    await start({ dir: testFolder(), databaseUrl: databaseUrlOf(one.dataDir), watch: true })
    await until(async () => (await verdictOf(one)) === 'mask')
    await until(async () => (await one.client.ready()).notes.length === 0)
    writeFileSync(file, rules.replace('verdict: mask', 'verdict: hold'))
    await until(async () => (await verdictOf(one)) === 'hold')
    // What had changed in the folder while it was not followed made no version.
    const { versions } = await one.client.versions.list()
    expect(versions.map(({ number, via }) => `${number} ${via}`)).toEqual([
      '4 folder',
      '3 start',
      '2 apply',
      '1 start',
    ])
  })

  test('of two processes that apply at once, one wins, and both judge by it', async () => {
    const one = await start({})
    const other = await start({ dir: testFolder(), databaseUrl: databaseUrlOf(one.dataDir) })
    for (let round = 0; round < 4; round++) {
      const { live } = await one.client.versions.list()
      await until(async () => (await other.client.versions.list()).live === live)
      const outcomes = await Promise.allSettled([
        one.client.versions.apply({ files: stricter, why: `strict ${round}`, base: live }),
        other.client.versions.apply({ files: milder, why: `mild ${round}`, base: live }),
      ])
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const { versions } = await one.client.versions.list()
      expect(versions[0]!.number).toBe(live + 1)
      const judged = versions[0]!.why.startsWith('strict') ? 'block' : 'nudge'
      await until(async () => (await verdictOf(one)) === judged && (await verdictOf(other)) === judged)
    }
  })

  test('a version that cannot judge here is told, the one before goes on, and the next one takes over', async () => {
    const dir = testFolder()
    const haechi = await start({ dir })
    // As another Haechi on the same database, with words that this one does not know.
    const other = await openStore({ databaseUrl: databaseUrlOf(haechi.dataDir) }, { log: () => undefined })
    const unknown = { ...stricter, 'rules/chat.yaml': rules.replace('when: ', 'wenn: ') }
    const by = { appliedBy: 'a newer Haechi', why: 'new', via: 'apply' as const, restores: undefined }
    const appliedAt = new Date().toISOString()
    const record = (ruleset: string, base: number) =>
      other.versions.record(
        { ...by, appliedAt, ruleset, base },
        new TextEncoder().encode(JSON.stringify(unknown)),
      )
    await record('r-newer', 1)
    await until(async () => (await haechi.client.ready()).notes.length > 0)
    expect((await haechi.client.ready()).notes[0]).toMatch(
      /^Version 2 is the latest, and cannot judge in this process: it does not pass the check here \(rules\/chat\.yaml:\d+:\d+: .*Version 1 still judges here/,
    )
    expect(await verdictOf(haechi)).toBe('mask')
    expect((await haechi.client.ruleset()).version).toBe(1)
    const { live } = await haechi.client.versions.list()
    expect(live).toBe(2)
    await haechi.client.versions.apply({ files: stricter, why: 'in words that all know', base: live })
    expect(await verdictOf(haechi)).toBe('block')
    expect((await haechi.client.ready()).notes).toEqual([
      expect.stringMatching(/^Version 3 judges, applied by/),
    ])

    await record('r-newer', 3)
    await other.close()
    await haechi.stop()
    await expect(start({ dir })).rejects.toThrow(
      /^Version 4, which was applied and should judge, does not pass the check: rules\/chat\.yaml:.*\nStart with --watch/,
    )
    expect(await verdictOf(await start({ dir, watch: true }))).toBe('mask')
    rmSync(dir, { recursive: true, force: true })
  })

  test('killed between the record and the swap, the service judges by the recorded version when it is back', async () => {
    const dir = testFolder()
    const child = spawn(process.execPath, [await bundleFixture('version-child'), dir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'exit')
    const url = String((await once(child.stdout, 'data'))[0]).trim()
    const client = createClient({ url, key: ADMIN_KEY, retries: 0, timeoutMs: PATIENT_MS })
    expect((await client.screen(insult)).verdict).toBe('mask')
    await expect(client.versions.apply({ files: stricter, why: 'strict', base: 1 })).rejects.toThrow(
      'Nobody answers',
    )
    expect((await ended)[1]).toBe('SIGKILL')
    const back = await start({ dir })
    expect(await verdictOf(back)).toBe('block')
    expect((await back.client.versions.list()).versions[0]).toMatchObject({ number: 2, why: 'strict' })
    rmSync(dir, { recursive: true, force: true })
  })

  test('a store that is gone while a version is recorded is told, and the same request then makes it', async () => {
    let gone = true
    const haechi = await start({
      wrapStore: (store) => ({
        ...store,
        versions: {
          ...store.versions,
          async record(version, files) {
            const recorded = await store.versions.record(version, files)
            if (version.via !== 'apply' || !gone) return recorded
            gone = false
            // The commit went through and its answer was lost.
            throw new Unavailable('gone', 'lost')
          },
        },
      }),
    })
    const request = { files: stricter, why: 'strict', base: 1 }
    expect((await haechi.request('POST', '/v1/versions', request)).status).toBe(503)
    const again = await haechi.request('POST', '/v1/versions', request)
    expect([again.status, again.json.version.number]).toEqual([201, 2])
    expect(await verdictOf(haechi)).toBe('block')
  })
})
