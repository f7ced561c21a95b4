import { useMemo } from 'react'
import type { ModelEvaluation } from '../../lab/evaluate/evaluation.ts'
import { useAsk } from '../api/use-ask.ts'
import { evaluationOf } from './seen-of.ts'
import type { OpenModel } from './use-model.ts'

/** The last evaluation of a model, from the entry of the chain that holds it. */
export function useEvaluation({ id, seen }: OpenModel): {
  readonly evaluation: ModelEvaluation | undefined
  readonly isNone: boolean
  readonly error: Error | null
} {
  const entry = seen.entries.findLast(({ kind }) => kind === 'evaluation')
  const { data, error } = useAsk(
    'modelEntry',
    { params: { id, number: String(entry?.number ?? 1) } },
    { enabled: entry !== undefined, freshMs: Number.POSITIVE_INFINITY },
  )
  const evaluation = useMemo(() => data && evaluationOf(data.body), [data])
  return {
    evaluation,
    isNone: entry === undefined || (data !== undefined && evaluation === undefined),
    error,
  }
}
