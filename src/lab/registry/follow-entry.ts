import { type Authority, mostAuthority } from './authority.ts'
import type { ModelEntry, ModelRecord, ModelState } from './model.ts'

/** Where a model stands by its entries. */
export type Standing = Pick<
  ModelRecord,
  'state' | 'authority' | 'certified' | 'cap' | 'share' | 'isLastGood' | 'isTainted'
>

const MADE: Standing = {
  ...{ state: 'trained', authority: 'observe', certified: 'observe', cap: 'irreversible' },
  ...{ share: 0, isLastGood: false, isTainted: false },
}

/**
 * Where an entry of the chain puts its model: what plan-move, plan-rollback, plan-retire, plan-lower and plan-raise write.
 * Undefined: the model is not in the chain yet, and the entry does not make it.
 */
export function followEntry(
  before: Standing | undefined,
  { kind, body }: Pick<ModelEntry, 'kind' | 'body'>,
): Standing | undefined {
  if (kind === 'trained') return MADE
  if (before === undefined) return undefined
  if (kind === 'taint') return { ...before, isTainted: true }
  if (kind === 'authority') return given(before, body)
  return kind === 'move' ? moved(before, body) : before
}

type Body = ModelEntry['body']

function given(before: Standing, body: Body): Standing {
  const authority = body.to as Authority
  if (body.cap !== undefined) return { ...before, authority, cap: body.cap as Authority }
  return {
    ...{ ...before, authority, cap: mostAuthority(before.cap, authority) },
    share: before.state === 'shadow' ? 1 : before.share,
  }
}

function moved(before: Standing, body: Body): Standing {
  const state = body.to as ModelState
  const isLastGood = state === 'retired' && body.isLastGood === true
  // It is the last known good no more, and stays what it was.
  if (body.from === state && body.authority === undefined) return { ...before, isLastGood }
  return {
    ...{ ...before, state, isLastGood },
    authority: (body.authority ?? 'observe') as Authority,
    certified: (body.certified ?? before.certified) as Authority,
    cap: (body.cap ?? before.cap) as Authority,
    share: (body.share ?? 0) as number,
  }
}
