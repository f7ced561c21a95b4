import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

export type BulkWhat =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'job'; readonly queue: string }

interface Given {
  readonly run: Reply<'retroact'>
  readonly what: BulkWhat
  readonly onClose: () => void
}

/** How far it is, what it would do and to how many, and what can be done with it now. */
export function BulkProgress({ run, what, onClose }: Given): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const refreshes = ['retroact', 'findEntity', 'entityTimeline'] as const
  const apply = useChange('applyBulk', { refreshes })
  const stop = useChange('stopBulk', { refreshes })
  const revert = useChange('revertBulk', { refreshes })
  const { id, state, events, targets, effects } = run
  const all = effects.planned + effects.applied + effects.reversed + effects.gone
  const n = (count: number) => count.toLocaleString(language)
  const params = { id }
  const isBusy = apply.isPending || stop.isPending || revert.isPending
  const does =
    what.kind === 'label'
      ? t('bulkPlanLabel', { targets: n(targets), label: what.label, events: n(events) })
      : t('bulkPlanJob', { jobs: n(all), queue: what.queue })
  const told = () => {
    switch (state) {
      case 'planning':
        return t('bulkCounting')
      case 'failed':
        return t('bulkFailed')
      case 'too-large':
        return t('bulkTooLarge')
      case 'planned':
        return all === 0 ? t('bulkNothing') : does
      case 'running':
        return t('bulkApplying', { done: n(effects.applied), all: n(all) })
      case 'stopped':
      case 'revert-stopped':
        return t('bulkStopped', { done: n(effects.applied), all: n(all) })
      case 'done':
        return t('bulkDone', { done: n(effects.applied), all: n(all) })
      case 'reverting':
        return t('bulkApplying', { done: n(effects.reversed), all: n(all) })
      case 'reverted':
        return t('bulkReverted', { done: n(effects.reversed) })
    }
  }
  return (
    <>
      <p className="investigate-bulk-told" role="status">
        {told()}
      </p>
      {state === 'planned' && all > 0 && <p className="field-hint">{t('bulkSafe')}</p>}
      {(state === 'running' || state === 'reverting') && (
        <progress
          className="investigate-progress"
          aria-label={told()}
          value={state === 'running' ? effects.applied : effects.reversed}
          max={all}
        />
      )}
      <ProblemBox error={apply.error ?? stop.error ?? revert.error} />
      <div className="dialog-acts">
        <Button onPress={onClose}>{t('close')}</Button>
        {(state === 'running' || state === 'reverting') && (
          <Button isDisabled={isBusy} onPress={() => stop.mutate({ params })}>
            {t('stop')}
          </Button>
        )}
        {(state === 'done' || state === 'stopped' || state === 'revert-stopped') && effects.applied > 0 && (
          <Button danger isDisabled={isBusy} onPress={() => revert.mutate({ params, body: {} })}>
            {t('bulkRevert')}
          </Button>
        )}
        {((state === 'planned' && all > 0) || state === 'stopped') && (
          <Button danger isDisabled={isBusy} onPress={() => apply.mutate({ params, body: { effects: all } })}>
            {state === 'stopped'
              ? t('bulkGoOn')
              : what.kind === 'label'
                ? t('bulkApplyLabel', { n: n(targets) })
                : t('bulkApplyJob', { n: n(all) })}
          </Button>
        )}
      </div>
    </>
  )
}
