import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { START_DEFAULTS } from '../../api/running-service.ts'
import { cli } from '../capture.fixture.ts'
import { notWritable } from '../doctor/check-data-dir.ts'
import { checkDisk, checkMemory, checkNode } from '../doctor/check-machine.ts'
import { smallPack } from '../small-pack.fixture.ts'

interface Report {
  ok: boolean
  findings: { name: string; state: string; found: string; mend?: string }[]
}

async function doctor(cwd: string, ...more: string[]): Promise<{ code: number; report: Report }> {
  const ran = await cli({ cwd }, 'doctor', '--json', '--url', 'http://127.0.0.1:9', ...more)
  return { code: ran.code, report: JSON.parse(ran.out) as Report }
}

const state = ({ findings }: Report, name: string) => findings.find((finding) => finding.name === name)?.state

test('an old Node, little memory and a full disk are told with what to do', () => {
  expect(['18.20.0', '20.18.3', '20.19.0', '24.1.0'].map((version) => checkNode(version).state)).toEqual([
    'fail',
    'fail',
    'ok',
    'ok',
  ])
  expect([1e8, 4e8, 4e9].map((bytes) => checkMemory(bytes).state)).toEqual(['fail', 'warn', 'ok'])
  expect([1e8, 1e9, 1e10].map((bytes) => checkDisk(bytes).state)).toEqual(['fail', 'warn', 'ok'])
  expect(checkDisk(1e8).mend).toContain('--data-dir')
  expect(notWritable('data', 'ENOSPC').mend).toContain('make room')
  expect(notWritable('data', 'EACCES').mend).toContain('give it to this user')
})

test('a sound pack, a free port and a writable directory are ok; no service is only a warning', async () => {
  const { report } = await doctor(await smallPack(), '--port', '44440')
  expect([state(report, 'pack'), state(report, 'data directory'), state(report, 'service')]).toEqual([
    'ok',
    'ok',
    'warn',
  ])
})

test('a port that is taken and a data directory that cannot be are failures', async () => {
  const cwd = await smallPack()
  await writeFile(join(cwd, 'file'), '')
  const server = createServer()
  const port = await new Promise<number>((resolve) => {
    server.listen(0, START_DEFAULTS.host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  try {
    const { code, report } = await doctor(cwd, '--port', String(port), '--data-dir', 'file/data')
    expect(state(report, `port ${port}`)).toBe('fail')
    expect(state(report, 'data directory')).toBe('fail')
    expect(report.ok).toBe(false)
    expect(code).toBe(1)
    expect(report.findings.every((finding) => finding.state === 'ok' || finding.mend)).toBe(true)
  } finally {
    server.close()
  }
})

test('a pack with a mistake fails', async () => {
  const cwd = await smallPack({ 'labels.yaml': 'broken: [' })
  expect(state((await doctor(cwd)).report, 'pack')).toBe('fail')
})
