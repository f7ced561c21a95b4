import { estimateMembers } from '../../signals/counters/estimate-members.ts'

/** Accounts up to which they are counted one by one. */
export const MOST_EXACT = 20_000

/** Registers of the sketch, as a power of two: the relative standard error is 1.04 / sqrt(2 ** 14) = 0.81 %. */
const REGISTERS_LOG2 = 14
const RANKS = 53 - REGISTERS_LOG2 + 1

/** How many distinct accounts were seen: one by one while few, a HyperLogLog sketch beyond. Plain data. */
export interface AccountCount {
  /** 53 bits of each one's hash; undefined once there is a sketch. */
  exact: Set<number> | undefined
  /** The highest rank by register. Source: Flajolet et al., HyperLogLog, 2007. */
  registers: Uint8Array | undefined
}

export function emptyAccountCount(): AccountCount {
  return { exact: new Set(), registers: undefined }
}

/** Sees an account by its 64-bit hash in two unsigned halves. */
export function addAccount(count: AccountCount, hi: number, lo: number): void {
  const key = hi * 0x20_0000 + (lo >>> 11)
  if (count.exact === undefined) addKey(count.registers!, key)
  else {
    count.exact.add(key)
    if (count.exact.size > MOST_EXACT) toSketch(count)
  }
}

/** Adds what another has seen. */
export function mergeAccounts(into: AccountCount, other: AccountCount): void {
  if (other.exact !== undefined) {
    for (const key of other.exact) {
      if (into.exact === undefined) addKey(into.registers!, key)
      else into.exact.add(key)
    }
    if (into.exact !== undefined && into.exact.size > MOST_EXACT) toSketch(into)
    return
  }
  if (into.exact !== undefined) toSketch(into)
  const registers = into.registers!
  for (let i = 0; i < registers.length; i++)
    if (other.registers![i]! > registers[i]!) registers[i] = other.registers![i]!
}

export function accountsSeen({ exact, registers }: AccountCount): {
  readonly count: number
  readonly exact: boolean
} {
  if (exact !== undefined) return { count: exact.size, exact: true }
  const ranks = new Uint32Array(RANKS + 1)
  for (const rank of registers!) ranks[rank]!++
  return { count: Math.round(estimateMembers(ranks, registers!.length)), exact: false }
}

function toSketch(count: AccountCount): void {
  count.registers = new Uint8Array(2 ** REGISTERS_LOG2)
  for (const key of count.exact!) addKey(count.registers, key)
  count.exact = undefined
}

/** The top bits of the 53 choose the register, the rest the rank. */
function addKey(registers: Uint8Array, key: number): void {
  const rest = 2 ** (53 - REGISTERS_LOG2)
  const register = Math.floor(key / rest)
  const low = key % rest
  const bits = low === 0 ? 0 : Math.floor(Math.log2(low)) + 1
  const rank = Math.min(RANKS, 53 - REGISTERS_LOG2 - bits + 1)
  if (rank > registers[register]!) registers[register] = rank
}
