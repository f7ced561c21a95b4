import { useMemo } from 'react'
import type { GateResult } from '../../lab/gates/gate.ts'
import type { SeenModel } from '../../lab/registry/ports.ts'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { gatesOf, seenOf } from './seen-of.ts'

/** A model that a page is about. */
export interface OpenModel {
  readonly id: string
  readonly detail: Reply<'model'>
  readonly seen: SeenModel
  readonly gates: readonly GateResult[]
}

const EVERY_MS = 10_000

/** A model with its way, asked for anew while it is looked at. */
export function useModel(id: string): {
  readonly model: OpenModel | undefined
  readonly error: Error | null
} {
  const { data, error } = useAsk('model', { params: { id } }, { everyMs: EVERY_MS })
  const model = useMemo(
    () => data && { id, detail: data, seen: seenOf(data), gates: gatesOf(data) },
    [id, data],
  )
  return { model, error }
}
