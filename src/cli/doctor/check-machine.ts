import { type Finding, fail, ok, warn } from './finding.ts'

const OLDEST_NODE = [20, 19] as const
const MIB = 1024 * 1024

/** Judges a version of Node, as `20.20.0`. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST_NODE
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return ok('Node', version)
  return fail('Node', version, `install Node ${OLDEST_NODE.join('.')} or later`)
}

/** Judges free memory, in bytes: at rest Haechi and its database need about 300 MB. */
export function checkMemory(freeBytes: number): Finding {
  const found = `${Math.round(freeBytes / MIB)} MiB free`
  if (freeBytes >= 600 * MIB) return ok('memory', found)
  if (freeBytes >= 300 * MIB)
    return warn('memory', found, 'end other programs; under load 600 MiB are better')
  return fail('memory', found, 'end other programs, or use a machine with 600 MiB free')
}

/** Judges free space for the data, in bytes. */
export function checkDisk(freeBytes: number): Finding {
  const found = `${Math.round(freeBytes / MIB)} MiB free`
  if (freeBytes >= 2048 * MIB) return ok('disk', found)
  if (freeBytes >= 256 * MIB)
    return warn(
      'disk',
      found,
      'make room soon, or choose another --data-dir; a million decisions take about 1 GiB',
    )
  return fail('disk', found, 'make room, or choose another --data-dir; a new database takes 100 MiB')
}
