import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { TEST_PACK, writePack } from './api-service.fixture.ts'
import { ADMIN_KEY, freePort, type HaechiProcess, startHaechi } from './haechi-process.fixture.ts'

const SLOW_MS = 600_000
const dir = mkdtempSync(join(tmpdir(), 'haechi-full-'))
const disk = join(dir, 'disk')
let mounted = false
let haechi: HaechiProcess | undefined
try {
  execFileSync('mkdir', ['-m', '755', disk])
  execFileSync('chmod', ['755', dir])
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=755', 'tmpfs', disk], { stdio: 'ignore' })
  mounted = true
} catch {} // not allowed here

afterAll(async () => {
  haechi?.child.kill('SIGTERM')
  await haechi?.ended
  if (mounted) execFileSync('umount', ['-l', disk])
  rmSync(dir, { recursive: true, force: true })
})

const screen = (id: string) =>
  fetch(`${haechi!.url}/v1/screen`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id, type: 'chat.message', data: { text: 'hello '.repeat(300) } }),
  })

test.skipIf(!mounted)(
  'a full disk is said plainly, and room on it ends the trouble',
  async () => {
    writePack(join(dir, 'pack'), TEST_PACK)
    haechi = await startHaechi(await freePort(), join(disk, 'data'), join(dir, 'pack'))
    expect((await screen('before')).status).toBe(200)
    // Whatever room is left is taken; what Postgres reserved for itself it may still write to.
    try {
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(160 * 1024 * 1024))
    } catch {}
    let refused: Response | undefined
    for (let n = 0; !refused; n++) {
      const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => screen(`full-${n}-${i}`)))
      refused = answers.find((answer) => answer.status !== 200)
    }
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
    const { detail } = (await refused.json()) as { detail: string }
    const { why } = (await (await fetch(`${haechi.url}/readyz`)).json()) as { why: string[] }
    // Said in one place at least: Postgres may refuse a row, or go down for want of a log.
    expect([detail, ...why].join(' ')).toMatch(/disk/)
    unlinkSync(join(disk, 'ballast'))
    while ((await screen('after')).status !== 200) await new Promise((resolve) => setTimeout(resolve, 100))
    expect((await screen('before')).headers.get('haechi-repeated')).toBe('true')
  },
  SLOW_MS,
)
